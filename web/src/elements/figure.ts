import type { ElementProps } from './element'
import { mirrored } from './form-lines'
import { type FigureForm, formNamed } from './forms'
import { wholeBox } from './label'
import { flag, string } from './props'
import { shapeKind } from './shape'

const formOf = (p: ElementProps): FigureForm => formNamed(string(p, 'form'))

/** A shape of the family that forms.ts lists: which one its `form` says. */
export const figure = shapeKind({
  kind: 'figure',
  noun: (p) => formOf(p).title,
  outline: (p, w, h, to) => formOf(p).outline(w, h, flag(p, 'mirrored') ? mirrored(w, to) : to),
  detail: (p) => formOf(p).detail,
  word: (p) => `${string(p, 'form')}${flag(p, 'mirrored') ? ' mirrored' : ''}`,
  room(p) {
    const { room = wholeBox } = formOf(p)
    return flag(p, 'mirrored') ? { ...room, left: room.right, right: room.left } : room
  },
  symmetry: (p) => formOf(p).symmetry,
})
