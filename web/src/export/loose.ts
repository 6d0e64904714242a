import { Board } from '../board/board'
import type { Element } from '../board/types'
import type { Carried } from '../editor/clipboard-payload'
import { Finder } from '../editor/finder'
import { Pace } from '../editor/pace'
import { noSource } from './pictures'
import { type Scope, scopeOf } from './scope'

/** Nobody made what lies on no board. */
const nobody = { author: 0, seq: 0 }

/** What is drawn of elements that lie on no board: those of a template, or of the library. Null where that is nothing. */
export async function looseScope(elements: readonly Carried[], source = noSource): Promise<Scope | null> {
  const all = elements.map(({ id, props }): [string, Element] => [
    id,
    { id, maker: 0, born: nobody, last: nobody, props, writers: new Map() },
  ])
  const scope = await scopeOf(new Finder(new Board(0, new Map(all))), { of: 'all' }, new Pace(), source)
  return scope && { ...scope, paper: { ...scope.paper, paper: 'plain' } }
}
