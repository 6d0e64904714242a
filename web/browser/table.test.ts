import { expect, test } from 'vitest'
import { textIn } from '../src/elements/cells'
import type { ElementProps } from '../src/elements/element'
import { table as tableKind } from '../src/elements/table'
import { gridOf } from '../src/elements/table-grid'
import { press } from './clipboard-hands'
import { ada, bareEachTime, bob, haveAll, lying, onOneBoard } from './pair'
import type { Spot } from './person'
import { rested } from './picture-of'

onOneBoard()
bareEachTime()

/** The one table that Bob has. */
async function table(): Promise<ElementProps> {
  await haveAll(ada, bob)
  const [first, ...more] = await lying(bob, 'table')
  expect(more).toEqual([])
  return first!
}

async function fills(...words: string[]): Promise<void> {
  for (const [i, word] of words.entries()) {
    if (i > 0) await press(ada, 'Tab')
    await ada.page.keyboard.type(word)
  }
}

test('shots', async () => {
  await press(ada, 'b')
  await ada.page.mouse.click(500, 300)
  await rested(ada.page)
  await ada.page.screenshot({ path: 'browser/screens/table-1.png' })
  await press(ada, 'Enter')
  await fills(
    'Who',
    'What',
    'When',
    'Ada',
    'Bread and some cheese from the market',
    'Monday',
    'Bob',
    'Lemonade',
    'Tuesday',
  )
  await ada.page.screenshot({ path: 'browser/screens/table-2.png' })
  await press(ada, 'Escape')
  await ada.page.mouse.move(500, 223)
  await rested(ada.page)
  await ada.page.screenshot({ path: 'browser/screens/table-3.png' })
  console.log(tableKind.label(await table()))
  await press(ada, 'Shift+Alt+d')
  await ada.page.mouse.click(500, 225)
  await rested(ada.page)
  await ada.page.screenshot({ path: 'browser/screens/table-4.png' })
  await press(ada, 'Shift+Alt+d')
})
