import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import { useEffect } from 'react'
import { noticesOf } from '../editor/notices'
import type { Editor } from '../editor/types'
import type { BoardClient } from '../sync/types'
import { openPanel } from './panels'
import { Going } from './progress'

/** All that is said to the person in passing. */
export default function Messages({ editor }: { readonly editor: Editor }) {
  return (
    <Toast.Provider limit={3}>
      <Notices editor={editor} />
      <RefusedToasts client={editor.client} />
      <ToastStack />
    </Toast.Provider>
  )
}

/** Tells of changes that the server did not take; they are kept on the device. */
function RefusedToasts({ client }: { client: BoardClient }) {
  const { add } = Toast.useToastManager()
  useEffect(
    () =>
      client.on({
        refused: (change) => {
          add({
            id: `refused-${change.code}`,
            title: 'A change was not taken',
            description: change.why,
            priority: 'high',
            timeout: 8000,
          })
        },
      }),
    [client, add],
  )
  return null
}

/** Shows what the editor has to say. */
function Notices({ editor }: { editor: Editor }) {
  const { add } = Toast.useToastManager()
  useEffect(
    () =>
      noticesOf(editor).on({
        said: ({ title, text }) => add({ id: title, title, description: text, timeout: 5000 }),
        wished: openPanel,
      }),
    [editor, add],
  )
  return <Going editor={editor} />
}

/** Where the messages stand: below the upper edge in the middle, where neither the hand nor what it holds is often. */
function ToastStack() {
  const { toasts } = Toast.useToastManager()
  // Only fingers swipe them away: a mouse marks their words.
  const mouse = matchMedia('(pointer: fine)').matches
  return (
    <Toast.Portal>
      <Toast.Viewport className="toasts" data-passing="">
        {toasts.map((toast) => (
          <Toast.Root key={toast.id} toast={toast} className="panel toast">
            <Toast.Content className="toast-content" {...(mouse && { 'data-base-ui-swipe-ignore': '' })}>
              <Toast.Title className="toast-title" />
              <Toast.Description className="soft" />
            </Toast.Content>
            <Toast.Close className="icon-button" aria-label="Close">
              <X />
            </Toast.Close>
          </Toast.Root>
        ))}
      </Toast.Viewport>
    </Toast.Portal>
  )
}
