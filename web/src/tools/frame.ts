import { freshFrameName } from '../editor/slides'
import { shapeTool } from './shape'

/** Drags out a frame around what is to belong together, or puts one of a usual size, as wide as slides are. */
export const frame = shapeTool({
  id: 'frame',
  title: 'Frame',
  icon: 'frame',
  key: 'f',
  keys: ['f'],
  kind: 'frame',
  usual: [96000, 54000],
  dressed(props, _style, view) {
    // A frame is calm: what one draws with is not meant for it.
    props.delete('colour')
    props.delete('fill')
    return props.set('name', freshFrameName(view.board))
  },
})
