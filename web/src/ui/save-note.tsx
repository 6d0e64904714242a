import type { BoardClient } from '../sync/types'
import { useClientEvents } from './hooks'
import type { PopProps } from './later'
import { openPanel } from './panels'
import { PopPanel } from './pop-panel'
import { saveWords } from './save-words'

/** More about where one's work is. */
export default function SaveNote({ client, ...pop }: PopProps & { readonly client: BoardClient }) {
  useClientEvents(client, 'state', 'refusals')
  const { count } = client.refusals
  return (
    <PopPanel {...pop} className="note" label="Saving">
      {saveWords(client.state).long}
      {count > 0 && (
        <button
          type="button"
          className="button note-more"
          onClick={() => {
            pop.onOpen(false)
            openPanel('refused')
          }}
        >
          {count === 1 ? 'One change was not accepted' : `${count} changes were not accepted`}
        </button>
      )}
    </PopPanel>
  )
}
