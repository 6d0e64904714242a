import { expect, test } from 'vitest'
import { toBoard } from '../editor/camera'
import { Hands } from '../test/hands'
import { firstPart, partsOf, titleOf, whatOf } from './export-part'
import { forgetFrame, framedBox, keepFrame } from './framing'

const camera = { x: 0, y: 0, zoom: 1 }

test('a frame is the same whichever way it was dragged, in whole hundredths', () => {
  const box = { x: 1000, y: 2000, w: 3000, h: 500 }
  expect(framedBox({ from: { x: 1000.4, y: 2000.4 }, to: { x: 40, y: 25 } }, camera)).toEqual(box)
  expect(framedBox({ from: { x: 4000, y: 2500 }, to: { x: 10, y: 20 } }, camera)).toEqual(box)
})

test('a press that slipped frames nothing, at any zoom', () => {
  for (const zoom of [0.1, 1, 30]) {
    const near = { ...camera, zoom }
    const from = toBoard(near, { x: 100, y: 100 })
    expect(framedBox({ from, to: { x: 103, y: 103 } }, near)).toBeNull()
    expect(framedBox({ from, to: { x: 400, y: 101 } }, near)).toBeNull()
    expect(framedBox({ from, to: { x: 110, y: 110 } }, near)).not.toBeNull()
  }
})

test('a frame grows with the board that goes by under the hand', () => {
  const from = { x: 0, y: 0 }
  expect(framedBox({ from, to: { x: 100, y: 100 } }, { x: 5000, y: 0, zoom: 0.5 })).toEqual({
    ...from,
    w: 25_000,
    h: 20_000,
  })
})

test('the dialog begins with what was framed, once; else with what is selected, else with everything', () => {
  const { editor } = new Hands().key('r').drag(100, 100, 300, 200)
  const names = () => partsOf(editor).map(({ value }) => value)
  editor.select([])
  expect(firstPart(editor)).toBe('all')
  expect(names()).toEqual(['all', 'screen', 'area'])
  editor.select(editor.selectable())
  expect(firstPart(editor)).toBe('selection')
  expect(names()).toEqual(['all', 'selection', 'screen', 'area'])
  const box = { x: 1, y: 2, w: 300, h: 400 }
  keepFrame(editor, box)
  expect(whatOf(editor, firstPart(editor))).toEqual({ of: 'area', box })
  expect(whatOf(editor, 'screen')).toEqual({ of: 'area', box: { x: 0, y: 0, w: 100_000, h: 80_000 } })
  forgetFrame(editor)
  expect(firstPart(editor)).toBe('selection')
})

test('a file is named after the frame that it shows by itself, else after the board', () => {
  const { editor } = new Hands().key('f').drag(100, 100, 500, 400)
  const [frame] = editor.selectable()
  const op = { op: 'set' as const, id: frame!, props: new Map([['name', 'Opening']]) }
  editor.commit([op], editor.newID())
  editor.select([frame!])
  expect(titleOf(editor, 'frame')).toBe('Opening')
  expect(titleOf(editor, 'frames')).toBe(editor.client.view.title)
  expect(titleOf(editor, 'all')).toBe(editor.client.view.title)
})
