import { expect, test } from 'vitest'
import type { ElementProps } from '../src/elements/element'
import { ada, bareEachTime, bob, haveAll, lying, onOneBoard } from './pair'

/** Arrows as another has them: tied to what they join, and following it. */

onOneBoard()
bareEachTime()

async function box(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  await ada.page.keyboard.press('r')
  await ada.drags(from, to)
}

async function arrow(from: readonly [number, number], to: readonly [number, number]): Promise<ElementProps> {
  await ada.page.keyboard.press('a')
  await ada.drags(from, to)
  return theArrow()
}

async function theArrow(): Promise<ElementProps> {
  await haveAll(ada, bob)
  const [one, ...more] = await lying(bob, 'arrow')
  expect(more).toEqual([])
  return one!
}

const tied = (p: ElementProps, end: string): boolean => {
  const value = p.get(end)
  return Array.isArray(value) && value[0] !== ''
}

test('an arrow drawn from one shape to another is tied to both', async () => {
  await box([200, 200], [320, 280])
  await box([600, 400], [720, 480])
  const one = await arrow([260, 240], [660, 440])
  expect([tied(one, 'start'), tied(one, 'end')]).toEqual([true, true])
  await ada.page.screenshot({ path: 'browser/screens/arrow-tied.png' })
})
