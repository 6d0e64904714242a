import { follow, followed, presenterOf } from '../../editor/following'
import type { Editor } from '../../editor/types'
import { type Done, NotDone } from './host'

/** The editors in which it is looked whether who is followed is still there. */
const watched = new WeakSet<Editor>()

/** Goes along with a person by their session, with whoever presents, or with nobody. NotDone `nobody`: they are not there. */
export function followWhom(editor: Editor, who: string): Done {
  const { client } = editor
  const session = who === 'presenter' ? (presenterOf(editor)?.session ?? null) : who
  if (session === null || session === client.session || (session !== '' && !client.members.has(session)))
    throw new NotDone('nobody')
  follow(editor, session)
  if (watched.has(editor)) return {}
  watched.add(editor)
  client.on({ members: () => followed(editor) !== '' && !client.members.has(followed(editor)) && follow(editor, '') })
  return {}
}
