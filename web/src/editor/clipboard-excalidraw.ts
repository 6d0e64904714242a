import { judge } from '../board/judge'
import { orderKeys } from '../board/order-keys'
import type { Value } from '../board/types'
import type { Carried, Read } from './clipboard-payload'
import { type Foreign, formsOf } from './excalidraw-forms'
import type { Made } from './foreign-lines'
import type { Pace } from './pace'

/** What Excalidraw puts on a clipboard or into a file, as elements of a board. Loaded when it is first pasted. All of it is bounded. */

/** The longest source, in characters. */
const LONGEST = 10 * 1024 * 1024
/** So many of their elements, and so many points of lines in all. */
const ELEMENTS = 20_000
const POINTS = 200_000
/** Groups within groups; what is deeper lies in the outer ones. */
const DEEP = 20

const broken: Read = { sentence: 'What was copied from Excalidraw is damaged or cut short.' }
const tooMuch: Read = { sentence: 'There is too much in it for a board.' }

/** Reads it; never throws. What a board cannot show is left out and counted. `going`: hears the share; false ends it, as if nothing had been there. */
export async function readExcalidraw(
  source: string,
  newID: () => string,
  pace: Pace,
  going: (share: number) => boolean,
): Promise<Read> {
  if (source.length > LONGEST) return tooMuch
  const theirs = elementsIn(source)
  if (theirs === null) return broken
  if (theirs.length > ELEMENTS || pointsIn(theirs) > POINTS) return tooMuch
  const tree = new Tree(theirs, newID)
  for (const [i, one] of theirs.entries()) {
    tree.add(one)
    if (!pace.due) continue
    await pace.turn()
    if (!going(i / theirs.length)) return { elements: [], refused: 0 }
  }
  return tree.read()
}

function isObject(value: unknown): value is Foreign {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Their elements, without those that were deleted there; null where it is none of theirs. What is no element at all stays, to be counted. */
function elementsIn(source: string): readonly Foreign[] | null {
  try {
    const found: unknown = JSON.parse(source)
    if (!isObject(found) || !Array.isArray(found.elements)) return null
    return found.elements.map((one: unknown) => (isObject(one) ? one : {})).filter((one) => one.isDeleted !== true)
  } catch {
    return null
  }
}

function pointsIn(theirs: readonly Foreign[]): number {
  return theirs.reduce((sum, { points }) => sum + (Array.isArray(points) ? points.length : 0), 0)
}

/** The names of the groups that an element lies in, the innermost first, as it says itself. */
function groupsOf(e: Foreign): string[] {
  const names = Array.isArray(e.groupIds) ? e.groupIds.filter((name) => typeof name === 'string') : []
  return names.slice(-DEEP)
}

/** Puts what their elements become into groups as theirs were. */
class Tree {
  private readonly newID: () => string
  private readonly made: { readonly id: string; readonly props: Made }[] = []
  private readonly groups = new Map<string, string>()
  private readonly byID = new Map<unknown, Foreign>()
  /** What has words in it. */
  private readonly labelled = new Set<unknown>()
  /** How many elements lie in each group. */
  private readonly counts = new Map<string, number>()
  private refused = 0

  constructor(theirs: readonly Foreign[], newID: () => string) {
    this.newID = newID
    for (const one of theirs) if (typeof one.id === 'string') this.byID.set(one.id, one)
    for (const one of theirs)
      if (one.type === 'text' && this.byID.has(one.containerId)) this.labelled.add(one.containerId)
    for (const one of theirs)
      for (const name of this.around(one)) this.counts.set(name, (this.counts.get(name) ?? 0) + 1)
  }

  add(e: Foreign): void {
    const forms = formsOf(e, this.newID)
    if (forms.length === 0) this.refused++
    let parent = ''
    for (const name of this.around(e).toReversed()) if (this.counts.get(name)! > 1) parent = this.group(name, parent)
    // What takes several elements here was one thing there.
    if (forms.length > 1) parent = this.group(null, parent)
    for (const props of forms) this.put(this.newID(), props, parent)
  }

  read(): Read {
    const keys = orderKeys(null, null, this.made.length)
    const elements: Carried[] = this.made.map(({ id, props }, i) => ({ id, props: props.set('order', keys[i]!) }))
    const may = elements.filter(({ id, props }) => judge({ ops: [{ op: 'put', id, props }] }) === undefined)
    return { elements: may, refused: this.refused + elements.length - may.length }
  }

  /** Words in a shape, or at a line, are a group with it. */
  private around(e: Foreign): string[] {
    const container = e.type === 'text' ? this.byID.get(e.containerId) : undefined
    const of = container ?? e
    return [...(this.labelled.has(of.id) ? [`words in ${of.id}`] : []), ...groupsOf(of)]
  }

  /** The group of a name, which lies where it was first met; null: one of its own. */
  private group(name: string | null, parent: string): string {
    const known = name === null ? undefined : this.groups.get(name)
    if (known !== undefined) return known
    const id = this.newID()
    this.put(id, new Map<string, Value>([['kind', 'group']]), parent)
    if (name !== null) this.groups.set(name, id)
    return id
  }

  private put(id: string, props: Made, parent: string): void {
    this.made.push({ id, props: parent === '' ? props : props.set('parent', parent) })
  }
}
