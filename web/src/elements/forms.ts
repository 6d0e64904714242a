import {
  arrow,
  arrowBoth,
  bent,
  cylinder,
  type Draw,
  lying,
  mirroredDraw,
  regular,
  rim,
  speech,
  straight,
} from './form-lines'
import type { Room } from './label'

/** In which mirrors a form looks the same: one that stands (left to right), one that lies (upside down), both or none. */
export type Symmetry = 'both' | 'standing' | 'lying' | 'none'

/** One of the family of figures. */
export type FigureForm = {
  /** Its name in kinds.json, and what people call it. */
  readonly form: string
  readonly title: string
  readonly symmetry: Symmetry
  /** Its edge: one closed line. */
  readonly outline: Draw
  /** Lines within it, which enclose nothing. */
  readonly detail?: Draw
  /** Where its label may stand; all of its box where it does not say. */
  readonly room?: Room
}

const document = bent(
  [0, 88],
  true,
  [0, 88, 0, 0, 0, 0],
  [0, 0, 100, 0, 100, 0],
  [100, 0, 100, 88, 100, 88],
  [75, 68, 60, 78, 50, 86],
  [38, 96, 20, 108, 0, 88],
)

const cloud = bent(
  [22, 84],
  true,
  [6, 84, 0, 70, 0, 61],
  [0, 48, 8, 40, 17, 39],
  [16, 18, 30, 8, 43, 10],
  [52, 0, 74, 2, 77, 22],
  [92, 22, 100, 36, 95, 49],
  [102, 58, 98, 82, 80, 82],
  [74, 100, 54, 100, 48, 89],
  [40, 98, 26, 96, 22, 84],
)

const heart = bent(
  [50, 100],
  true,
  [20, 76, 0, 56, 0, 30],
  [0, 12, 12, 0, 27, 0],
  [38, 0, 46, 7, 50, 18],
  [54, 7, 62, 0, 73, 0],
  [88, 0, 100, 12, 100, 30],
  [100, 56, 80, 76, 50, 100],
)

const cross = straight(
  [33, 0],
  [67, 0],
  [67, 33],
  [100, 33],
  [100, 67],
  [67, 67],
  [67, 100],
  [33, 100],
  [33, 67],
  [0, 67],
  [0, 33],
  [33, 33],
)

const room = (left: number, top: number, right = left, bottom = top): Room => ({ left, top, right, bottom })

/** All forms of a figure, in the order in which they are offered. A new one is an entry here and a word in kinds.json. */
export const forms: readonly FigureForm[] = [
  {
    form: 'triangle',
    title: 'Triangle',
    symmetry: 'standing',
    outline: straight([50, 0], [100, 100], [0, 100]),
    room: room(25, 50, 25, 0),
  },
  { form: 'pentagon', title: 'Pentagon', symmetry: 'standing', outline: regular(5, 0), room: room(15, 22, 15, 6) },
  {
    form: 'hexagon',
    title: 'Hexagon',
    symmetry: 'both',
    outline: straight([25, 0], [75, 0], [100, 50], [75, 100], [25, 100], [0, 50]),
    room: room(14, 12),
  },
  {
    form: 'octagon',
    title: 'Octagon',
    symmetry: 'both',
    outline: straight([29, 0], [71, 0], [100, 29], [100, 71], [71, 100], [29, 100], [0, 71], [0, 29]),
    room: room(10, 10),
  },
  { form: 'star', title: 'Star', symmetry: 'standing', outline: regular(10, 0, 0.5), room: room(27, 36, 27, 22) },
  {
    form: 'parallelogram',
    title: 'Parallelogram',
    symmetry: 'none',
    outline: straight([22, 0], [100, 0], [78, 100], [0, 100]),
    room: room(20, 0),
  },
  {
    form: 'trapezoid',
    title: 'Trapezoid',
    symmetry: 'standing',
    outline: straight([22, 0], [78, 0], [100, 100], [0, 100]),
    room: room(18, 0),
  },
  { form: 'cross', title: 'Cross', symmetry: 'both', outline: cross, room: room(0, 33) },
  { form: 'cloud', title: 'Cloud', symmetry: 'none', outline: cloud, room: room(16, 24, 14, 18) },
  { form: 'speech', title: 'Speech bubble', symmetry: 'none', outline: speech, room: room(0, 0, 0, 22) },
  { form: 'heart', title: 'Heart', symmetry: 'standing', outline: heart, room: room(16, 16, 16, 34) },
  {
    form: 'cylinder',
    title: 'Cylinder',
    symmetry: 'standing',
    outline: cylinder,
    detail: rim,
    room: room(0, 30, 0, 4),
  },
  { form: 'document', title: 'Document', symmetry: 'none', outline: document, room: room(0, 0, 0, 24) },
  { form: 'arrow-right', title: 'Arrow to the right', symmetry: 'lying', outline: arrow, room: room(0, 26, 16, 26) },
  {
    form: 'arrow-left',
    title: 'Arrow to the left',
    symmetry: 'lying',
    outline: mirroredDraw(arrow),
    room: room(16, 26, 0, 26),
  },
  {
    form: 'arrow-up',
    title: 'Arrow upwards',
    symmetry: 'standing',
    outline: lying(mirroredDraw(arrow)),
    room: room(26, 16, 26, 0),
  },
  {
    form: 'arrow-down',
    title: 'Arrow downwards',
    symmetry: 'standing',
    outline: lying(arrow),
    room: room(26, 0, 26, 16),
  },
  { form: 'arrow-both', title: 'Arrow both ways', symmetry: 'both', outline: arrowBoth, room: room(16, 26) },
]

const byName = new Map(forms.map((one) => [one.form, one]))

/** The form of that name; the first one for a name that is none. */
export function formNamed(name: string): FigureForm {
  return byName.get(name) ?? forms[0]!
}
