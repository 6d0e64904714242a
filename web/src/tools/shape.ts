import type { Value } from '../board/types'
import { drawnTo, type Fields, fieldsIn, fieldsStill, nowhere } from '../editor/snap-field'
import { cornered, styleFresh } from '../editor/style'
import {
  dragDistance,
  type Effect,
  type Guide,
  type Live,
  type Pointer,
  type Tool,
  type ToolView,
} from '../editor/tool'
import type { Style } from '../editor/types'
import { type BoardPoint, distance, whole } from '../geometry/point'
import { place } from './place'
import { stay } from './stay'

type Pointing = { readonly is: 'pointing'; readonly from: Pointer }
type Drawing = {
  readonly is: 'drawing'
  readonly id: string
  readonly from: BoardPoint
  readonly last: Pointer
  /** Of the style: it says what the size makes of it. */
  readonly radius: number
  readonly props: ReadonlyMap<string, Value>
  /** What its corners may cling to, and what they cling to now. */
  readonly fields: Fields
  readonly guides: readonly Guide[]
}
type Gesture = { readonly is: 'idle' } | Pointing | Drawing

const rest: Gesture = { is: 'idle' }

/** What tells one dragged-out shape from another. */
export type Shape = Pick<Tool, 'id' | 'title' | 'icon' | 'wide' | 'chooses' | 'key' | 'keys'> & {
  readonly kind: string
  /** What a click without a drag makes, in hundredths; in the middle under the pointer. */
  readonly usual: readonly [width: number, height: number]
  /** One writes in it as soon as it is there. */
  readonly writesIn?: true
  /** What it becomes for the size it has now, where it is not stored with one. */
  readonly fits?: (props: ReadonlyMap<string, Value>) => ReadonlyMap<string, Value>
  /** Where the style is not what it is to look like. */
  readonly dressed?: (props: Map<string, Value>, style: Style, view: ToolView) => Map<string, Value>
}

function styled(id: string, shape: Shape, view: ToolView): Map<string, Value> {
  const props = new Map<string, Value>([['kind', shape.kind], ...place(view)])
  const fresh = styleFresh(id, props, view.style)
  return shape.dressed?.(fresh, view.style, view) ?? fresh
}

/** From corner to corner; shift makes it square, alt spreads it from the middle. */
function spanned(from: BoardPoint, e: Pointer): readonly [at: Value, size: Value] {
  let w = e.at.x - from.x
  let h = e.at.y - from.y
  if (e.shift) {
    const side = Math.max(Math.abs(w), Math.abs(h))
    w = w < 0 ? -side : side
    h = h < 0 ? -side : side
  }
  const x = e.alt ? from.x - Math.abs(w) : Math.min(from.x, from.x + w)
  const y = e.alt ? from.y - Math.abs(h) : Math.min(from.y, from.y + h)
  const times = e.alt ? 2 : 1
  return [
    [whole(x), whole(y)],
    [whole(Math.abs(w) * times), whole(Math.abs(h) * times)],
  ]
}

function shaped(g: Drawing, last: Pointer, view: ToolView): Drawing {
  // A square has no corner of its own that could go elsewhere.
  const fields = fieldsStill(g.fields, view, [])
  const drawn = last.shift ? { at: last.at, guides: [] } : drawnTo(fields, last, view)
  const [at, size] = spanned(g.from, { ...last, at: drawn.at })
  return {
    ...g,
    last,
    fields,
    guides: drawn.guides,
    props: cornered(new Map(g.props).set('at', at).set('size', size), g.radius),
  }
}

/** The element as it is put, and told before that. */
function made({ fits }: Shape, { props }: Drawing): ReadonlyMap<string, Value> {
  return fits?.(props) ?? props
}

function live(shape: Shape, g: Drawing): Live {
  return { id: g.id, ids: [g.id], props: made(shape, g) }
}

function finished(shape: Shape, g: Drawing, view: ToolView): readonly [Gesture, readonly Effect[]] {
  return [
    rest,
    [
      { do: 'commit', step: view.newID(), ops: [{ op: 'put', id: g.id, props: made(shape, g) }] },
      { do: 'present', live: null },
      { do: 'select', ids: [g.id] },
      { do: 'setTool', id: 'select' },
      ...(shape.writesIn === true ? [{ do: 'edit', id: g.id } as const] : []),
    ],
  ]
}

function clicked(shape: Shape, g: Pointing, view: ToolView): readonly [Gesture, readonly Effect[]] {
  const [w, h] = shape.usual
  const at: Value = [whole(g.from.at.x - w / 2), whole(g.from.at.y - h / 2)]
  const id = view.newID()
  const { radius } = view.style
  const props = cornered(styled(id, shape, view).set('at', at).set('size', [w, h]), radius)
  return finished(
    shape,
    { is: 'drawing', id, from: g.from.at, last: g.from, radius, props, fields: nowhere, guides: [] },
    view,
  )
}

function begun(shape: Shape, { from }: Pointing, view: ToolView): Drawing {
  const id = view.newID()
  const fields = fieldsIn(view, [])
  const props = styled(id, shape, view)
  const { at } = drawnTo(fields, from, view)
  return { is: 'drawing', id, from: at, last: from, radius: view.style.radius, props, fields, guides: [] }
}

function shaping(shape: Shape, g: Drawing, last: Pointer, view: ToolView): readonly [Gesture, readonly Effect[]] {
  const next = shaped(g, last, view)
  return [next, [{ do: 'present', live: live(shape, next) }]]
}

/** A tool that drags out one shape and then hands over to selecting, unless it is locked. */
export function shapeTool(shape: Shape): Tool<Gesture> {
  const { kind: _kind, usual: _usual, writesIn: _writesIn, dressed: _dressed, fits: _fits, ...name } = shape
  return {
    ...name,
    cursor: 'crosshair',
    writes: true,
    makes: [shape.kind],
    rest,
    step(g, e, view) {
      if (g.is === 'idle') return e.t === 'press' ? [{ is: 'pointing', from: e }, [{ do: 'select', ids: [] }]] : stay(g)
      if (e.t === 'cancel') return [rest, [{ do: 'present', live: null }]]
      if (g.is === 'pointing') {
        if (e.t === 'release') return clicked(shape, g, view)
        if (e.t === 'interrupt') return stay(rest)
        if (e.t !== 'move' || distance(e.screen, g.from.screen) < dragDistance(e.coarse)) return stay<Gesture>(g)
        return shaping(shape, begun(shape, g, view), e, view)
      }
      if (e.t === 'move') return shaping(shape, g, e, view)
      if (e.t === 'keys') return shaping(shape, g, { ...g.last, shift: e.shift, alt: e.alt, mod: e.mod }, view)
      if (e.t === 'release') return finished(shape, shaped(g, e, view), view)
      if (e.t === 'interrupt') return finished(shape, g, view)
      return stay<Gesture>(g)
    },
    preview: (g) => (g.is === 'drawing' ? g.guides.map((guide) => ({ mark: 'guide', guide })) : []),
    follows: (g) => g.is === 'drawing',
  }
}
