import { lineTool } from './line-drawing'

/** Draws arrows from one thing to another, or through the open. */
export const arrow = lineTool({
  id: 'arrow',
  title: 'Arrow',
  icon: 'arrow',
  key: 'a',
  keys: ['a', '5'],
  kind: 'arrow',
  ties: true,
})
