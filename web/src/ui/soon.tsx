import type { Editor } from '../editor/types'
import AtHand from './at-hand'
import Company from './company'
import EmptyBoard from './empty-board'
import type { Links } from './links-given'
import { FollowLater, TextBarLater } from './soon-parts'
import Messages from './toasts'

/** What nobody needs in the first moments: what an element offers, what is said in passing, and what an empty board invites to. */
export default function Soon({ editor, links }: { readonly editor: Editor; readonly links: Links }) {
  return (
    <>
      <EmptyBoard editor={editor} links={links} />
      <AtHand editor={editor} />
      <TextBarLater editor={editor} />
      <Messages editor={editor} />
      <FollowLater editor={editor} />
      <Company editor={editor} />
    </>
  )
}
