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

const standing = (form: string, title: string, outline: Draw, detail?: Draw): FigureForm => ({
  form,
  title,
  symmetry: 'standing',
  outline,
  ...(detail && { detail }),
})
const lyingDown = (form: string, title: string, outline: Draw): FigureForm => ({
  form,
  title,
  symmetry: 'lying',
  outline,
})
const even = (form: string, title: string, outline: Draw): FigureForm => ({ form, title, symmetry: 'both', outline })
const uneven = (form: string, title: string, outline: Draw): FigureForm => ({ form, title, symmetry: 'none', outline })

/** All forms of a figure, in the order in which they are offered. A new one is a line here and a word in kinds.json. */
export const forms: readonly FigureForm[] = [
  standing('triangle', 'Triangle', straight([50, 0], [100, 100], [0, 100])),
  standing('pentagon', 'Pentagon', regular(5, 0)),
  even('hexagon', 'Hexagon', straight([25, 0], [75, 0], [100, 50], [75, 100], [25, 100], [0, 50])),
  even('octagon', 'Octagon', straight([29, 0], [71, 0], [100, 29], [100, 71], [71, 100], [29, 100], [0, 71], [0, 29])),
  standing('star', 'Star', regular(10, 0, 0.5)),
  uneven('parallelogram', 'Parallelogram', straight([22, 0], [100, 0], [78, 100], [0, 100])),
  standing('trapezoid', 'Trapezoid', straight([22, 0], [78, 0], [100, 100], [0, 100])),
  even('cross', 'Cross', cross),
  uneven('cloud', 'Cloud', cloud),
  uneven('speech', 'Speech bubble', speech),
  standing('heart', 'Heart', heart),
  standing('cylinder', 'Cylinder', cylinder, rim),
  uneven('document', 'Document', document),
  lyingDown('arrow-right', 'Arrow to the right', arrow),
  lyingDown('arrow-left', 'Arrow to the left', mirroredDraw(arrow)),
  standing('arrow-up', 'Arrow upwards', lying(mirroredDraw(arrow))),
  standing('arrow-down', 'Arrow downwards', lying(arrow)),
  even('arrow-both', 'Arrow both ways', arrowBoth),
]

const byName = new Map(forms.map((one) => [one.form, one]))

/** The form of that name; the first one for a name that is none. */
export function formNamed(name: string): FigureForm {
  return byName.get(name) ?? forms[0]!
}
