import { noteAtHand, noteBeside } from '../notes'
import type { Command } from '../types'

function beside(id: string, title: string, way: 1 | -1): Command {
  return {
    id,
    title,
    keys: [],
    words: 'sticky tab another',
    enabled: (editor) => !editor.state.readOnly && noteAtHand(editor) !== null,
    run: (editor) => noteBeside(editor, way),
  }
}

/** One note after the other. While one writes in a note, Tab and shift with Tab do this (text-overlay.ts). */
export const noteCommands: readonly Command[] = [
  beside('note-after', 'Next note, to the right', 1),
  beside('note-before', 'Next note, to the left', -1),
]
