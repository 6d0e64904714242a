import { dragDistance, type Hand, type Pointer, type Tool } from '../editor/tool'
import { distance } from '../geometry/point'
import { begun, type Lassoing, lassoed } from './lasso-line'
import { stay } from './stay'

type Gesture = { readonly is: 'idle' } | { readonly is: 'pointing'; readonly from: Pointer } | Lassoing

const rest: Gesture = { is: 'idle' }

/** Selects what a line is drawn around. */
export const lasso: Tool<Gesture> = {
  id: 'lasso',
  title: 'Lasso',
  icon: 'lasso',
  wide: true,
  key: 'j',
  keys: ['j', 'shift+l'],
  cursor: 'crosshair',
  writes: false,
  makes: [],
  rest,
  step(g, e: Hand, view) {
    if (g.is === 'idle') return e.t === 'press' ? [{ is: 'pointing', from: e }, []] : stay(g)
    if (g.is === 'pointing') {
      if (e.t === 'release') return [rest, g.from.shift ? [] : [{ do: 'select', ids: [] }]]
      if (e.t === 'cancel' || e.t === 'interrupt') return stay(rest)
      if (e.t !== 'move' || distance(e.screen, g.from.screen) < dragDistance(e.coarse)) return stay<Gesture>(g)
      return lassoed(begun(g.from.at, g.from.shift ? [...view.selection] : []), e, view)
    }
    if (e.t === 'move') return lassoed(g, e, view)
    if (e.t === 'cancel') return [rest, [{ do: 'select', ids: g.base }]]
    if (e.t !== 'release' && e.t !== 'interrupt') return stay<Gesture>(g)
    return [rest, view.selection.size > 0 ? [{ do: 'setTool', id: 'select' }] : []]
  },
  follows: (g) => g.is === 'lassoing',
  preview: (g) => (g.is === 'lassoing' ? [{ mark: 'lasso', line: g.line }] : []),
}
