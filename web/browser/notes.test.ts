import { expect, test } from 'vitest'
import { joined, runsOf } from '../src/elements/text-runs'
import { press } from './clipboard-hands'
import { ada, bareEachTime, bob, haveAll, link, lying, onOneBoard } from './pair'
import { Person } from './person'
import { colourAt, inked, rested } from './picture-of'

/** Sticky notes, as another has them. */

const stage = onOneBoard()
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
  const [bread, lemonade] = (await notes()).slice(-2)
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

/** Puts notes one beside the other, and leaves nothing selected. */
async function writes(...words: string[]): Promise<void> {
  await ada.page.keyboard.press('n')
  await ada.page.mouse.click(300, 250)
  for (const [i, word] of words.entries()) {
    if (i > 0) await ada.page.keyboard.press('Tab')
    await ada.page.keyboard.type(word)
  }
  await ada.page.keyboard.press('Escape')
  await ada.page.keyboard.press('Escape')
  await ada.page.mouse.move(700, 640)
}

test('Tab and shift with Tab go on in the note that stands there, before they make another', async () => {
  await writes('Bread', 'Lemonade', 'Cake')
  await ada.page.mouse.dblclick(740, 250)
  await ada.page.keyboard.press('Shift+Tab')
  await ada.page.keyboard.type('!')
  await ada.page.keyboard.press('Shift+Tab')
  await ada.page.keyboard.type('?')
  await ada.page.keyboard.press('Tab')
  await ada.page.keyboard.type('!')
  await ada.page.keyboard.press('Escape')
  await ada.page.keyboard.press('Escape')
  await ada.page.mouse.move(700, 640)
  expect((await notes()).map(({ words }) => words)).toEqual(['Bread?', 'Lemonade!!', 'Cake'])
})

test('the plus at its side makes the next note there, in its colour, and one writes in it at once', async () => {
  await writes('Bread')
  await ada.page.mouse.click(300, 200)
  await ada.page.getByRole('button', { name: /^Fill/ }).first().click()
  await ada.page.getByRole('button', { name: 'Fill: Soft green' }).click()
  await ada.page.keyboard.press('Escape')
  await ada.page.mouse.click(300, 200)
  for (const name of ['above', 'to the right', 'below', 'to the left'])
    await ada.page.getByRole('button', { name: `Next note, ${name}` }).waitFor()
  await ada.page.screenshot({ path: 'browser/screens/note-plus.png' })
  await ada.page.getByRole('button', { name: 'Next note, below' }).click()
  await ada.page.getByRole('textbox', { name: 'Text' }).waitFor()
  await ada.page.keyboard.type('Lemonade')
  await ada.page.keyboard.press('Escape')
  const [bread, lemonade] = await notes()
  expect([bread!.words, lemonade!.words]).toEqual(['Bread', 'Lemonade'])
  expect(lemonade!.at).toEqual([bread!.at[0], bread!.at[1] + 22_000])
  expect((await lying(bob, 'note')).map((props) => props.get('fill'))).toEqual(['soft-green', 'soft-green'])
})

test('the plus comes under a pointer that rests on a note, and stays on the way to it', async () => {
  await writes('Bread')
  await ada.page.mouse.move(320, 250)
  await ada.page.mouse.move(300, 250, { steps: 4 })
  const plus = ada.page.getByRole('button', { name: 'Next note, to the right' })
  await plus.waitFor()
  const box = (await plus.boundingBox())!
  await ada.page.mouse.move(box.x + 12, box.y + 12, { steps: 8 })
  await plus.click()
  await ada.page.keyboard.type('Tea')
  await ada.page.keyboard.press('Escape')
  expect((await notes()).map(({ words }) => words)).toEqual(['Bread', 'Tea'])
})

test('it says who made it, to who comes later, too, and unless it is told not to', async () => {
  const cara = await Person.arrive(stage.browser, 'Cara')
  await cara.follows(link)
  await cara.page.keyboard.press('n')
  await cara.page.mouse.click(400, 300)
  await cara.page.keyboard.type('Bread')
  await cara.page.keyboard.press('Escape')
  await cara.page.keyboard.press('Escape')
  await haveAll(ada, bob, cara)
  await cara.leaves()
  const dan = await Person.arrive(stage.browser, 'Dan')
  await dan.follows(link)
  await dan.page.keyboard.press('Shift+1')
  await dan.page.keyboard.press('Control+0')
  await dan.page.mouse.move(900, 640)
  await dan.page.keyboard.press('Shift+1')
  await rested(dan.page)
  await dan.page.screenshot({ path: 'browser/screens/note-signed.png' })
  const signed = await rested(dan.page)
  await ada.page.keyboard.press('Control+a')
  await ada.page.keyboard.press('Shift+F10')
  await ada.page
    .getByRole('menuitem', { name: 'Author on the note' })
    .or(ada.page.getByRole('menuitemcheckbox', { name: 'Author on the note' }))
    .click()
  await haveAll(ada, bob, dan)
  expect((await lying(bob, 'note'))[0]!.get('signed')).toBe(false)
  await expect.poll(async () => signed.equals(await rested(dan.page))).toBe(false)
  await dan.leaves()
})

test('several are stacked in the order in which they are read, and spread out again', async () => {
  await writes('One', 'Two', 'Three', 'Four')
  await ada.page.keyboard.press('Control+a')
  await choose('Stack notes')
  let all = await notes()
  expect(all.map(({ words }) => words)).toEqual(['One', 'Two', 'Three', 'Four'])
  expect(all.map(({ at }) => at[0] - all[0]!.at[0])).toEqual([0, 1600, 3200, 4800])
  await ada.page.screenshot({ path: 'browser/screens/note-stack.png' })
  await choose('Spread notes out')
  all = await notes()
  const [x, y] = all[0]!.at
  expect(all.map(({ at }) => [at[0] - x, at[1] - y])).toEqual([
    [0, 0],
    [22_000, 0],
    [0, 22_000],
    [22_000, 22_000],
  ])
  await press(ada, 'Control+z')
  expect((await notes())[1]!.at[0] - x).toBe(1600)
})

async function choose(line: string): Promise<void> {
  await ada.page.keyboard.press('Shift+F10')
  await ada.page.getByRole('menuitem', { name: line }).click()
}
