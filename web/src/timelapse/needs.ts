import type { Board } from '../board/board'
import type { Element, Op } from '../board/types'
import type { ElementProps } from '../elements/element'
import { changed } from '../elements/props'
import { fontsReady } from '../export/fonts'
import type { Source } from '../export/pictures'
import type { Film } from '../history/film'
import type { Stretch } from './wish'

/** Pictures and fonts are waited for no longer than this in all, in ms; what is not there by then is drawn as its stand-in. */
const PATIENCE = 20_000

/** What may have to be fetched before something can be drawn. */
export type Seen = Pick<Element, 'props'>

/** All that is seen at some time of a stretch, as it was when it came and as it is where the stretch ends (`end`). */
export function everSeen(film: Film, { from, to }: Stretch, end: Board): Seen[] {
  const found: Seen[] = [...film.boardAt(from).elements(), ...end.elements()]
  for (const { change } of film.between(from, to))
    for (const op of change?.ops ?? []) {
      const props = seenOf(op, end)
      if (props !== null) found.push({ props })
    }
  return found
}

/** What an op brings that is drawn with a picture or with letters, as far as it says so itself. */
function seenOf(op: Op, end: Board): ElementProps | null {
  if (op.op === 'remove') return null
  if (op.op !== 'set') return changed(new Map(), op.props)
  if (!op.props.has('asset') && !op.props.has('font')) return null
  return changed(end.element(op.id)?.props ?? new Map(), op.props)
}

/** Resolves when the letters that are to be drawn can be, or have been waited for long enough. */
export async function lettersReady(seen: readonly Seen[]): Promise<void> {
  await Promise.race([fontsReady(seen), late()])
}

/** A source of pictures that keeps nobody waiting for ever. */
export function bounded({ board, bytes }: Source): Source {
  const end = late()
  return { board, bytes: (asset) => Promise.race([bytes(asset), end]) }
}

const late = () => new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE))
