import { toSay } from '../../words/say'
import { allLocked, relocked, unlocked } from '../lock'
import type { Command } from '../types'

/** Keeping things where they are. */
export const lockCommands: readonly Command[] = [
  {
    id: 'lock',
    title: 'Lock, or unlock',
    titleNow: ({ client, state }) =>
      state.selection.size > 0 && allLocked(client.view, state.selection) ? toSay('Unlock') : toSay('Lock'),
    keys: ['mod+shift+l'],
    words: 'fix pin protect free',
    enabled: ({ state }) => !state.readOnly && state.selection.size > 0,
    run: (editor) => editor.commit(relocked(editor.client.view, editor.state.selection), editor.newID()),
  },
  {
    id: 'unlock-all',
    title: 'Unlock everything',
    keys: [],
    words: 'free unpin',
    enabled: ({ state }) => !state.readOnly,
    run: (editor) => editor.commit(unlocked(editor.client.view), editor.newID()),
  },
]
