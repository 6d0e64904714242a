import { shapeTool } from './shape'

/** Drags out a figure of the form that the style says. */
export const figure = shapeTool({
  id: 'figure',
  title: 'More shapes',
  icon: 'figure',
  key: 'shift+g',
  keys: ['shift+g'],
  kind: 'figure',
  usual: [14000, 12000],
})
