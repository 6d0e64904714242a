/** What a person has chosen for their own hand and eyes; nobody else sees it. What of it follows them to other devices: main/preferences/table.ts. */
export type Settings = {
  /** Whether what is drawn and moved clings to the paper's grid. */
  readonly snapToGrid: boolean
  /** Whether it clings to the sides, middles and gaps of what lies around. */
  readonly snapToObjects: boolean
  /** Whether a box selects what it touches, or only what lies wholly in it. */
  readonly boxSelects: 'touch' | 'contain'
  /** What a wheel does by itself: 'auto' tells a mouse from a trackpad. With ctrl it always zooms. */
  readonly wheel: 'auto' | 'pan' | 'zoom'
  readonly minimap: boolean
  /** What the eraser takes: all that it crosses, only what the person made and nobody else has changed, or only strokes. */
  readonly erases: 'all' | 'own' | 'ink'
  /** Whether it takes whole elements, or only what it passes over of strokes. With shift held it does the other. */
  readonly rubs: 'whole' | 'part'
  /** Whether what is highlighted is painted over, or the highlighter's lines are put beneath all else. */
  readonly highlights: 'over' | 'under'
  /** What fingers do on the canvas (see stylus.ts): move the board, what the tool in the hand does, or what another tool does. 'auto': as fits. */
  readonly fingers: 'auto' | 'move' | 'draw' | 'select' | 'eraser'
  /** Whether a pen has been used on this device. */
  readonly pens: boolean
  /** The language of the page, as a BCP 47 tag (words/languages.ts); '' for as in the browser. */
  readonly language: string
  /** Whose keys there are (keymaps.ts). */
  readonly keymap: 'own' | 'excalidraw' | 'tldraw' | 'figma'
  /** Whether letters, digits and signs do something by themselves; else only keys that are held with ctrl or alt do, and those that write nothing. */
  readonly singleKeys: boolean
  /** Whether what others do is read out. */
  readonly tellsOthers: boolean
  /** Whether things may glide: as the system says, always or never. */
  readonly motion: 'system' | 'full' | 'less'
}

export const firstSettings: Settings = {
  snapToGrid: false,
  snapToObjects: true,
  boxSelects: 'touch',
  wheel: 'pan',
  minimap: false,
  erases: 'all',
  rubs: 'whole',
  highlights: 'over',
  fingers: 'auto',
  pens: false,
  language: '',
  keymap: 'own',
  singleKeys: true,
  tellsOthers: true,
  motion: 'system',
}
