import type { BoardClient } from '../sync/types'
import { useClientEvents } from './hooks'
import type { PopProps } from './later'
import { PopPanel } from './pop-panel'
import { saveWords } from './save-words'

/** More about where one's work is. */
export default function SaveNote({ client, ...pop }: PopProps & { readonly client: BoardClient }) {
  useClientEvents(client, 'state')
  return (
    <PopPanel {...pop} className="note" label="Saving">
      {saveWords(client.state).long}
    </PopPanel>
  )
}
