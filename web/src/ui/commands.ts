import { onFree } from '../editor/commands/free'
import { imageAtHand } from '../editor/image-at-hand'
import type { Command, Editor } from '../editor/types'
import { openMenuAtSelection } from './menu-place'
import { openPanel, togglePanel } from './panels'
import { styleChoosing } from './style-commands'

const always = () => true

/** Opens a panel of the chrome, or closes it. */
function panel(name: string, title: string, keys: readonly string[], words: string): Command {
  return { id: `panel-${name}`, title, keys, words, enabled: always, run: () => togglePanel(name) }
}

/** Commands of what stands around the canvas; they are in the editor's one list like all others (Parts.commands). */
export const chromeCommands: readonly Command[] = [
  ...styleChoosing,
  panel('palette', 'All commands', ['mod+/', 'mod+shift+p'], 'palette search run actions'),
  panel('find', 'Find on the board', ['mod+f'], 'search text words'),
  panel('layers', 'Layers', ['alt+l'], 'levels hide show lock'),
  panel('frames', 'Frames', ['alt+f'], 'slides pages sections list'),
  {
    id: 'present',
    title: 'Present the frames',
    keys: ['alt+p'],
    words: 'presentation slideshow slides full screen laser talk',
    enabled: (editor: Editor) => editor.finder.frames.any,
    run: () => openPanel('stage'),
  },
  {
    ...panel('alt', 'Describe the picture …', [], 'alt text'),
    enabled: (editor: Editor) => imageAtHand(editor) !== null,
  },
  panel('refused', 'What was not accepted', [], 'refused changes errors saving'),
  panel('settings', 'Settings', ['mod+,'], 'preferences options wheel trackpad mouse snapping theme'),
  panel('help', 'Keys and help', ['?'], 'shortcuts keyboard hotkeys'),
  ...onFree({
    id: 'panel-link',
    title: 'Link …',
    keys: ['mod+k'],
    words: 'url address hyperlink web page card bookmark',
    enabled: ({ state }: Editor) => !state.readOnly,
    run: () => togglePanel('link'),
  }),
  {
    id: 'export',
    title: 'Export as a picture',
    keys: ['mod+shift+e'],
    words: 'save download image png svg file',
    enabled: (editor: Editor) => editor.extent() !== null,
    run: () => openPanel('export'),
  },
  {
    id: 'export-area',
    title: 'Export an area …',
    keys: [],
    words: 'frame part region crop save download image png svg file picture',
    enabled: (editor: Editor) => editor.extent() !== null,
    run: () => openPanel('area'),
  },
  {
    id: 'context-menu',
    title: 'Menu of the selection',
    keys: ['shift+f10', 'contextmenu'],
    words: 'right click context',
    enabled: always,
    run: (editor: Editor) => openMenuAtSelection(editor),
  },
]
