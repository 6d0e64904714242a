import type { Board } from '../../board/board'
import { anchorOf } from '../../elements/arrow-end'
import type { ElementProps } from '../../elements/element'
import { kindOf } from '../../elements/kind-of'
import { string } from '../../elements/props'
import { shownLine } from '../../elements/shown'
import { sayCount } from '../../words/count'
import { say } from '../../words/say'
import { isLocked } from '../tree'

/** What names are read off. */
type Read = Pick<Board, 'element' | 'children'>

/** More letters than this are not read out in passing. */
const LONGEST = 120

/** A line that is short enough to be read out. */
function short(words: string): string {
  const line = shownLine(words)
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST)}…`
}

/** What something says, or is named; '' for nothing. */
export function wordsOf(props: ElementProps): string {
  const kind = props.get('kind')
  const says = kind === 'group' || kind === 'layer' ? '' : kindOf(props).label(props)
  return short(says || string(props, 'name'))
}

/** What an end of an arrow is tied to, in a word; '' for nothing. */
function endOf(board: Read, props: ElementProps, end: 'start' | 'end'): string {
  const to = board.element(anchorOf(props, end)?.id ?? '')?.props
  return to === undefined ? '' : wordsOf(to) || say(kindOf(to).noun(to))
}

function kindWords(board: Read, id: string, props: ElementProps): string {
  const kind = props.get('kind')
  if (kind === 'group') return sayCount('Group of one', 'Group of {n}', board.children(id).length)
  const noun = say(kindOf(props).noun(props))
  if (kind !== 'arrow') return noun
  const [from, to] = [endOf(board, props, 'start'), endOf(board, props, 'end')]
  if (from !== '' && to !== '') return say('Arrow from {from} to {to}', { from, to })
  if (from !== '') return say('Arrow from {from}', { from })
  return to === '' ? noun : say('Arrow to {to}', { to })
}

/** What something is called when it is read out: its kind, its words, and that it is locked. */
export function calledOut(board: Read, id: string, props = board.element(id)?.props): string {
  if (props === undefined) return ''
  const kind = kindWords(board, id, props)
  const words = wordsOf(props)
  const name = words === '' ? kind : say('{kind}, {words}', { kind, words })
  return isLocked(board, id) ? say('{name}, locked', { name }) : name
}

/** Several at once: the one, or how many there are. */
export function calledTogether(board: Read, ids: readonly string[]): string {
  return ids.length === 1 ? calledOut(board, ids[0]!) : sayCount('{n} element', '{n} elements', ids.length)
}
