import { describe, expect, test } from 'vitest'
import type { ElementProps } from '../src/elements/element'
import { flag, pair } from '../src/elements/props'
import { table as kind } from '../src/elements/table'
import { cells } from '../src/elements/table-cells'
import { gridOf } from '../src/elements/table-grid'
import { wordsIn } from '../src/elements/words'
import { brings, press } from './clipboard-hands'
import { ada, bareEachTime, bob, haveAll, lying, onOneBoard } from './pair'
import type { Person, Spot } from './person'
import { inked, rested, same } from './picture-of'
import { viewOf } from './view'

/** Tables, as another has them. One that is put at 500, 300 reaches from 290, 240 to 710, 360: columns of 140, rows of 40. */

onOneBoard()
bareEachTime()

/** The one table that Bob has. */
async function table(): Promise<ElementProps> {
  await haveAll(ada, bob)
  const [first, ...more] = await lying(bob, 'table')
  expect(more).toEqual([])
  return first!
}

/** What Bob's table says: its rows, cells between bars. */
const said = async () =>
  kind
    .label(await table())
    .replaceAll('\t', '|')
    .split('\n')

/** Waits until it says this. What commands do is loaded when they are first asked for. */
const says = (rows: readonly string[]) => expect.poll(said).toEqual(rows)

const lengths = (props: ElementProps) => {
  const { rows, columns } = gridOf(props)
  return { rows: rows.map(({ length }) => length), columns: columns.map(({ length }) => length) }
}

/** Whether the page has a field to write in. */
const writes = (person: Person) => person.page.getByRole('textbox', { name: 'Text' })

/** Puts a table in the middle, and writes in its cells one after the other. */
async function puts(...words: string[]): Promise<void> {
  await press(ada, 'b')
  await ada.page.mouse.click(500, 300)
  if (words.length === 0) return
  await press(ada, 'Enter')
  await writes(ada).waitFor()
  for (const [i, word] of words.entries()) {
    if (i > 0) await press(ada, 'Tab')
    await ada.page.keyboard.type(word)
  }
  await press(ada, 'Escape')
}

const PLAN = ['Who', 'What', 'When', 'Ada', 'Bread', 'Monday', 'Bob', 'Tea', 'Tuesday'] as const
const ROWS = ['Who|What|When', 'Ada|Bread|Monday', 'Bob|Tea|Tuesday']

/** Chooses a line of the menu at a spot. */
async function menu(line: string, [x, y]: Spot): Promise<void> {
  await ada.page.mouse.click(x, y, { button: 'right' })
  await ada.page.getByRole('menuitem', { name: 'Table' }).click()
  await ada.page
    .getByRole('menuitem', { name: line })
    .or(ada.page.getByRole('menuitemcheckbox', { name: line }))
    .click()
}

/** Takes hold of a grip or a divider, which is seen only once the hand is there. */
const drags = (from: Spot, to: Spot) => ada.drags(from, [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], to)

describe('a table', () => {
  test('comes of a click with three rows and columns, of a drag with as many as go into it, and is there after a reload', async () => {
    await puts()
    const props = await table()
    expect(lengths(props)).toEqual({ rows: [4000, 4000, 4000], columns: [14_000, 14_000, 14_000] })
    await press(ada, 'Delete')
    await ada.takes('Table')
    await ada.drags([300, 200], [860, 400])
    expect(lengths(await table())).toEqual({
      rows: [4000, 4000, 4000, 4000, 4000],
      columns: [14_000, 14_000, 14_000, 14_000],
    })
    await bob.page.reload()
    await bob.isOn()
    await press(bob, 'Shift+1')
    expect(await inked(bob.page, { x: 300, y: 200, width: 600, height: 400 })).toBeGreaterThan(500)
    await press(ada, 'Control+z')
    await haveAll(ada, bob)
    expect(await lying(bob, 'table')).toEqual([])
  })

  test('is written in cell by cell with Tab, with Shift and Tab back, and Tab behind the last cell makes a row', async () => {
    await puts(...PLAN, 'Zoe')
    await says([...ROWS, 'Zoe||'])
    await ada.page.mouse.dblclick(360, 300)
    await writes(ada).waitFor()
    await press(ada, 'Shift+Tab')
    await ada.page.keyboard.type(' exactly')
    await press(ada, 'Escape')
    expect((await said())[0]).toBe('Who|What|When exactly')
    await bob.page.reload()
    await bob.isOn()
    expect((await said())[3]).toBe('Zoe||')
  })

  test('is written in from cell to cell by clicks, too; a click beside it ends that', async () => {
    await puts(...PLAN)
    await ada.page.mouse.dblclick(360, 300)
    await writes(ada).waitFor()
    await ada.page.keyboard.type('!')
    await ada.page.mouse.click(640, 340)
    await ada.page.keyboard.type('?')
    await ada.page.mouse.click(640, 600)
    await writes(ada).waitFor({ state: 'detached' })
    await says(['Who|What|When', 'Ada!|Bread|Monday', 'Bob|Tea|Tuesday?'])
  })

  test('has rows that grow with their words: Enter begins a line; a double click writes in the cell under it', async () => {
    await puts(...PLAN)
    await ada.page.mouse.dblclick(640, 340)
    await writes(ada).waitFor()
    await press(ada, 'Enter')
    await ada.page.keyboard.type('or Wednesday')
    await press(ada, 'Enter')
    await ada.page.keyboard.type('at the latest')
    await press(ada, 'Escape')
    const props = await table()
    expect(kind.label(props).split('\n')[2]).toBe('Bob\tTea\tTuesday or Wednesday at the latest')
    const { rows } = lengths(props)
    expect([rows[0], rows[1], rows[2]! > 7000]).toEqual([4000, 4000, true])
  })

  test('takes marks, lists and links as any text does', async () => {
    await puts()
    await ada.page.mouse.dblclick(360, 300)
    await press(ada, 'Control+b')
    await ada.page.keyboard.type('bold')
    await press(ada, 'Control+b')
    await ada.page.keyboard.type(' see https://example.org/x ')
    await press(ada, 'Enter')
    await press(ada, 'Control+Shift+8')
    await ada.page.keyboard.type('point')
    await press(ada, 'Escape')
    const props = await table()
    const { text, stretches } = wordsIn(cells.cell(props, cells.names(props)[3]!)!)
    expect(text).toBe('bold see https://example.org/x \npoint')
    expect(stretches[0]).toMatchObject({ from: 0, to: 4, marks: 'b' })
    expect(stretches.some(({ link }) => link === 'https://example.org/x')).toBe(true)
  })

  test('is undone in the field by letters, and after it by what was written', async () => {
    await puts(...PLAN)
    await ada.page.mouse.dblclick(360, 300)
    await ada.page.keyboard.type(' Lovelace')
    await press(ada, 'Control+z')
    await ada.page.keyboard.type(' L.')
    await press(ada, 'Escape')
    expect((await said())[1]).toBe('Ada L.|Bread|Monday')
    await press(ada, 'Control+z')
    await says(ROWS)
  })
})

/** Where Bob has what Ada has at a spot: he looks at all of the board, and she at the middle of it. */
async function bobs([x, y]: Spot): Promise<Spot> {
  await press(bob, 'Shift+1')
  const [left, top, w, h] = await viewOf(bob)
  return [(((x - 640) * 100 - left!) / w!) * 1280, (((y - 400) * 100 - top!) / h!) * 800]
}

describe('two people', () => {
  test('write in one cell and in two, and see where the other is', async () => {
    await puts(...PLAN)
    await haveAll(ada, bob)
    await ada.page.mouse.dblclick(360, 300)
    await bob.page.mouse.dblclick(...(await bobs([360, 300])))
    await Promise.all([ada, bob].map((one) => writes(one).waitFor()))
    await ada.page.keyboard.type(' and')
    await bob.page.locator('.others-caret span', { hasText: 'Ada' }).waitFor()
    await press(bob, 'Home')
    await bob.page.keyboard.type('Dear ')
    await press(ada, 'End')
    await ada.page.keyboard.type(' so')
    await expect.poll(said).toContain('Dear Ada and so|Bread|Monday')
    // In an empty cell there is no letter to say the place by.
    for (let i = 0; i < 6; i++) await press(bob, 'Tab')
    const caret = ada.page.locator('.others-caret', { hasText: 'Bob' }).locator('b')
    await expect.poll(async () => (await caret.boundingBox())?.y ?? 0).toBeGreaterThan(360)
    await bob.page.keyboard.type('Zoe')
    await Promise.all([press(ada, 'Escape'), press(bob, 'Escape')])
    await says(['Who|What|When', 'Dear Ada and so|Bread|Monday', 'Bob|Tea|Tuesday', 'Zoe||'])
  })

  test('one takes away the row in which the other writes: nothing of it is left, and undo brings all back', async () => {
    await puts(...PLAN)
    await haveAll(ada, bob)
    await bob.page.mouse.dblclick(...(await bobs([360, 300])))
    await bob.page.keyboard.type('!')
    await expect.poll(said).toContain('Ada!|Bread|Monday')
    await ada.page.mouse.click(273, 300)
    await press(ada, 'Delete')
    await expect.poll(said).toEqual([ROWS[0], ROWS[2]])
    await writes(bob).waitFor({ state: 'detached' })
    await press(ada, 'Control+z')
    await expect.poll(said).toEqual([ROWS[0], 'Ada!|Bread|Monday', ROWS[2]])
  })
})

describe('rows and columns', () => {
  test('are sized by the lines between them, the rest moves along; the other sees it before it is let go', async () => {
    await puts(...PLAN)
    await haveAll(ada, bob)
    await bob.page.mouse.move(640, 600)
    await rested(bob.page)
    const still = await same(bob.page)
    await ada.presses([430, 320], [460, 320], [490, 320])
    await expect.poll(still).toBe(false)
    await ada.page.mouse.up()
    expect(lengths(await table()).columns).toEqual([20_000, 14_000, 14_000])
    await drags([360, 280], [360, 310])
    expect(lengths(await table()).rows).toEqual([7000, 4000, 4000])
    await press(ada, 'Control+z')
    expect(lengths(await table()).rows).toEqual([4000, 4000, 4000])
    // Never lower than its words, never narrower than a letter.
    await drags([360, 320], [360, 240])
    expect(lengths(await table()).rows[1]).toBeGreaterThan(3000)
    await drags([490, 300], [200, 300])
    expect(lengths(await table()).columns[0]).toBe(4000)
  })

  test('are added by the pluses at the ends and by the dots between', async () => {
    await puts(...PLAN)
    await ada.page.mouse.click(732, 300)
    await says(ROWS.map((row) => `${row}|`))
    await ada.page.mouse.click(570, 382)
    expect((await said()).length).toBe(4)
    await ada.page.mouse.click(430, 223)
    expect((await said())[0]).toBe('Who||What|When|')
    await ada.page.mouse.click(273, 280)
    expect((await said()).slice(0, 2)).toEqual(['Who||What|When|', '||||'])
    for (let i = 0; i < 4; i++) await press(ada, 'Control+z')
    await says(ROWS)
  })

  test('are moved by their grips', async () => {
    await puts(...PLAN)
    await drags([360, 223], [600, 223])
    await says(['What|Who|When', 'Bread|Ada|Monday', 'Tea|Bob|Tuesday'])
    await drags([273, 340], [273, 290])
    await says(['What|Who|When', 'Tea|Bob|Tuesday', 'Bread|Ada|Monday'])
    await ada.presses([273, 340], [273, 250], [273, 245])
    await rested(ada.page)
    await ada.page.screenshot({ path: 'browser/screens/table-moving.png' })
    await press(ada, 'Escape')
    await ada.page.mouse.up()
    expect((await said())[1]).toBe('Tea|Bob|Tuesday')
    await bob.page.reload()
    await bob.isOn()
    expect((await said())[2]).toBe('Bread|Ada|Monday')
  })

  test('are meant by a click on their grips, and Delete takes them away with their words', async () => {
    await puts(...PLAN)
    await ada.page.mouse.click(500, 223)
    await press(ada, 'Delete')
    await says(['Who|When', 'Ada|Monday', 'Bob|Tuesday'])
    expect([...(await table()).values()].join()).not.toContain('Bread')
    await press(ada, 'Control+z')
    await says(ROWS)
    await press(ada, 'Control+Shift+z')
    expect((await said())[0]).toBe('Who|When')
  })

  test('are added and taken away by the menu at a cell, which says the heading too', async () => {
    await puts(...PLAN)
    await menu('Add row above', [360, 300])
    await expect.poll(async () => (await said())[1]).toBe('||')
    await menu('Add column right', [360, 260])
    await expect.poll(async () => (await said())[0]).toBe('Who||What|When')
    await ada.page.mouse.click(360, 300, { button: 'right' })
    await ada.page.getByRole('menuitem', { name: 'Table' }).click()
    await ada.page.getByRole('menuitem', { name: 'Remove row' }).waitFor()
    await rested(ada.page)
    await ada.page.screenshot({ path: 'browser/screens/table-menu.png' })
    await ada.page.getByRole('menuitem', { name: 'Remove row' }).click()
    await expect.poll(async () => (await said())[1]).toBe('Ada||Bread|Monday')
    await menu('Remove column', [500, 300])
    await says(ROWS)
    await menu('Add row below', [360, 340])
    await menu('Add column left', [360, 340])
    await says([...ROWS.map((row) => `|${row}`), '|||'])
    await menu('Heading row', [360, 300])
    await expect.poll(async () => flag(await table(), 'heading')).toBe(false)
  })

  test('have all their words marked by one key', async () => {
    await puts(...PLAN)
    await ada.page.mouse.click(273, 340)
    await press(ada, 'Control+i')
    await expect
      .poll(async () => {
        const props = await table()
        return cells.names(props).map((name) =>
          wordsIn(cells.cell(props, name)!)
            .stretches.map(({ marks }) => marks)
            .join(),
        )
      })
      .toEqual(['', '', '', '', '', '', 'i', 'i', 'i'])
  })

  test('are added by the list of commands', async () => {
    await puts(...PLAN)
    await press(ada, 'Control+/')
    await ada.page.getByRole('combobox', { name: 'Search commands' }).fill('add row below')
    await press(ada, 'Enter')
    await says(['Who|What|When', 'Ada|Bread|Monday', 'Bob|Tea|Tuesday', '||'])
  })
})

describe('all of a table', () => {
  test('is carried, and pulled larger with its rows and columns; never smaller than its words', async () => {
    await puts(...PLAN)
    await drags([360, 300], [400, 340])
    expect(pair(await table(), 'at')).toEqual([-31_000, -12_000])
    await drags([755, 405], [895, 465])
    const { columns, rows } = lengths(await table())
    expect(columns[0]).toBeGreaterThan(17_000)
    expect(rows[0]).toBeGreaterThan(5000)
    await drags([895, 465], [340, 290])
    expect(cells.fitted(await table()).size).toBe(0)
  })

  test('is duplicated, grouped, locked, and held by a frame', async () => {
    await puts(...PLAN)
    await press(ada, 'Control+d')
    await haveAll(ada, bob)
    expect((await lying(bob, 'table')).map((props) => kind.label(props).split('\n').length)).toEqual([3, 3])
    await press(ada, 'Delete')
    await ada.page.mouse.click(360, 300)
    await press(ada, 'Control+Shift+l')
    expect(flag(await table(), 'locked')).toBe(true)
    await ada.page.mouse.dblclick(360, 300)
    await press(ada, 'Escape')
    await press(ada, 'Control+a')
    await ada.page.mouse.click(360, 300, { button: 'right' })
    await ada.page.getByRole('menuitem', { name: 'Unlock' }).click()
    await press(ada, 'f')
    await ada.drags([240, 180], [780, 420])
    expect((await table()).get('parent')).toBeDefined()
    // What lay in a frame stays when that goes.
    for (const keys of ['Control+a', 'Delete', 'Control+a', 'Delete']) await press(ada, keys)
  })

  test('takes a colour, a fill and another size of letters, with which its rows grow', async () => {
    await puts(...PLAN)
    await ada.page.getByRole('button', { name: 'Colour: Blue' }).click()
    await ada.page
      .getByRole('button', { name: 'Size: Extra large' })
      .or(ada.page.getByRole('radio', { name: 'Extra large' }))
      .first()
      .click()
    const props = await table()
    expect(props.get('colour')).toBe('blue')
    expect(props.get('font-size')).toBeGreaterThan(2000)
    expect(lengths(props).rows[0]).toBeGreaterThan(4000)
  })

  test('is held by arrows', async () => {
    await puts(...PLAN)
    await press(ada, 'a')
    await ada.drags([300, 560], [400, 450], [500, 350])
    await haveAll(ada, bob)
    const [arrow] = await lying(bob, 'arrow')
    expect((arrow!.get('end') as readonly unknown[])[0]).not.toBe('')
  })

  test('is found by the words of its cells', async () => {
    await puts(...PLAN)
    await haveAll(ada, bob)
    await press(bob, 'Control+f')
    await bob.page.getByLabel('Find on the board').fill('tuesd')
    await bob.page.getByText('1 of 1').waitFor()
    await press(bob, 'Escape')
    await press(bob, 'Escape')
  })
})

describe('on the clipboard', () => {
  test('a table is copied whole, and as lines with tabs and HTML for other programs', async () => {
    await puts(...PLAN)
    const copied = await ada.page.evaluate(() => {
      const data = new DataTransfer()
      document.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }))
      return { text: data.getData('text/plain'), html: data.getData('text/html') }
    })
    expect(copied.text).toBe('Who\tWhat\tWhen\nAda\tBread\tMonday\nBob\tTea\tTuesday')
    expect(copied.html).toContain('<tr><td>Ada</td><td>Bread</td><td>Monday</td></tr>')
    await press(ada, 'Delete')
    await ada.page.mouse.move(500, 300)
    await brings(ada, { 'text/plain': copied.text, 'text/html': copied.html })
    await says(ROWS)
  })

  test('cells of a spreadsheet become a table; pasted into a cell they fill those from there on', async () => {
    await ada.page.mouse.move(500, 300)
    await brings(ada, { 'text/plain': 'Who\tWhat\nAda\tBread\n' })
    await says(['Who|What', 'Ada|Bread'])
    const [x, y] = pair(await table(), 'at')
    await ada.page.mouse.dblclick(x / 100 + 640 + 20, y / 100 + 400 + 60)
    await writes(ada).waitFor()
    await writes(ada).evaluate((node) => {
      const data = new DataTransfer()
      data.setData('text/plain', '1\t2\t3\n4\t5\t6')
      node.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    })
    await press(ada, 'Escape')
    await says(['Who|What|', '1|2|3', '4|5|6'])
    await press(ada, 'Control+z')
    await says(['Who|What', 'Ada|Bread'])
  })
})

test('looks as it should: light, dark, and on a phone', async () => {
  await puts(
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
  await ada.page.mouse.move(500, 223)
  await rested(ada.page)
  await ada.page.screenshot({ path: 'browser/screens/table-light.png' })
  await ada.page.mouse.dblclick(640, 320)
  await writes(ada).waitFor()
  await rested(ada.page)
  await ada.page.screenshot({ path: 'browser/screens/table-writing.png' })
  await press(ada, 'Escape')
  await press(ada, 'Shift+Alt+d')
  await ada.page.mouse.click(273, 320)
  await rested(ada.page)
  await ada.page.screenshot({ path: 'browser/screens/table-dark.png' })
  await press(ada, 'Shift+Alt+d')
  await ada.page.setViewportSize({ width: 390, height: 844 })
  await press(ada, 'Shift+1')
  await rested(ada.page)
  await ada.page.mouse.click(195, 420)
  await ada.page.mouse.move(10, 600)
  await rested(ada.page)
  await ada.page.screenshot({ path: 'browser/screens/table-phone.png' })
  await ada.page.setViewportSize({ width: 1280, height: 800 })
})
