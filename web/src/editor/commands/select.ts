import { invertedSelection, selectedLike } from '../selection'
import type { Command } from '../types'

function like(id: string, title: string, words: string, properties: readonly string[]): Command {
  return {
    id,
    title,
    keys: [],
    words,
    enabled: ({ state }) => state.selection.size > 0,
    run: (editor) => {
      const { entered, selection } = editor.state
      editor.select(selectedLike(editor.client.view, selection, entered, properties))
    },
  }
}

/** What is selected. */
export const selectCommands: readonly Command[] = [
  {
    id: 'select-all',
    title: 'Select all',
    keys: ['mod+a'],
    words: 'everything',
    enabled: () => true,
    run: (editor) => editor.select(editor.selectable()),
  },
  {
    id: 'select-none',
    title: 'Select nothing',
    keys: ['mod+shift+a'],
    words: 'deselect clear',
    enabled: ({ state }) => state.selection.size > 0,
    run: (editor) => editor.select([]),
  },
  {
    id: 'select-inverse',
    title: 'Select everything else',
    keys: [],
    words: 'invert inverse opposite others',
    enabled: () => true,
    run: (editor) => {
      const { entered, selection } = editor.state
      editor.select(invertedSelection(editor.client.view, selection, entered))
    },
  },
  like('select-kind', 'Select all of the same kind', 'similar type shape', ['kind']),
  like('select-colour', 'Select all of the same colour', 'similar color', ['colour']),
]
