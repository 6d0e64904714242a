import type { Settings } from '../settings'
import type { Command } from '../types'

/** Something of one's own settings that is on or off. */
function toggle(
  id: string,
  title: string,
  keys: readonly string[],
  words: string,
  setting: 'snapToGrid' | 'snapToObjects' | 'minimap',
): Command {
  return {
    id,
    title,
    keys,
    words,
    on: (editor) => editor.state.settings[setting],
    enabled: () => true,
    run: (editor) => editor.setSettings({ [setting]: !editor.state.settings[setting] } as Partial<Settings>),
  }
}

/** What the eraser leaves alone, on or off. */
function erasing(id: string, title: string, words: string, takes: Settings['erases']): Command {
  return {
    id,
    title,
    keys: [],
    words,
    on: (editor) => editor.state.settings.erases === takes,
    enabled: () => true,
    run: (editor) => editor.setSettings({ erases: editor.state.settings.erases === takes ? 'all' : takes }),
  }
}

/** How the editor itself is set. */
export const viewCommands: readonly Command[] = [
  {
    id: 'tool-lock',
    title: 'Keep the tool active',
    keys: ['q'],
    words: 'lock stay several',
    on: (editor) => editor.state.toolLocked,
    enabled: (editor) => !editor.state.readOnly,
    run: (editor) => editor.setToolLocked(!editor.state.toolLocked),
  },
  toggle('snap-grid', 'Snap to the grid', ["mod+'"], 'magnet align paper', 'snapToGrid'),
  toggle('snap-objects', 'Snap to objects', ['alt+shift+s'], 'magnet align guides smart', 'snapToObjects'),
  erasing('erase-own', 'The eraser takes only my own', 'rubber mine others', 'own'),
  erasing('erase-ink', 'The eraser takes only ink', 'rubber strokes pen shapes', 'ink'),
  {
    id: 'erase-parts',
    title: 'The eraser takes parts of strokes',
    keys: ['shift+e'],
    words: 'rubber partial precise pixel ink cut',
    on: (editor) => editor.state.settings.rubs === 'part',
    enabled: () => true,
    run: (editor) => editor.setSettings({ rubs: editor.state.settings.rubs === 'part' ? 'whole' : 'part' }),
  },
  {
    id: 'highlight-under',
    title: 'The highlighter paints under all else',
    keys: [],
    words: 'marker below beneath behind over',
    on: (editor) => editor.state.settings.highlights === 'under',
    enabled: () => true,
    run: (editor) =>
      editor.setSettings({ highlights: editor.state.settings.highlights === 'under' ? 'over' : 'under' }),
  },
  toggle('minimap', 'Show the minimap', ['alt+m'], 'overview map hide birdseye', 'minimap'),
  {
    id: 'zen',
    title: 'Nothing but the board',
    keys: ['alt+z', 'mod+.', 'mod+\\'],
    words: 'zen focus mode hide interface fullscreen presentation',
    on: (editor) => editor.state.zen,
    enabled: () => true,
    run: (editor) => editor.setZen(!editor.state.zen),
  },
  {
    id: 'view-mode',
    title: 'Only look',
    keys: ['alt+r'],
    words: 'view mode read only lock board protect',
    on: (editor) => editor.state.viewing,
    enabled: () => true,
    run: (editor) => {
      const viewing = !editor.state.viewing
      editor.setViewing(viewing)
      // A drag moves the board about while one only looks.
      editor.setTool(viewing ? 'hand' : 'select')
    },
  },
  {
    id: 'theme',
    title: 'Switch between light and dark',
    keys: ['shift+alt+d'],
    words: 'theme night mode colours appearance',
    enabled: () => true,
    run: (editor) => editor.setTheme(editor.state.theme === 'light' ? 'dark' : 'light'),
  },
]
