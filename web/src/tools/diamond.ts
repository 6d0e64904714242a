import { shapeTool } from './shape'

/** Drags out a diamond. */
export const diamond = shapeTool({
  id: 'diamond',
  title: 'Diamond',
  icon: 'diamond',
  wide: true,
  key: '3',
  keys: ['3'],
  kind: 'diamond',
  usual: [16000, 12000],
})
