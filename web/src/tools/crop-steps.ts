import { cropBox, cropChanges, croppedTies } from '../editor/crop-grip'
import { gripCursor } from '../editor/grip'
import { type Handle, handleAt } from '../editor/handles'
import { type CropAtHand, cropAtHand } from '../editor/image-at-hand'
import type { Effect, Hand, Mark, Pointer, ToolView } from '../editor/tool'
import type { Changes, ElementProps } from '../elements/element'
import { inFrame, inward } from '../geometry/frame'
import { stay } from './stay'

/** What is grasped: a handle of what is seen, or the picture behind it. */
type Grasp = Handle | 'picture'

type Idle = { readonly is: 'idle'; readonly over: Grasp | null }
type Cropping = {
  readonly is: 'cropping'
  readonly id: string
  readonly grasp: Grasp
  /** The picture as it was when it was grasped. */
  readonly image: CropAtHand
  readonly from: Pointer
  readonly last: Pointer
}
export type Gesture = Idle | Cropping
type Step = readonly [Gesture, readonly Effect[]]

export const rest: Gesture = { is: 'idle', over: null }

/** Back to selecting; the picture stays selected. */
const ends: readonly Effect[] = [{ do: 'setTool', id: 'select', always: true }]

/** Handles are grasped within so many CSS pixels. */
const PIXELS = { fine: 10, coarse: 20 }
/** Handles lie on the edge of what is seen, and not outside of it as those of a selection do; in hundredths at 100 %. */
const FLUSH = -400

function graspAt(e: Pointer, image: CropAtHand, view: ToolView): Grasp | null {
  const { frame } = image
  const { zoom } = view.camera
  const pixels = e.coarse ? PIXELS.coarse : PIXELS.fine
  const handle = handleAt(frame.box, FLUSH / zoom, inward(frame, e.at), pixels, zoom)
  return handle ?? (inFrame(frame, e.at) ? 'picture' : null)
}

function changesOf({ image, grasp, from, last }: Cropping): Changes {
  const a = inward(image.frame, from.at)
  const b = inward(image.frame, last.at)
  return cropChanges(image, grasp, { x: b.x - a.x, y: b.y - a.y }, last.shift, last.alt)
}

function idle(g: Idle, e: Hand, view: ToolView): Step {
  const image = cropAtHand(view)
  if (image === null) return e.t === 'press' || e.t === 'move' ? [rest, ends] : stay<Gesture>(g)
  if (e.t === 'move') {
    const over = graspAt(e, image, view)
    return over === g.over ? stay<Gesture>(g) : [{ is: 'idle', over }, []]
  }
  if (e.t !== 'press') return stay<Gesture>(g)
  const grasp = graspAt(e, image, view)
  if (grasp === null || (grasp === 'picture' && e.clicks === 2)) return [rest, ends]
  return [{ is: 'cropping', id: view.newID(), grasp, image, from: e, last: e }, []]
}

function present(g: Cropping): Step {
  return [g, [{ do: 'present', live: { id: g.id, ids: [g.image.id], props: changesOf(g) } }]]
}

/** What is set on arrows that are tied to the picture. */
function tiesOf({ image }: Cropping, changes: Changes, view: ToolView): ReturnType<typeof croppedTies> {
  return croppedTies(view.board, image, changes, view.followers(image.id))
}

function committed(g: Cropping, view: ToolView): Step {
  const gone: Effect = { do: 'present', live: null }
  if (g.last.at.x === g.from.at.x && g.last.at.y === g.from.at.y) return [rest, [gone]]
  const changes = changesOf(g)
  const all = [[g.image.id, changes] as const, ...tiesOf(g, changes, view)]
  const ops = all.map(([id, props]) => ({ op: 'set' as const, id, props }))
  return [rest, [{ do: 'commit', step: view.newID(), ops }, gone]]
}

function cropping(g: Cropping, e: Hand, view: ToolView): Step {
  switch (e.t) {
    case 'move':
      return present({ ...g, last: e })
    case 'keys':
      return present({ ...g, last: { ...g.last, shift: e.shift, alt: e.alt, mod: e.mod } })
    case 'release':
      return committed({ ...g, last: e }, view)
    case 'interrupt':
      return committed(g, view)
    case 'gone':
      return changedBeneath(g, view)
    case 'cancel':
      return [rest, [{ do: 'present', live: null }]]
    default:
      return stay<Gesture>(g)
  }
}

/** The picture was changed meanwhile, or one's own last step on it has its place in the order: the hand goes on with it as it is now. */
function changedBeneath(g: Cropping, view: ToolView): Step {
  const image = cropAtHand(view)
  return image?.id === g.image.id ? present({ ...g, image }) : [rest, [{ do: 'present', live: null }]]
}

/** What comes of what the hand does. */
export function step(g: Gesture, e: Hand, view: ToolView): Step {
  return g.is === 'idle' ? idle(g, e, view) : cropping(g, e, view)
}

/** The whole picture, what is seen of it, and arrows that point at something in it, as they will be. */
export function preview(g: Gesture, view: ToolView): readonly Mark[] {
  if (g.is === 'idle') {
    const image = cropAtHand(view)
    return image === null ? [] : [{ mark: 'crop', ...cropBox(image, new Map()) }]
  }
  const changes = changesOf(g)
  const worn = new Map<string, ElementProps>()
  for (const [id, ends] of tiesOf(g, changes, view)) worn.set(id, new Map([...view.board.element(id)!.props, ...ends]))
  return [
    { mark: 'crop', ...cropBox(g.image, changes) },
    { mark: 'worn', worn },
  ]
}

/** The cursor over what is grasped. */
export function cursorOf(g: Gesture, view: ToolView): string {
  const grasp = g.is === 'cropping' ? g.grasp : g.over
  if (grasp === null) return 'default'
  return grasp === 'picture' ? 'move' : gripCursor({ handle: grasp }, cropAtHand(view)?.frame.tilt ?? 0)
}
