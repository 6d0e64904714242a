import { seen } from '../editor/camera'
import type { BoardEditor } from '../editor/editor'
import { heardTransform } from '../editor/presence'
import { nothingStands } from '../editor/tied'
import type { Live } from '../editor/tool'
import { laid, transformed, transformedReach } from '../editor/transform'
import { contentsOf } from '../editor/tree'
import type { ElementProps } from '../elements/element'
import { kindOf } from '../elements/kind-of'
import { withoutWords } from '../elements/text-runs'
import { type Box, touches } from '../geometry/box'
import type { BoardPoint } from '../geometry/point'
import type { Gesture } from '../wire/messages'
import { clippedInHands } from './hand-clips'
import { triedOn } from './tried'

/** An element as the live layer draws it. */
export type Moving = {
  readonly id: string
  readonly props: ElementProps
  readonly by?: BoardPoint
  readonly strength: number
  /** The gesture that has it; `along`: it is not named there, but lies in a frame that is. */
  readonly hold?: { readonly live: Live; readonly along: boolean }
  /** No more of it is seen than lies in this box. */
  readonly clip?: Box
}

/** What is taken out of the scene, and what the live layer draws. */
export type Lifted = { readonly ids: ReadonlySet<string>; readonly drawn: readonly Moving[] }

const lives = new WeakMap<Gesture, Live>()

/** Another's gesture in the words of one's own. Its points are copied once: sync lets them grow in place, and what is drawn is kept by identity. */
function liveOf(gesture: Gesture): Live {
  let live = lives.get(gesture)
  if (live === undefined) {
    const { id, ids, props, points } = gesture
    live = {
      id,
      ids,
      ...(props !== undefined && { props }),
      ...heardTransform(gesture),
      ...(points !== undefined && { points: [...points] }),
    }
    lives.set(gesture, live)
  }
  return live
}

const along = new WeakMap<Live, ReadonlySet<string>>()

/** Says of an element whether it is in a gesture, too. */
function comesAlong(live: Live): (id: string) => boolean {
  let ids = along.get(live)
  if (ids === undefined) {
    ids = new Set(live.ids)
    along.set(live, ids)
  }
  const those = ids
  return (id) => those.has(id)
}

const outcomes = new WeakMap<Live, Map<string, { readonly from: ElementProps; readonly props: ElementProps }>>()

/** What becomes of an element in a gesture; worked out once for as long as the hand rests. */
function outcome(id: string, from: ElementProps, live: Live): ElementProps {
  let known = outcomes.get(live)
  if (known === undefined) {
    known = new Map()
    outcomes.set(live, known)
  }
  let found = known.get(id)
  if (found === undefined || (found.from !== from && live.props === undefined)) {
    const props = new Map(from)
    for (const [path, value] of transformed(from, live)) props.set(path, value)
    const { ties } = kindOf(from)
    if (ties !== undefined) for (const [path, value] of ties.freed(from, comesAlong(live))) props.set(path, value)
    found = { from, props }
    known.set(id, found)
  }
  return found.props
}

/** So many that are tied look for their ways around what stands there while the hand moves. */
const FEW = 8

/** Collects: whoever lifts an element first has it, so one's own hand lifts before the others'. */
class Lifting {
  readonly ids = new Set<string>()
  readonly drawn: Moving[] = []
  private readonly editor: BoardEditor
  private readonly view: Box

  constructor(editor: BoardEditor) {
    this.editor = editor
    this.view = seen(editor.state.camera, editor.viewport)
  }

  take(live: Live): void {
    for (const id of live.ids) {
      const here = this.editor.finder.shown(id)?.props
      if (here !== undefined) this.takeOld(id, here, live, false)
      else if (live.props?.has('kind') === true) this.takeNew(id, live.props, live)
    }
    if (this.editor.finder.frames.any) this.takeContents(live)
  }

  /** What lies in frames goes along where they are carried; where they are pulled, another part of it is seen. */
  takeContents(live: Live): void {
    if (live.by === undefined && live.pull === undefined) return
    for (const id of contentsOf(this.editor.client.view, live.ids)) {
      const here = this.editor.finder.shown(id)?.props
      if (here === undefined) continue
      if (live.pull === undefined) this.takeOld(id, here, live, true)
      else if (!this.ids.has(id)) {
        this.ids.add(id)
        this.drawn.push({ id, props: here, strength: 1 })
      }
    }
  }

  fade(ids: Iterable<string>, strength: number): void {
    for (const id of ids) {
      const props = this.editor.finder.shown(id)?.props
      if (props === undefined || this.ids.has(id)) continue
      this.ids.add(id)
      if (strength > 0) this.drawn.push({ id, props, strength })
    }
  }

  /** What is rubbed at is drawn without what was taken of it. */
  dress(worn: ReadonlyMap<string, ElementProps>): void {
    for (const [id, props] of worn) {
      if (this.ids.has(id)) continue
      this.ids.add(id)
      this.drawn.push({ id, props, strength: 1 })
    }
  }

  /** What one writes in is drawn without its words: the field shows them. */
  write(id: string): void {
    const props = this.editor.finder.shown(id)?.props
    const kind = props && kindOf(props)
    if (props !== undefined && kind?.cells !== undefined) {
      this.ids.add(id)
      const cell = this.editor.typing.session?.cell ?? ''
      this.drawn.push({ id, props: kind.cells.hushed(props, cell), strength: 1 })
    } else if (props === undefined || kind?.lettering === undefined) this.fade([id], 0)
    else {
      this.ids.add(id)
      // A line is interrupted where its words stand, also while the field shows them.
      const bare =
        kindOf(props).ties === undefined ? withoutWords(props) : new Map(props).set('text-colour', '#00000000')
      this.drawn.push({ id, props: bare, strength: 1 })
    }
  }

  /** What is selected wears a style that is tried on. */
  wear(): void {
    for (const one of triedOn(this.editor, this.view)) {
      if (this.ids.has(one.id)) continue
      this.ids.add(one.id)
      this.drawn.push(one)
    }
  }

  /**
   * What is tied to something that is lifted goes along, and what is itself held ends where the others are now. That nothing else is
   * gone around anew while the hand moves is meant: it would jump.
   */
  follow(): void {
    const { tied } = this.editor.finder
    if (!tied.any && !this.drawn.some(({ props }) => kindOf(props).ties !== undefined)) return
    for (const id of [...this.ids]) for (const follower of tied.followers(id)) this.takeAlong(follower)
    // More than a few are drawn as if nothing stood in their way: to look for one in every frame would take longer than a frame.
    const many = this.drawn.filter(({ props, by }) => by === undefined && kindOf(props).ties !== undefined).length > FEW
    const around = { ...tied.around(this.heldNow()), ...(many && { standing: nothingStands }) }
    for (const [i, one] of this.drawn.entries()) {
      const { ties } = kindOf(one.props)
      // What is carried as it is keeps its way.
      if (ties !== undefined && one.by === undefined) this.drawn[i] = { ...one, props: ties.tied(one.props, around) }
    }
  }

  /** An element that is in nobody's hand, but tied to one that is. */
  private takeAlong(id: string): void {
    const here = this.editor.finder.shown(id)?.props
    if (here === undefined || this.ids.has(id) || this.editor.finder.bounds(id) === null) return
    this.ids.add(id)
    this.drawn.push({ id, props: here, strength: 1 })
  }

  /** Says of an element in a hand how it would be on the board. */
  private heldNow(): (id: string) => ElementProps | undefined {
    const held = new Map(this.drawn.filter(({ id }) => this.ids.has(id)).map((one) => [one.id, one]))
    const now = new Map<string, ElementProps>()
    return (id) => {
      const one = held.get(id)
      if (one === undefined || one.by === undefined) return one?.props
      if (!now.has(id)) now.set(id, new Map([...one.props, ...kindOf(one.props).moved(one.props, one.by)]))
      return now.get(id)
    }
  }

  private takeOld(id: string, here: ElementProps, live: Live, along: boolean): void {
    // A new element's gesture whose commit has arrived already: the board has it now.
    if (this.ids.has(id) || live.props?.has('kind') === true) return
    const from = laid(id, here, live)
    const shaped = live.ids.length === 1 && live.props !== undefined ? new Map([...from, ...live.props]) : from
    if (shaped === here && live.by === undefined && live.pull === undefined && live.turn === undefined) return
    if (live.copy !== true) this.ids.add(id)
    if (live.by !== undefined) this.drawn.push({ id, props: shaped, strength: 1, by: live.by, hold: { live, along } })
    else if (this.inView(id, live)) this.drawn.push({ id, props: outcome(id, shaped, live), strength: 1 })
  }

  /** Many may be turned or pulled at once, and only few of them be seen. */
  private inView(id: string, live: Live): boolean {
    const box = this.editor.finder.bounds(id)
    return (
      box === null ||
      live.props !== undefined ||
      live.lay?.has(id) === true ||
      touches(transformedReach(box, live), this.view)
    )
  }

  private takeNew(id: string, props: ElementProps, live: Live): void {
    const points = live.ahead === undefined ? live.points : [...(live.points ?? []), ...live.ahead]
    const whole = points === undefined ? props : new Map(props).set('points', points)
    this.drawn.push({ id, props: whole, strength: 1, ...(live.by !== undefined && { by: live.by }) })
  }
}

/** What others are in the midst of, as far as they have told. */
const told = ({ client }: BoardEditor) => [...client.others.values()].map(({ gesture }) => gesture)

/** What moves now: in one's own hand, or under a slider of the style, in the others' hands as they are to be shown, under the eraser, and the text being typed into (its field shows it). */
export function lifted(editor: BoardEditor, others: Iterable<Gesture | undefined> = told(editor)): Lifted {
  const lifting = new Lifting(editor)
  if (editor.state.editing !== null) lifting.write(editor.state.editing)
  for (const mark of editor.marks()) {
    if (mark.mark === 'fade') lifting.fade(mark.ids, 0.2)
    else if (mark.mark === 'worn') lifting.dress(mark.worn)
  }
  if (editor.live !== null) lifting.take(editor.live)
  lifting.wear()
  const mine = lifting.drawn.splice(0)
  for (const gesture of others) if (gesture !== undefined) lifting.take(liveOf(gesture))
  // What one holds oneself is painted over what the others hold.
  for (const one of mine) lifting.drawn.push(one)
  lifting.follow()
  return { ids: lifting.ids, drawn: clippedInHands(editor, lifting.drawn) }
}
