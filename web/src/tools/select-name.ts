/** How the tool that takes hold of things is known: before it is there as well. */
export const selectName = {
  id: 'select',
  title: 'Select',
  icon: 'select',
  key: 'v',
  keys: ['v', '1'],
  cursor: 'default',
  writes: false,
  makes: [],
} as const
