import { cleanText } from '../board/dictionary-types'
import { judge } from '../board/judge'
import { orderKeys } from '../board/order-keys'
import type { Value } from '../board/types'
import { prefix } from '../elements/text-runs'
import { wordsIn } from '../elements/words'
import { fittedTo } from '../elements/writing'
import { say } from '../words/say'
import type { Carried, Read } from './clipboard-payload'
import { tieEnds } from './excalidraw-arrows'
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

const broken = (): Read => ({ sentence: say('What was copied from Excalidraw is damaged or cut short.') })
const tooMuch = (): Read => ({ sentence: say('There is too much in it for a board.') })

/** Reads it; never throws. What a board cannot show is left out and counted. `going`: hears the share; false ends it, as if nothing had been there. */
export async function readExcalidraw(
  source: string,
  newID: () => string,
  pace: Pace,
  going: (share: number) => boolean,
): Promise<Read> {
  if (source.length > LONGEST) return tooMuch()
  const theirs = elementsIn(source)
  if (theirs === null) return broken()
  if (theirs.length > ELEMENTS || pointsIn(theirs) > POINTS) return tooMuch()
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

/** What of theirs has words in it, as labels are here. */
const HOLDERS: ReadonlySet<unknown> = new Set(['rectangle', 'ellipse', 'diamond', 'arrow'])

const FRAMES: ReadonlySet<unknown> = new Set(['frame', 'magicframe'])

/** A frame as it is here; null where it has no place. */
function frameOf({ x, y, width, height, name }: Foreign): Made | null {
  const numbers = [x, y, width, height].map((n) => Math.round(Number(n) * 100) + 0)
  if (![x, y, width, height].every((n) => typeof n === 'number') || !numbers.every(Number.isSafeInteger)) return null
  const [left, top, w, h] = numbers as [number, number, number, number]
  const props: Made = new Map<string, Value>([
    ['kind', 'frame'],
    ['at', [left, top]],
    ['size', [w, h]],
  ])
  if (typeof name === 'string' && name.trim() !== '') props.set('name', cleanText(name.slice(0, 200), false))
  return props
}

/** Gives a shape or an arrow the words of a text for a label; a shape grows where our letters need more room. */
function labelled(shape: Made, text: Made, vertical: unknown): void {
  for (const [path, value] of text) if (path.startsWith(prefix)) shape.set(path, value)
  for (const name of ['font', 'font-size', 'align']) shape.set(name, text.get(name)!)
  shape.set('text-colour', text.get('colour')!)
  if (shape.get('kind') !== 'arrow' && (vertical === 'top' || vertical === 'bottom')) shape.set('vertical', vertical)
  for (const [path, value] of fittedTo(shape, wordsIn(shape))) shape.set(path, value)
}

/** Puts what their elements become into groups as theirs were. */
class Tree {
  private readonly newID: () => string
  private readonly made: { readonly id: string; readonly props: Made }[] = []
  private readonly groups = new Map<string, string>()
  private readonly byID = new Map<unknown, Foreign>()
  /** What has words at it, and holds no label: lines. */
  private readonly labelled = new Set<unknown>()
  /** Shapes by the ids that they had there, and the words that stand in them. */
  private readonly shapes = new Map<unknown, Made>()
  private readonly labels: Foreign[] = []
  /** Arrows, and what theirs were tied to by the names that it has here. */
  private readonly arrows: { readonly props: Made; readonly e: Foreign }[] = []
  private readonly ids = new Map<unknown, string>()
  /** How many elements lie in each group. */
  private readonly counts = new Map<string, number>()
  /** Frames by the ids that they had there. */
  private readonly frames = new Map<unknown, string>()
  private refused = 0

  constructor(theirs: readonly Foreign[], newID: () => string) {
    this.newID = newID
    for (const one of theirs) if (typeof one.id === 'string') this.byID.set(one.id, one)
    for (const one of theirs)
      if (one.type === 'text' && this.byID.has(one.containerId) && !this.isLabel(one))
        this.labelled.add(one.containerId)
    for (const one of theirs)
      for (const name of this.around(one)) this.counts.set(name, (this.counts.get(name) ?? 0) + 1)
    // There a frame comes after what lies in it.
    for (const one of theirs) if (FRAMES.has(one.type)) this.frame(one)
  }

  add(e: Foreign): void {
    if (this.isLabel(e)) {
      this.labels.push(e)
      return
    }
    if (FRAMES.has(e.type)) return
    const forms = formsOf(e, this.newID)
    if (forms.length === 0) this.refused++
    let parent = this.frames.get(e.frameId) ?? ''
    for (const name of this.around(e).toReversed()) if (this.counts.get(name)! > 1) parent = this.group(name, parent)
    // What takes several elements here was one thing there.
    if (forms.length > 1) parent = this.group(null, parent)
    for (const props of forms) {
      const id = this.newID()
      if (forms.length === 1) this.ids.set(e.id, id)
      if (props.get('kind') === 'arrow') this.arrows.push({ props, e })
      this.put(id, props, parent)
    }
    if (HOLDERS.has(e.type) && forms[0] !== undefined) this.shapes.set(e.id, forms[0])
  }

  read(): Read {
    for (const e of this.labels) this.label(e)
    for (const { props, e } of this.arrows) tieEnds(props, e, this.ids)
    const keys = orderKeys(null, null, this.made.length)
    const elements: Carried[] = this.made.map(({ id, props }, i) => ({ id, props: props.set('order', keys[i]!) }))
    const may = elements.filter(({ id, props }) => judge({ ops: [{ op: 'put', id, props }] }) === undefined)
    return { elements: may, refused: this.refused + elements.length - may.length }
  }

  private frame(e: Foreign): void {
    const props = frameOf(e)
    if (props === null) {
      this.refused++
      return
    }
    const id = this.newID()
    this.put(id, props, '')
    this.frames.set(e.id, id)
  }

  private isLabel(e: Foreign): boolean {
    return e.type === 'text' && HOLDERS.has(this.byID.get(e.containerId)?.type)
  }

  /** Words in a shape become its label; as they were typed, for here they wrap by themselves. */
  private label(e: Foreign): void {
    const shape = this.shapes.get(e.containerId)
    this.shapes.delete(e.containerId)
    const words = typeof e.originalText === 'string' ? { ...e, text: e.originalText } : e
    const [text] = formsOf(words, this.newID)
    if (shape === undefined || text === undefined) this.refused++
    else labelled(shape, text, e.verticalAlign)
  }

  /** Words at a line are a group with it. */
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
