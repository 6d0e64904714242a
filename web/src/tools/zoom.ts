import { showing, zoomedAt } from '../editor/camera'
import { dragDistance, type Effect, type Pointer, type Tool, type ToolView } from '../editor/tool'
import { boxOf } from '../geometry/box'
import { distance } from '../geometry/point'
import { stay } from './stay'

type Gesture =
  | { readonly is: 'idle'; readonly out: boolean }
  | { readonly is: 'pointing'; readonly from: Pointer }
  | { readonly is: 'framing'; readonly from: Pointer; readonly last: Pointer }

const rest: Gesture = { is: 'idle', out: false }

/** A click zooms by so much, about the pointer. */
const CLICK = 2

function clicked(e: Pointer, view: ToolView): Effect {
  const { x, y } = e.screen
  const zoom = e.alt ? view.camera.zoom / CLICK : view.camera.zoom * CLICK
  return { do: 'setCamera', camera: zoomedAt(view.camera, x, y, zoom), animated: true }
}

/** Zooms: into a box that is drawn, in by a click, out by a click with alt. */
export const zoom: Tool<Gesture> = {
  id: 'zoom',
  title: 'Zoom',
  icon: 'zoom',
  wide: true,
  key: 'z',
  keys: ['z'],
  cursor: 'zoom-in',
  writes: false,
  makes: [],
  rest,
  springs: true,
  step(g, e, view) {
    if (g.is === 'idle') {
      if (e.t === 'press') return [{ is: 'pointing', from: e }, []]
      return e.t === 'keys' || e.t === 'move'
        ? stay<Gesture>(e.alt === g.out ? g : { is: 'idle', out: e.alt })
        : stay(g)
    }
    if (e.t === 'cancel' || e.t === 'interrupt') return stay(rest)
    if (g.is === 'pointing') {
      if (e.t === 'release') return [rest, [clicked(e, view)]]
      if (e.t !== 'move' || distance(e.screen, g.from.screen) < dragDistance(e.coarse)) return stay<Gesture>(g)
      return stay<Gesture>({ is: 'framing', from: g.from, last: e })
    }
    if (e.t === 'move') return stay<Gesture>({ ...g, last: e })
    if (e.t !== 'release') return stay<Gesture>(g)
    const camera = showing(boxOf(g.from.at, e.at), view.viewport)
    return [rest, [{ do: 'setCamera', camera, animated: true }]]
  },
  preview: (g) => (g.is === 'framing' ? [{ mark: 'brush', box: boxOf(g.from.at, g.last.at) }] : []),
  cursorOf: (g) => (g.is === 'idle' && g.out ? 'zoom-out' : 'zoom-in'),
}
