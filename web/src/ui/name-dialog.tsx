import { Dialog } from '@base-ui/react/dialog'
import { MeForm } from './me-form'
import type { Me } from './names'

/** Asks who comes in; the board can be seen behind it. Stays until it is answered. */
export default function NameDialog({ me, onDone }: { me: Me; onDone: (me: Me) => Promise<void> }) {
  return (
    <Dialog.Root open onOpenChange={(_, details) => details.cancel()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil veil-light" />
        <Dialog.Popup className="panel dialog name-dialog" initialFocus>
          <Dialog.Title className="dialog-title">Come in</Dialog.Title>
          <Dialog.Description className="soft">What shall the others call you?</Dialog.Description>
          <MeForm me={me} action="Start drawing" onDone={onDone} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
