import { toSay } from '../../words/say'

/** One line or area of a sign, in a square of 24; no fill: a line alone. */
export type Part = { readonly d: string; readonly fill?: string; readonly line?: string }

/** How a sign is called and drawn. */
export type SignFace = { readonly title: string; readonly parts: readonly Part[] }

const YELLOW = '#ffd34d'
const BROWN = '#7a4b00'
const RED = '#e5484d'
const DEEP_RED = '#9c1f24'
const BLUE = '#5b9bf3'
const DEEP_BLUE = '#174a94'

const circle = (r: number, x = 12, y = 12) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`
const face: readonly Part[] = [
  { d: circle(10), fill: YELLOW, line: BROWN },
  { d: 'M8.5 9h.01M15.5 9h.01', line: BROWN },
]

/**
 * The signs of W14 by their names, drawn with the same few lines everywhere: not every machine has letters for emoji. The outlines of the
 * thumb, the heart, the popper, the hand and the bulb are Lucide's (ISC).
 */
export const signFaces: ReadonlyMap<string, SignFace> = new Map<string, SignFace>([
  [
    'yes',
    {
      title: toSay('Thumbs up'),
      parts: [
        {
          d: 'M15 5.88 14 10h5.83a2 2 0 0 1 1.92 2.56l-2.33 8A2 2 0 0 1 17.5 22H4a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2h2.76a2 2 0 0 0 1.79-1.11L12 2a3.13 3.13 0 0 1 3 3.88Z',
          fill: YELLOW,
          line: BROWN,
        },
        { d: 'M7 10v12', line: BROWN },
      ],
    },
  ],
  [
    'heart',
    {
      title: toSay('Heart'),
      parts: [
        {
          d: 'M2 9.5a5.5 5.5 0 0 1 9.591-3.676.56.56 0 0 0 .818 0A5.49 5.49 0 0 1 22 9.5c0 2.29-1.5 4-3 5.5l-5.492 5.313a2 2 0 0 1-3 .019L5 15c-1.5-1.5-3-3.2-3-5.5Z',
          fill: RED,
          line: DEEP_RED,
        },
      ],
    },
  ],
  [
    'laugh',
    { title: toSay('Laughing'), parts: [...face, { d: 'M7 13h10a5 5 0 0 1-10 0Z', fill: '#ffffff', line: BROWN }] },
  ],
  ['wow', { title: toSay('Amazed'), parts: [...face, { d: circle(2.6, 12, 16), fill: BROWN, line: BROWN }] }],
  [
    'party',
    {
      title: toSay('Celebrating'),
      parts: [
        {
          d: 'm11 13c1.93 1.93 2.83 4.17 2 5c-.83.83-3.07-.07-5-2c-1.93-1.93-2.83-4.17-2-5c.83-.83 3.07.07 5 2Z',
          fill: YELLOW,
          line: BROWN,
        },
        { d: 'M5.8 11.3 2 22l10.7-3.79', fill: YELLOW, line: BROWN },
        {
          d: 'm22 2-2.24.75a2.9 2.9 0 0 0-1.96 3.12c.1.86-.57 1.63-1.45 1.63h-.38c-.86 0-1.6.6-1.76 1.44L14 10',
          line: RED,
        },
        { d: 'm22 13-.82-.33c-.86-.34-1.82.2-1.98 1.11c-.11.7-.72 1.22-1.43 1.22H17', line: DEEP_BLUE },
        { d: 'm11 2 .33.82c.34.86-.2 1.82-1.11 1.98C9.52 4.9 9 5.52 9 6.23V7', line: DEEP_BLUE },
        { d: 'M4 3h.01M22 8h.01M15 2h.01M22 20h.01', line: RED },
      ],
    },
  ],
  [
    'hand',
    {
      title: toSay('Raised hand'),
      parts: [
        {
          d: 'M18 8a2 2 0 1 1 4 0v6a8 8 0 0 1-8 8h-2c-2.8 0-4.5-.86-5.99-2.34l-3.6-3.6a2 2 0 0 1 2.83-2.82L6 14V6a2 2 0 0 1 4 0V4a2 2 0 0 1 4 0v2a2 2 0 0 1 4 0Z',
          fill: YELLOW,
          line: BROWN,
        },
        { d: 'M18 11V6M14 10V5M10 10.5V6', line: BROWN },
      ],
    },
  ],
  [
    'idea',
    {
      title: toSay('Idea'),
      parts: [
        {
          d: 'M15 14c.2-1 .7-1.7 1.5-2.5 1-.9 1.5-2.2 1.5-3.5A6 6 0 0 0 6 8c0 1 .2 2.2 1.5 3.5.7.7 1.3 1.5 1.5 2.5Z',
          fill: YELLOW,
          line: BROWN,
        },
        { d: 'M9 18h6M10 22h4', line: BROWN },
      ],
    },
  ],
  [
    'question',
    {
      title: toSay('Question'),
      parts: [
        { d: circle(10), fill: BLUE, line: DEEP_BLUE },
        { d: 'M9 9.5a3 2.5 0 0 1 6 0c0 2-2 2-3 3.5M12 17h.01', line: '#ffffff' },
      ],
    },
  ],
])
