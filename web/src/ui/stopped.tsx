import { Dialog } from '@base-ui/react/dialog'
import { useEffect, useRef, useState } from 'react'
import type { Change } from '../board/types'
import type { Editor } from '../editor/types'
import { at, within } from '../site/at'
import { ApiError, getBoard, joinBoard } from '../sync/api'
import { say } from '../words/say'
import { keptWords } from './kept-words'
import { saveUnanswered } from './save-unanswered'
import { stoppedWords } from './stopped-words'

type Props = {
  readonly code: string
  readonly why: string
  readonly changes: number
  readonly here: boolean
  /** What was done on it and never taken can be saved from here; absent where there was no board. */
  readonly editor?: Editor
}

/** Says in full that the board can be reached no more, why, and what to do; what was drawn stays in view behind it. */
export default function Stopped({ code: told, why, changes, here, editor }: Props) {
  const code = useReason(told, editor !== undefined && editor.client.role !== '')
  const words = stoppedWords(code, why)
  const unsaved = useUnsaved(editor)
  useTryAgain(code)
  const kept = keptWords(changes, here)
  const first = useRef<HTMLElement>(null)
  return (
    <Dialog.Root open onOpenChange={(_, details) => details.cancel()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil" />
        <Dialog.Popup className="panel dialog stopped" role="alertdialog" data-stopped={code} initialFocus={first}>
          <Dialog.Title className="dialog-title">{words.title}</Dialog.Title>
          <Dialog.Description className="stopped-text">{words.text}</Dialog.Description>
          {kept && <p className="stopped-kept">{kept}</p>}
          {tries.has(code) && <p className="stopped-kept">{say('This page goes on by itself once it can.')}</p>}
          <div className="dialog-foot">
            {editor && unsaved.length > 0 && (
              <button type="button" className="button" onClick={() => saveUnanswered(editor, unsaved)}>
                {say('Save as file')}
              </button>
            )}
            <a
              ref={words.action === 'home' ? (first as React.Ref<HTMLAnchorElement>) : null}
              className={`button ${words.action === 'home' ? 'primary' : ''}`}
              href={at('/')}
            >
              {say('To my boards')}
            </a>
            {words.action === 'reload' && (
              <button
                ref={first as React.Ref<HTMLButtonElement>}
                type="button"
                className="button primary"
                onClick={() => location.reload()}
              >
                {say('Load again')}
              </button>
            )}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** The board that the page is about. */
const boardHere = () => within(location.pathname).split('/')[2] ?? ''

/** What is told of a board that may not be seen any more; whoever has a link to it can learn more. */
const shut: ReadonlySet<string> = new Set(['no_board', 'forbidden'])

/**
 * Why somebody is let in no more: what the link says by which they came. `code` itself, until that is known, and where there is no link. `inside`:
 * they have been on the board, so that the link did work.
 */
function useReason(code: string, inside: boolean): string {
  const [reason, setReason] = useState(code)
  useEffect(() => {
    const secret = new URLSearchParams(location.hash.slice(1)).get('k')
    if (!shut.has(code) || secret === null) return
    joinBoard(boardHere(), secret).catch((error: unknown) => {
      const said = error instanceof ApiError ? error.code : ''
      if (said === 'link_expired' || said === 'removed') setReason(said)
      if (said === 'no_board') setReason(inside ? 'link_withdrawn' : 'bad_link')
    })
  }, [code, inside])
  return reason
}

/** What may be again without a person: the server that was not reached, a board that was put aside or moved to the trash. */
const tries: ReadonlySet<string> = new Set(['nobody_here', 'unreachable', 'quarantined', 'trashed'])

/** How often it is asked, in milliseconds. */
const TRY = 3_000

/** Loads the page again as soon as the server answers, whatever it says, to what was asked in vain; or says that the board may be seen. */
function useTryAgain(code: string): void {
  useEffect(() => {
    if (!tries.has(code)) return
    const there = async () => {
      if (code !== 'quarantined' && code !== 'trashed')
        return (await fetch(at('/api/v1/boards'), { cache: 'no-store' })).status < 500
      await getBoard(boardHere())
      return true
    }
    const ask = () =>
      there().then(
        (is) => is && location.reload(),
        // It was deleted for good meanwhile, or the right to it has ended: that is said by the page that begins anew.
        (error: unknown) => error instanceof ApiError && error.code === 'no_board' && location.reload(),
      )
    const timer = setInterval(() => void ask(), TRY)
    addEventListener('online', ask)
    return () => {
      clearInterval(timer)
      removeEventListener('online', ask)
    }
  }, [code])
}

/** What the server has not taken: what it refused, and what it has not answered. */
function useUnsaved(editor: Editor | undefined): readonly Change[] {
  const [unsaved, setUnsaved] = useState<readonly Change[]>([])
  useEffect(() => {
    if (editor === undefined) return
    const { client } = editor
    client.refusals.list().then(
      (refused) => setUnsaved([...refused.map(({ change }) => change), ...client.unanswered()]),
      () => setUnsaved(client.unanswered()),
    )
  }, [editor])
  return unsaved
}
