import { expect, test } from 'vitest'
import { toBoard } from '../editor/camera'
import { Hands } from '../test/hands'
import { FrameFingers } from './frame-fingers'

test('two fingers zoom the board below, and nothing is framed until both are up', () => {
  const { editor } = new Hands()
  const fingers = new FrameFingers(editor)
  fingers.down(1, { x: 100, y: 100 })
  fingers.move(1, { x: 120, y: 100 })
  expect([fingers.pinching, editor.state.camera.zoom, editor.state.camera.x]).toEqual([false, 1, 0])
  fingers.down(2, { x: 220, y: 100 })
  expect(fingers.pinching).toBe(true)
  const under = toBoard(editor.state.camera, { x: 120, y: 100 })
  fingers.move(2, { x: 320, y: 100 })
  expect(editor.state.camera.zoom).toBe(2)
  expect(toBoard(editor.state.camera, { x: 120, y: 100 })).toEqual(under)
  fingers.up(2)
  fingers.move(1, { x: 500, y: 500 })
  expect([fingers.pinching, editor.state.camera.zoom]).toEqual([true, 2])
  fingers.up(1)
  expect(fingers.pinching).toBe(false)
})

test('of a mouse that only passes over it nothing is thought', () => {
  const { editor } = new Hands()
  const fingers = new FrameFingers(editor)
  fingers.move(7, { x: 1, y: 1 })
  fingers.move(7, { x: 9, y: 9 })
  expect([fingers.pinching, editor.state.camera.zoom]).toEqual([false, 1])
})
