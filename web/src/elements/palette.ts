import { lightened } from './contrast'

/** A light or dark room. Each colour is chosen for its room; dark is not an inversion. */
export type Room = 'light' | 'dark'

type Pair = readonly [light: string, dark: string]

/** The palette tokens of kinds.json, light and dark. The chrome's styles/palette.css holds the same (a test compares them). */
export const palette: ReadonlyMap<string, Pair> = new Map<string, Pair>([
  ['ink', ['#26231e', '#f1ede5']],
  ['grey', ['#807a70', '#a39c90']],
  ['red', ['#cf3f35', '#f07f75']],
  ['orange', ['#cc6a0a', '#f0a04b']],
  ['yellow', ['#bc8700', '#e8c34a']],
  ['green', ['#3a8a3f', '#7cc47f']],
  ['teal', ['#14857a', '#5cc4b8']],
  ['blue', ['#2a6fd0', '#79acf2']],
  ['violet', ['#7a50c7', '#b096ee']],
  ['pink', ['#c8458d', '#ee8fc0']],
  ['paper', ['#fbfaf6', '#191816']],
  ['soft-grey', ['#e6e2d9', '#3f3b36']],
  ['soft-red', ['#fbd9d4', '#57302c']],
  ['soft-orange', ['#fce0c2', '#57401f']],
  ['soft-yellow', ['#fbecb5', '#514620']],
  ['soft-green', ['#d6ebd2', '#2d4630']],
  ['soft-teal', ['#cdeae5', '#20463f']],
  ['soft-blue', ['#d3e3f9', '#263f60']],
  ['soft-violet', ['#e5dbf8', '#40355f']],
  ['soft-pink', ['#f9d8e8', '#552d45']],
])

/** What the board itself is drawn with: not to be chosen, so no tokens. The accent is the chrome's, a little brighter: it must not be taken for ink. */
export const room = {
  paper: ['#fbfaf6', '#191816'],
  dots: ['#d8d2c5', '#46423b'],
  lines: ['#ebe6dc', '#26231f'],
  accent: ['#2a8c70', '#84cdb3'],
  handle: ['#ffffff', '#24221f'],
} as const satisfies { readonly [name: string]: Pair }

/** The colour of something of the board itself in this room. */
export function roomColour(name: keyof typeof room, theme: Room): string {
  return room[name][theme === 'light' ? 0 : 1]
}

/** The least contrast of lines with the paper: WCAG's 3 for what is not text. */
export const LEAST = 3

const lighter = new Map<string, string>()

/** Kept, since it is asked for with every line drawn; there are few colours of one's own on a board, and they are forgotten when many. */
function seenInTheDark(own: string): string {
  let seen = lighter.get(own)
  if (seen === undefined) {
    if (lighter.size > 500) lighter.clear()
    seen = lightened(own, room.paper[1], LEAST)
    lighter.set(own, seen)
  }
  return seen
}

/**
 * A palette token, `#rrggbb(aa)` or what inkOf makes of it, as a CSS colour; null for none. What is not known looks like ink.
 */
export function colourOf(token: string, theme: Room): string | null {
  if (token === 'none') return null
  const hash = token.indexOf('#')
  if (hash >= 0 && /^#[0-9a-f]{6}([0-9a-f]{2})?$/i.test(token.slice(hash))) {
    const own = token.slice(hash)
    return hash > 0 && theme === 'dark' ? seenInTheDark(own) : own
  }
  const pair = palette.get(token) ?? palette.get('ink')!
  return pair[theme === 'light' ? 0 : 1]
}

/**
 * The colour of lines and letters. Palette tokens have a value for each room. A colour of one's own is shown as it is, with one
 * exception: in the dark room, what would hardly be seen on the paper is drawn as light as it was dark, in its own hue. Fills stay.
 */
export function inkOf(colour: string): string {
  return colour.startsWith('#') ? `ink${colour}` : colour
}

/** What a pattern is drawn with. */
export type Tone = {
  readonly colour: string
  /** The share of the element's opacity, 0 to 1. */
  readonly strength: number
}

/**
 * What a fill that is not solid is drawn with: a soft colour is made to be looked at as a surface, and as lines would hardly be seen,
 * so its full colour stands for it, held back a little: the shape's own line stays the stronger one.
 */
export function toneOf(fill: string): Tone {
  return fill.startsWith('soft-') ? { colour: fill.slice(5), strength: 0.6 } : { colour: inkOf(fill), strength: 1 }
}
