import { Shapes } from 'lucide-react'
import { expect, test } from 'vitest'
import { firstStyle } from '../editor/style'
import { tools } from '../tools'
import { toolIcon } from './icons'
import { fillColours, lineColours } from './palette'
import { corners, dashes, fillStyles, fontSizes, fonts, manners, styleOfKinds, thicknesses } from './style-choices'

test('every tool in the list has a picture of its own', () => {
  expect(tools.length).toBeGreaterThan(5)
  const pictures = tools.map((tool) => toolIcon(tool.icon))
  expect(pictures).not.toContain(Shapes)
  expect(new Set(pictures).size).toBe(tools.length)
})

test('what is drawn with at first is among what is offered', () => {
  expect(thicknesses.map((c) => c.value)).toContain(firstStyle.thickness)
  expect(fontSizes.map((c) => c.value)).toContain(firstStyle['font-size'])
  expect(dashes.map((c) => c.value)).toContain(firstStyle.dash)
  expect(fillStyles.map((c) => c.value)).toContain(firstStyle['fill-style'])
  expect(manners.map((c) => c.value)).toContain(firstStyle.manner)
  expect(corners.map((c) => c.value)).toContain(firstStyle.radius)
  expect(fonts.map((c) => c.value)).toContain(firstStyle.font)
  expect(lineColours.map((c) => c.token)).toContain(firstStyle.colour)
  expect(fillColours.map((c) => c.token)).toContain(firstStyle.fill)
})

test.each([
  ['stroke', ['colour', 'thickness', 'nib', 'opacity']],
  ['rectangle', ['colour', 'fill', 'fill-style', 'thickness', 'dash', 'manner', 'radius', 'opacity', 'form']],
  ['ellipse', ['colour', 'fill', 'fill-style', 'thickness', 'dash', 'manner', 'opacity', 'form']],
  ['figure', ['colour', 'fill', 'fill-style', 'thickness', 'dash', 'manner', 'opacity', 'form']],
  ['text', ['colour', 'font-size', 'font', 'opacity', 'align']],
  ['line', ['colour', 'thickness', 'dash', 'manner', 'opacity']],
  ['no-such-kind', []],
  ['constructor', []],
])('for a %s the style offers %j', (kind, properties) => {
  expect([...styleOfKinds([kind])].sort()).toEqual([...properties].sort())
})
