import { shapeTool } from './shape'

/** Drags out a figure of the form that the style says. */
export const figure = shapeTool({
  id: 'figure',
  title: 'More shapes',
  icon: 'figure',
  chooses: 'Shape',
  key: 'm',
  keys: ['m'],
  kind: 'figure',
  usual: [14000, 12000],
})
