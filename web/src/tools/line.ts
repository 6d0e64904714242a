import { lineTool } from './line-drawing'

/** Draws lines that are tied to nothing. */
export const line = lineTool({
  id: 'line',
  title: 'Line',
  icon: 'line',
  key: 'l',
  keys: ['l', '6'],
  kind: 'line',
  ties: false,
})
