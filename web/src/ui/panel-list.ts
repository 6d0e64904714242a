import type { ComponentType } from 'react'
import type { Editor } from '../editor/types'
import type { ToolEntry } from './lists'

/** What a panel is given. It closes itself by `onClose`; while `open` is false it goes away as it likes to. */
export type PanelProps = {
  readonly editor: Editor
  readonly tools: readonly ToolEntry[]
  readonly open: boolean
  readonly onClose: () => void
}

type Loaded = { readonly default: ComponentType<PanelProps> }

/** Every panel by the name that opens it (see panels.ts), loaded when it is first opened. A new one is a file and a line here. */
export const panelList: { readonly [name: string]: () => Promise<Loaded> } = {
  palette: () => import('./palette-dialog'),
  settings: () => import('./settings-dialog'),
  help: () => import('./help'),
  find: () => import('./find-panel'),
  layers: () => import('./layers-panel'),
  frames: () => import('./frames-panel'),
  'frame-name': () => import('./frame-name'),
  stage: () => import('./stage'),
  refused: () => import('./refused-panel'),
  export: () => import('./export-dialog'),
  link: () => import('./link-dialog'),
  alt: () => import('./alt-panel'),
  area: () => import('./frame-area'),
  library: () => import('./library-panel'),
  templates: () => import('./templates-panel'),
  outline: () => import('./outline-panel'),
  history: () => import('./history-panel'),
  who: () => import('./who-panel'),
  'name-version': () => import('./name-version'),
  strike: () => import('./strike-panel'),
  embed: () => import('./embed-dialog'),
}

/** Those that take the keys when they open: what is typed while they are on their way is meant for them. */
export const takesKeys: ReadonlySet<string> = new Set([
  'palette',
  'settings',
  'help',
  'find',
  'frame-name',
  'refused',
  'export',
  'link',
  'alt',
  'templates',
  'name-version',
  'strike',
  'embed',
])
