import type { Tool } from '../editor/tool'
import type { Camera } from '../editor/types'
import type { ScreenPoint } from '../geometry/point'
import { stay } from './stay'

type Gesture = { readonly is: 'idle' } | { readonly is: 'panning'; readonly from: ScreenPoint; readonly camera: Camera }

const rest: Gesture = { is: 'idle' }

/** Moves the paper under the hand. */
export const hand: Tool<Gesture> = {
  id: 'hand',
  title: 'Hand',
  icon: 'hand',
  key: 'h',
  keys: ['h'],
  cursor: 'grab',
  writes: false,
  pans: true,
  makes: [],
  rest,
  step(g, e, view) {
    if (e.t === 'press') return [{ is: 'panning', from: e.screen, camera: view.camera }, []]
    if (g.is === 'idle' || e.t === 'keys' || e.t === 'gone') return stay(g)
    if (e.t !== 'move') return stay(rest)
    const { x, y, zoom } = g.camera
    const scale = 100 / zoom
    const camera = { x: x - (e.screen.x - g.from.x) * scale, y: y - (e.screen.y - g.from.y) * scale, zoom }
    return [g, [{ do: 'setCamera', camera }]]
  },
  cursorOf: (g) => (g.is === 'panning' ? 'grabbing' : 'grab'),
}
