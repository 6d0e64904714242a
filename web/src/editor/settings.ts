/** What a person has chosen for their own hand and eyes, on this device; nobody else sees it. */
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
}
