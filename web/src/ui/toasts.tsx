import { Toast } from '@base-ui/react/toast'
import { useEffect } from 'react'
import { noticesOf } from '../editor/notices'
import type { Editor } from '../editor/types'
import type { BoardClient } from '../sync/types'
import { say } from '../words/say'
import { openPanel } from './panels'
import { Going } from './progress'
import { refusalWords } from './server-words'
import { ToastCard } from './toast-card'

/** A notice stands there so long, in milliseconds; one that can be answered longer, so that one comes to its button by keys as well. */
const STANDS = { plain: 5000, answered: 12_000 }

/** All that is said to the person in passing. */
export default function Messages({ editor }: { readonly editor: Editor }) {
  return (
    <Toast.Provider limit={3}>
      <Notices editor={editor} />
      <ServerToasts client={editor.client} />
      <ToastStack />
    </Toast.Provider>
  )
}

/** Tells of changes that the server did not take (they are kept on the device), and of a board that went back. */
function ServerToasts({ client }: { client: BoardClient }) {
  const { add } = Toast.useToastManager()
  useEffect(
    () =>
      client.on({
        restored: () => {
          add({
            id: 'restored',
            title: say('This board was restored'),
            description: say(
              'The server went back to an earlier copy of it. What was drawn after that may be missing.',
            ),
            priority: 'high',
            timeout: STANDS.answered,
          })
        },
        refused: (change) => {
          add({
            id: `refused-${change.code}`,
            title: say('A change was not taken'),
            description: refusalWords(change.code, change.why),
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
  const { add, close } = Toast.useToastManager()
  useEffect(
    () =>
      noticesOf(editor).on({
        said: ({ title, text, answer }) => {
          if (answer === undefined) return void add({ id: title, title, description: text, timeout: STANDS.plain })
          // What is answered is one thing: another of that title has a button of its own.
          const id = add({
            title,
            description: text,
            timeout: STANDS.answered,
            actionProps: {
              children: answer.title,
              onClick: () => {
                close(id)
                answer.run()
              },
            },
          })
        },
        wished: openPanel,
      }),
    [editor, add, close],
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
      <Toast.Viewport className="toasts" aria-label={say('Notifications')} data-passing="">
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} marks={mouse} />
        ))}
      </Toast.Viewport>
    </Toast.Portal>
  )
}
