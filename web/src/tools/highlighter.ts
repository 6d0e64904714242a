import type { Style } from '../editor/types'
import { penTool } from './pen'

/** So much of what lies beneath is covered, in percent; tldraw's is 35. */
const OPACITY = 40
/** So many times as broad as a pen's line of the same thickness. */
const BROAD = 5
/** The broadest line (kinds.json, "thickness"). */
const MOST = 20_000

/** Ink would only make things grey: a highlighter that nobody has given a colour is yellow. */
const colourOf = ({ colour }: Style): string => (colour === 'ink' ? 'yellow' : colour)

/** Draws broad and faint over what is to be seen at once, or beneath it. */
export const highlighter = penTool({
  id: 'highlighter',
  title: 'Highlighter',
  icon: 'highlighter',
  wide: true,
  key: 'u',
  keys: ['u', 'shift+p', 'shift+d'],
  without: ['fill', 'fill-style', 'nib', 'opacity'],
  wears: (style) => ({ colour: colourOf(style) }),
  beneath: ({ settings }) => settings.highlights === 'under',
  look: ({ style }) => [
    ['nib', 'marker'],
    ['colour', colourOf(style)],
    ['thickness', Math.min(MOST, style.thickness * BROAD)],
    ['opacity', OPACITY],
  ],
})
