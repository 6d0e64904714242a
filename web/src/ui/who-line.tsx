import { leavesOf } from '../editor/tree'
import type { Editor } from '../editor/types'
import { sayCount } from '../words/count'
import { sayList } from '../words/forms'
import { say } from '../words/say'
import { useEditorPart, useSelectionChanges } from './hooks'
import { useOriginWords, usePeople } from './origin-now'
import { nameOf, type People } from './who-words'

/** No more names are said of who drew several things. */
const NAMES = 3
/** Of no more things than this it is asked who drew them. */
const MOST = 2_000

/** Who drew what is selected, in a quiet line; when, for a single one. */
export default function WhoLine({ editor }: { readonly editor: Editor }) {
  const selection = useEditorPart(editor, (s) => s.selection)
  useSelectionChanges(editor)
  const { view } = editor.client
  const leaves = selection.size > MOST ? [] : [...leavesOf(view, selection)]
  const makers = new Set(leaves.map((id) => view.element(id)?.maker ?? 0))
  const people = usePeople(editor, makers)
  const one = useOriginWords(editor, leaves.length === 1 ? view.element(leaves[0]!) : undefined)
  const known = leaves.length === 1 ? one : leaves.length === 0 ? '' : makersWords([...makers], people)
  const words = known === '' && leaves.length > 0 ? say('Drawn by {name}', { name: '…' }) : known
  return words === '' ? null : <p className="soft small-print who-line">{words}</p>
}

function makersWords(makers: readonly number[], people: People): string {
  if (people.size === 0) return ''
  const names = makers.map((author) => nameOf(people, author))
  const shown = names.slice(0, NAMES)
  if (names.length > NAMES) shown.push(sayCount('{n} other', '{n} others', names.length - NAMES))
  return say('Drawn by {name}', { name: sayList(shown) })
}
