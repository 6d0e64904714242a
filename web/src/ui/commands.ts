import { onFree } from '../editor/commands/free'
import { follow, followed } from '../editor/following'
import { imageAtHand } from '../editor/image-at-hand'
import { mayTalk } from '../editor/own-words'
import type { Command, Editor } from '../editor/types'
import { callEveryone, mayCall } from './calling'
import { companyNow, openCompany } from './company-open'
import { mayReplay } from './history-offered'
import { install, mayInstall } from './install'
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
  panel('outline', 'Outline', ['alt+o'], 'tree list elements screen reader accessibility read'),
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
  panel('embed', 'Put it into a page …', [], 'embed iframe share website publish snippet html'),
  {
    id: 'chat',
    title: 'Say something at your cursor',
    keys: ['/'],
    words: 'cursor chat talk message words',
    enabled: mayTalk,
    run: () => openCompany('chat'),
  },
  {
    id: 'signs',
    title: 'Give a sign',
    keys: ['shift+r'],
    words: 'reaction react emoji emote thumbs heart hand applause',
    enabled: always,
    run: () => openCompany(companyNow() === 'signs' ? '' : 'signs'),
  },
  {
    id: 'call-everyone',
    title: 'Bring everyone here',
    keys: ['alt+b'],
    words: 'call people together attention summon follow me view',
    enabled: mayCall,
    run: callEveryone,
  },
  {
    id: 'follow-nobody',
    title: 'Stop following',
    keys: [],
    words: 'people view leave',
    enabled: (editor: Editor) => followed(editor) !== '',
    run: (editor: Editor) => follow(editor, ''),
  },
  {
    ...panel('templates', 'From a template …', [], 'templates begin kanban flowchart mind map'),
    enabled: ({ state }: Editor) => !state.readOnly,
  },
  panel('library', 'Library', ['alt+y'], 'shapes stencils stamps reuse own'),
  {
    id: 'library-add',
    title: 'Add to the library',
    keys: [],
    words: 'keep shape reuse save stencil',
    enabled: ({ state }: Editor) => state.selection.size > 0,
    run: async (editor) => {
      if (await (await import('./library-add')).addToLibrary(editor)) openPanel('library')
    },
  },
  {
    ...panel('history', 'History', ['alt+t'], 'replay past timeline versions who when earlier back in time'),
    enabled: mayReplay,
  },
  panel('who', 'Who drew what', ['alt+q'], 'author people made changed highlight'),
  {
    ...panel('name-version', 'Name this version …', ['mod+alt+s'], 'save moment milestone snapshot bookmark history'),
    enabled: ({ state }: Editor) => !state.readOnly,
  },
  {
    ...panel('strike', 'Strike out of the history …', [], 'forget erase redact secret password for good'),
    enabled: ({ client, state }: Editor) => client.role === 'owner' && state.selection.size > 0,
  },
  panel('refused', 'What was not accepted', [], 'refused changes errors saving'),
  panel('settings', 'Settings', ['mod+,'], 'preferences options wheel trackpad mouse snapping theme language'),
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
    id: 'install',
    title: 'Install on this device',
    keys: [],
    words: 'app program home screen desktop offline',
    enabled: mayInstall,
    run: install,
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
