import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import { say } from '../words/say'
import './styles/toasts.css'

type Props = {
  readonly toast: Toast.Root.Props['toast']
  /** Its words are marked by dragging over them, which does not swipe it away. */
  readonly marks?: boolean
}

/** One message that is said in passing: its words, what can be answered, and a way to be rid of it. */
export function ToastCard({ toast, marks = false }: Props) {
  return (
    <Toast.Root toast={toast} className="panel toast">
      <Toast.Content className="toast-content" {...(marks && { 'data-base-ui-swipe-ignore': '' })}>
        <Toast.Title className="toast-title" />
        <Toast.Description className="soft" />
      </Toast.Content>
      <Toast.Action className="button toast-answer" />
      <Toast.Close className="icon-button" aria-label={say('Close')}>
        <X />
      </Toast.Close>
    </Toast.Root>
  )
}
