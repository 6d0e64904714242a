import { Dialog } from '@base-ui/react/dialog'
import { say } from '../words/say'
import { MeForm } from './me-form'
import type { Me } from './names'

type Props = {
  readonly me: Me
  /** They will not draw, as far as is known. */
  readonly looksOn: boolean
  readonly onDone: (me: Me) => Promise<void>
}

/** Asks who comes in; the board can be seen behind it. Stays until it is answered. */
export default function NameDialog({ me, looksOn, onDone }: Props) {
  return (
    <Dialog.Root open onOpenChange={(_, details) => details.cancel()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil veil-light" />
        <Dialog.Popup className="panel dialog name-dialog" initialFocus>
          <Dialog.Title className="dialog-title">{say('Come in')}</Dialog.Title>
          <Dialog.Description className="soft">{say('What shall the others call you?')}</Dialog.Description>
          <MeForm me={me} action={looksOn ? say('Look on') : say('Start drawing')} onDone={onDone} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
