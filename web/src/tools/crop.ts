import type { Tool } from '../editor/tool'
import type { Gesture } from './crop-steps'
import { stay } from './stay'

/** What it takes is loaded before anybody can have a picture to crop (see loadCrop): the first stroke need not wait for it. */
let steps: typeof import('./crop-steps') | null = null

/** Loads what cropping takes. */
export async function loadCrop(): Promise<void> {
  steps = await import('./crop-steps')
}

/** Chooses which part of a picture is seen: pulls at its edges, or moves the picture behind them. Escape, Enter, or a press beside it ends it. */
export const crop: Tool<Gesture> = {
  id: 'crop',
  title: 'Crop',
  icon: 'crop',
  key: '',
  keys: [],
  cursor: 'default',
  writes: false,
  mode: true,
  makes: [],
  rest: { is: 'idle', over: null },
  step: (g, e, view) => steps?.step(g, e, view) ?? stay(g),
  preview: (g, view) => steps?.preview(g, view) ?? [],
  cursorOf: (g, view) => steps?.cursorOf(g, view) ?? 'default',
}
