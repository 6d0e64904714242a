import { Toast } from '@base-ui/react/toast'
import { useEffect } from 'react'
import { say } from '../words/say'
import type { Told } from './board-acts'
import { ToastCard } from './toast-card'

/** It stands there so long, in milliseconds: long enough to come to its button by keys. */
const STANDS = 12_000

/** What is said in passing about the boards in the list; the newest alone. */
export default function ShelfSaid({ told }: { readonly told: Told }) {
  return (
    <Toast.Provider limit={1} timeout={STANDS}>
      <Saying told={told} />
    </Toast.Provider>
  )
}

function Saying({ told }: { told: Told }) {
  const { add, close, toasts } = Toast.useToastManager()
  useEffect(() => {
    const id = add({
      title: told.title,
      description: told.text,
      ...(told.answer && {
        actionProps: {
          children: told.answer.title,
          onClick: () => {
            close(id)
            told.answer?.run()
          },
        },
      }),
    })
    return () => close(id)
  }, [told, add, close])
  return (
    <Toast.Portal>
      <Toast.Viewport className="toasts" aria-label={say('Notifications')}>
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} />
        ))}
      </Toast.Viewport>
    </Toast.Portal>
  )
}
