import { shapeTool } from './shape'

/** Drags out an ellipse. */
export const ellipse = shapeTool({
  id: 'ellipse',
  title: 'Ellipse',
  icon: 'ellipse',
  wide: true,
  key: 'o',
  keys: ['o', '4'],
  kind: 'ellipse',
  usual: [12000, 12000],
})
