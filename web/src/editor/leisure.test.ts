import { expect, test } from 'vitest'
import { leisurely } from './leisure'

test('work that nobody waits for rests while a hand is at work and until the view has come to rest', async () => {
  const camera = (x: number) => ({ camera: { x, y: 0, zoom: 1 } })
  const editor = { busy: false, state: camera(0) as never }
  const then: (() => void)[] = []
  let rests = 0
  const pace = leisurely(editor, async () => {
    rests++
    then.shift()?.()
  })

  await pace.turn()
  expect(rests).toBe(0)

  // A gesture that goes on for two rests, then a view that moves for one more.
  editor.busy = true
  then.push(
    () => {},
    () => {
      editor.busy = false
      editor.state = camera(100) as never
    },
  )
  await pace.turn()
  expect(rests).toBe(3)

  await pace.turn()
  expect(rests).toBe(3)
})
