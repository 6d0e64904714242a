import { useEffect } from 'react'
import type { BoardClient } from '../sync/types'
import { sayCount } from '../words/count'
import { say, toSay } from '../words/say'
import { useClientEvents } from './hooks'
import type { PopProps } from './later'
import { type PageKept, pageKept } from './page-kept'
import { openPanel } from './panels'
import { PopPanel } from './pop-panel'
import { saveWords } from './save-words'

const cannot = toSay('This browser does not keep the page itself: without a connection it cannot be opened again.')

/** Whether one can come back to this page without a network; while that is not known, nothing is said. */
const pageWords: { readonly [kept in PageKept]?: string } = {
  kept: toSay('This page is on the device, too: the board opens without a connection.'),
  plain: toSay(
    'The board is kept on this device, but over plain HTTP a browser does not keep the page: without a connection it cannot be opened again.',
  ),
  cannot,
}

/** The same where this browser does not keep the board either: a page that is kept is of no use then. */
const boardless: typeof pageWords = { plain: cannot, cannot }

/** More about where one's work is. */
export default function SaveNote({ client, ...pop }: PopProps & { readonly client: BoardClient }) {
  useClientEvents(client, 'state', 'refusals')
  const { count } = client.refusals
  // The list opens at a press: it is there by then.
  useEffect(() => {
    if (count > 0) void import('./refused-panel').catch(() => undefined)
  }, [count])
  const nothing = 'here' in client.state && client.state.here === false
  const page = (nothing ? boardless : pageWords)[pageKept()]
  return (
    <PopPanel {...pop} className="note" label={say('Saving')}>
      {count > 0 && (
        <button
          type="button"
          className="button note-refused"
          onClick={() => {
            pop.onOpen(false)
            openPanel('refused')
          }}
        >
          {sayCount('One change was not accepted', '{n} changes were not accepted', count)}
        </button>
      )}
      {saveWords(client.state, count).long}
      {page !== undefined && <p className="soft small-print">{say(page)}</p>}
    </PopPanel>
  )
}
