import { expect, test } from 'vitest'
import { joined, runsOf } from '../src/elements/text-runs'
import { ada, bareEachTime, bob, haveAll, lying, onOneBoard } from './pair'
import { colourAt, inked } from './picture-of'

/** Sticky notes, as another has them. */

onOneBoard()
bareEachTime()

/** The notes on Bob's board: what they say, and where. */
async function notes() {
  await haveAll(ada, bob)
  return (await lying(bob, 'note')).map((props) => ({
    words: joined(runsOf(props)),
    at: props.get('at') as readonly [number, number],
    size: props.get('size') as readonly [number, number],
  }))
}

test('a click puts a yellow note, and what one types is on it at once; Tab goes on with the next', async () => {
  await ada.page.keyboard.press('n')
  await ada.page.mouse.click(400, 300)
  await ada.page.getByRole('textbox', { name: 'Text' }).waitFor()
  await ada.page.keyboard.type('Bread')
  await ada.page.keyboard.press('Tab')
  await ada.page.keyboard.type('Lemonade')
  await ada.page.keyboard.press('Escape')
  const [bread, lemonade] = await notes()
  expect([bread!.words, lemonade!.words]).toEqual(['Bread', 'Lemonade'])
  expect(lemonade!.at[0] - bread!.at[0]).toBe(22_000)
  expect(lemonade!.at[1]).toBe(bread!.at[1])
  const [r, , b] = (await colourAt(bob.page, [320, 220]))
    .match(/[0-9a-f]{2}/g)!
    .map((part) => Number.parseInt(part, 16))
  expect(r! - b!).toBeGreaterThan(25)
  await ada.page.mouse.move(700, 640)
})

test('many words become smaller and stay in the note; far too many make it higher', async () => {
  await ada.page.keyboard.press('n')
  await ada.page.mouse.click(400, 300)
  await ada.page.keyboard.type('who brings what to the garden party on Saturday and who is going to fetch the chairs ')
  await ada.page.keyboard.press('Escape')
  const [note] = await notes()
  expect(note!.size).toEqual([20_000, 20_000])
  // Around the note there is paper only.
  for (const x of [270, 505]) expect(await inked(bob.page, { x, y: 210, width: 24, height: 180 })).toBeLessThan(120)
  await ada.page.keyboard.press('Enter')
  await ada.page.keyboard.insertText('and so on, '.repeat(60))
  await ada.page.keyboard.press('Escape')
  expect((await notes())[0]!.size[1]).toBeGreaterThan(20_000)
})
