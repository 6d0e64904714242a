import type { Board } from '../board/board'
import type { Finder } from '../editor/finder'
import { visible } from '../elements/kind-of'
import type { Lifted, Moving } from './lifted'

/** What the live layer needs to know of the tiles. */
export type Resting = {
  /** Elements that no tile on the screen shows. */
  readonly without: ReadonlySet<string>
  /** Elements that came from a hand onto the board and are in no tile yet. */
  readonly arriving: ReadonlySet<string>
}

/** Watches what passes between the hands and the tiles, so that each element is drawn by one of them in every frame. */
export class HandOver {
  private held: ReadonlySet<string> = new Set()

  /** Elements that a hand was making and that are on the board now: the tiles do not have them yet. */
  landed(lifted: Lifted, board: Board): string[] {
    const held = new Set<string>()
    for (const { id } of lifted.drawn) if (!lifted.ids.has(id)) held.add(id)
    const landed: string[] = []
    for (const id of this.held)
      if (!held.has(id) && !lifted.ids.has(id) && board.element(id) !== undefined) landed.push(id)
    this.held = held
    return landed
  }

  /** What the live layer draws: what moves and no tile shows, and what has come to rest and no tile shows yet. */
  drawn(lifted: Lifted, { without, arriving }: Resting, finder: Pick<Finder, 'board' | 'clip'>): readonly Moving[] {
    const drawn = lifted.drawn.filter(({ id }) => !lifted.ids.has(id) || without.has(id))
    for (const id of new Set([...without, ...arriving])) {
      if (lifted.ids.has(id)) continue
      const element = finder.board.element(id)
      if (element === undefined || !visible(element.props)) continue
      const clip = finder.clip(element)
      drawn.push({ id, props: element.props, strength: 1, ...(clip !== null && { clip }) })
    }
    return drawn
  }
}
