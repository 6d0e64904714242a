import { CodeXml } from 'lucide-react'
import { say } from '../words/say'
import { openPanel } from './panels'

/** The way to the dialog that puts the board into a page of another site. `onOpen`: it is opened, and this may go. */
export function ShareEmbed({ onOpen }: { readonly onOpen: () => void }) {
  return (
    <button
      type="button"
      className="button share-embed"
      onClick={() => {
        onOpen()
        openPanel('embed')
      }}
    >
      <CodeXml /> {say('Put it into a page …')}
    </button>
  )
}
