import type { Parts } from './parts'
import { firstSettings } from './settings'
import { SELECT } from './step-back'
import { firstStyle } from './style'
import type { EditorState, Theme } from './types'

/** What an editor begins with. */
export function firstState({ style, settings }: Parts, theme: Theme, readOnly: boolean): EditorState {
  return {
    tool: SELECT,
    toolLocked: false,
    camera: { x: 0, y: 0, zoom: 1 },
    selection: new Set(),
    knot: '',
    style: { ...firstStyle, ...style },
    trying: null,
    entered: '',
    layer: '',
    editing: null,
    settings: settings ?? firstSettings,
    zen: false,
    viewing: false,
    theme,
    canUndo: false,
    canRedo: false,
    readOnly,
  }
}
