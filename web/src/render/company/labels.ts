import { shownLine } from '../../elements/shown'
import type { ScreenPoint } from '../../geometry/point'

/** A name stays so long after its hand has come to rest, and then fades, in milliseconds. */
export const NAME_STAYS = 3_000
export const NAME_FADES = 400
/** With more hands than this in the window, only those are named that have just moved. */
const CROWD = 12
export const CROWD_STAYS = 1_500
/** Hands nearer to each other than this, in CSS pixels, are named together. */
const NEAR = 28
/** So many of those are named; the others are counted. */
const NAMED = 2
/** Longer names are cut, in letters. */
const LONGEST = 24

/** A hand in the window. `still`: since it moved, in milliseconds. `speaks`: its words stand in place of its name. */
export type Pointed = {
  readonly session: string
  readonly name: string
  readonly colour: string
  readonly at: ScreenPoint
  readonly still: number
  readonly idle: boolean
  readonly speaks: boolean
}

/** A name, or several, at a hand; `strength` 0 to 1. */
export type Label = {
  readonly at: ScreenPoint
  readonly text: string
  readonly colour: string
  readonly strength: number
}

/** A name as it stands at a hand. */
export function shortName(name: string): string {
  const letters = [...shownLine(name)]
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : letters.join('')
}

/** How long names stay where there are so many hands. */
export function stays(hands: number): number {
  return hands > CROWD ? CROWD_STAYS : NAME_STAYS
}

/** How plainly a name is to be seen. */
function strengthOf({ still, idle, speaks, name }: Pointed, stay: number): number {
  if (idle || speaks || name === '') return 0
  return Math.min(1, Math.max(0, 1 - (still - stay) / NAME_FADES))
}

/** The names that are to be seen: those of hands that have moved of late, in one where they lie close to each other. */
export function labelsOf(hands: readonly Pointed[]): readonly Label[] {
  const stay = stays(hands.length)
  const groups: { readonly first: Pointed; readonly names: string[]; strength: number }[] = []
  for (const hand of hands) {
    const strength = strengthOf(hand, stay)
    if (strength === 0) continue
    const group = groups.find(({ first }) => Math.hypot(first.at.x - hand.at.x, first.at.y - hand.at.y) < NEAR)
    if (group === undefined) groups.push({ first: hand, names: [hand.name], strength })
    else {
      group.names.push(hand.name)
      group.strength = Math.max(group.strength, strength)
    }
  }
  return groups.map(({ first, names, strength }) => ({
    at: first.at,
    text: together(names),
    colour: first.colour,
    strength,
  }))
}

/** "Ada, Ben +3". */
function together(names: readonly string[]): string {
  const named = names.slice(0, NAMED).map(shortName).join(', ')
  return names.length > NAMED ? `${named} +${names.length - NAMED}` : named
}
