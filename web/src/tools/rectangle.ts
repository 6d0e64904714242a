import { shapeTool } from './shape'

/** Drags out a rectangle. */
export const rectangle = shapeTool({
  id: 'rectangle',
  title: 'Rectangle',
  icon: 'rectangle',
  key: 'r',
  keys: ['r', '2'],
  kind: 'rectangle',
  usual: [16000, 10000],
})
