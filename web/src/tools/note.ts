import { noteFill } from '../editor/notes'
import { shapeTool } from './shape'

/** Puts a sticky note where one clicks, or as large as one drags it, and writes in it. */
export const note = shapeTool({
  id: 'note',
  title: 'Note',
  icon: 'note',
  key: 'n',
  keys: ['n'],
  kind: 'note',
  usual: [20000, 20000],
  writesIn: true,
  dressed: (props, { fill }) => props.set('fill', noteFill(fill)),
})
