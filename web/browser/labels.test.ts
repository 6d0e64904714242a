import { expect, test } from 'vitest'
import { joined, runsOf } from '../src/elements/text-runs'
import { ada, bareEachTime, bob, haveAll, lying, onOneBoard } from './pair'
import { inked } from './picture-of'

/** Words in shapes: written where one double-clicks, seen by the other, and grown for. */

onOneBoard()
bareEachTime()

/** The only shape of a kind on Bob's board. */
async function shape(kind: string) {
  await haveAll(ada, bob)
  const all = await lying(bob, kind)
  expect(all).toHaveLength(1)
  return all[0]!
}

/** Bob's page shows these words in the ellipse; he is in the midst of writing. */
async function comesTo(said: string): Promise<void> {
  await expect.poll(async () => (await lying(bob, 'ellipse')).map((props) => joined(runsOf(props)))).toEqual([said])
}

const words = async (kind: string) => joined(runsOf(await shape(kind)))

test('a double click in an empty shape writes in its middle, and both see it', async () => {
  await ada.page.keyboard.press('r')
  await ada.drags([300, 200], [500, 320])
  await ada.page.keyboard.press('Escape')
  expect(await inked(bob.page, { x: 340, y: 240, width: 120, height: 40 })).toBeLessThan(60)
  await ada.page.mouse.dblclick(400, 240)
  await ada.page.keyboard.type('Hello there')
  await ada.page.keyboard.press('Escape')
  expect(await words('rectangle')).toBe('Hello there')
  expect(await inked(bob.page, { x: 340, y: 240, width: 120, height: 40 })).toBeGreaterThan(250)
})

test('Enter writes in what is selected; a long label makes the shape higher, in one step with its words', async () => {
  await ada.page.keyboard.press('3')
  await ada.drags([300, 200], [460, 300])
  await ada.page.keyboard.press('Enter')
  await ada.page.keyboard.type('Does this decision need more words than it has room for?')
  await ada.page.keyboard.press('Escape')
  const after = (await shape('diamond')).get('size') as readonly [number, number]
  // As wide as its longest word takes.
  expect(after[0]).toBeGreaterThan(16_000)
  expect(after[0]).toBeLessThan(24_000)
  expect(after[1]).toBeGreaterThan(12_000)
  await ada.page.keyboard.press('Control+z')
  expect((await shape('diamond')).get('size')).toEqual([16_000, 10_000])
  expect(await words('diamond')).toBe('')
})

test('a word that is wider than its shape stays in order however fast it is typed', async () => {
  const said = 'see Donaudampfschifffahrtsgesellschaftskapitän and others'
  for (const delay of [0, 25, 50]) {
    await ada.page.keyboard.press('r')
    await ada.drags([300, 200], [450, 290])
    await ada.page.keyboard.press('Enter')
    await ada.page.keyboard.type(said, { delay })
    await ada.page.keyboard.press('Escape')
    expect(await words('rectangle'), `${delay} ms a letter`).toBe(said)
    await ada.page.keyboard.press('Delete')
  }
})

test('two write in one label at once, and a label that is emptied leaves its shape', async () => {
  await ada.page.keyboard.press('o')
  await ada.drags([300, 200], [520, 340])
  await ada.page.keyboard.press('Enter')
  await ada.page.keyboard.type('one ')
  await comesTo('one ')
  await bob.page.mouse.dblclick(410, 270)
  await bob.page.getByRole('textbox', { name: 'Text' }).waitFor()
  await bob.page.keyboard.press('End')
  await bob.page.keyboard.type('two')
  await comesTo('one two')
  await ada.page.keyboard.press('Home')
  await ada.page.keyboard.type('zero ')
  await bob.page.keyboard.press('Escape')
  await ada.page.keyboard.press('Escape')
  await haveAll(ada, bob)
  expect(await words('ellipse')).toBe('zero one two')
  await ada.page.keyboard.press('Enter')
  await ada.page.keyboard.press('Control+a')
  await ada.page.keyboard.press('Delete')
  await ada.page.keyboard.press('Escape')
  expect(await words('ellipse')).toBe('')
})

test('the label turns with its shape, and is written in where it stands', async () => {
  await ada.page.keyboard.press('r')
  await ada.drags([300, 200], [500, 300])
  await ada.page.keyboard.press('Enter')
  await ada.page.keyboard.type('Turned')
  await ada.page.keyboard.press('Escape')
  await ada.drags([400, 178], [520, 250])
  const { get } = await shape('rectangle')
  expect(get).toBeDefined()
  await ada.page.keyboard.press('Enter')
})

test('what one wrote without a connection in a shape that another removed meanwhile is told, and comes back', async () => {
  await ada.page.keyboard.press('r')
  await ada.drags([300, 200], [500, 300])
  await ada.page.keyboard.press('Enter')
  await ada.page.keyboard.type('Plan')
  await ada.page.keyboard.press('Escape')
  await haveAll(ada, bob)
  await bob.context.setOffline(true)
  await bob.page.mouse.dblclick(400, 250)
  await bob.page.getByRole('textbox', { name: 'Text' }).waitFor()
  await bob.page.keyboard.press('End')
  await bob.page.keyboard.type(' of an hour')
  await bob.page.keyboard.press('Escape')
  await ada.page.keyboard.press('Delete')
  await ada.saved()
  await bob.context.setOffline(false)
  await bob.page.getByText('Removed by others').waitFor()
  await bob.page.keyboard.press('Control+/')
  await bob.page.getByRole('combobox', { name: 'Search commands' }).fill('bring back')
  await bob.page.keyboard.press('Enter')
  await expect
    .poll(async () => (await lying(ada, 'rectangle')).map((props) => joined(runsOf(props))))
    .toEqual(['Plan of an hour'])
})

test('Ctrl+Z while one writes takes back one’s own words, also after another has written there', async () => {
  await ada.page.keyboard.press('r')
  await ada.drags([300, 200], [560, 320])
  await ada.page.keyboard.press('Enter')
  await ada.page.keyboard.type('ada')
  await expect.poll(async () => (await lying(bob, 'rectangle')).map((props) => joined(runsOf(props)))).toEqual(['ada'])
  await bob.page.mouse.dblclick(430, 260)
  await bob.page.getByRole('textbox', { name: 'Text' }).waitFor()
  await bob.page.keyboard.press('Home')
  await bob.page.keyboard.type('bob ')
  await expect.poll(() => ada.page.getByRole('textbox', { name: 'Text' }).textContent()).toBe('bob ada')
  await ada.page.keyboard.press('Control+z')
  await expect.poll(() => ada.page.getByRole('textbox', { name: 'Text' }).textContent()).toBe('bob ')
  await ada.page.keyboard.type('ok')
  await ada.page.keyboard.press('Escape')
  await bob.page.keyboard.press('Escape')
  expect(await words('rectangle')).toContain('ok')
})
