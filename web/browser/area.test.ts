import { beforeAll, describe, expect, test } from 'vitest'
import { bytesOf, kinds, press } from './clipboard-hands'
import { onStage } from './on-stage'
import { Person, type Spot } from './person'
import { difference } from './picture-compare'
import { rested } from './picture-of'
import { brushOf } from './scene'

const stage = onStage()
let ada: Person

beforeAll(async () => {
  ada = await Person.arrive(stage.browser, 'Ada')
  await ada.makesBoard(stage.program.local)
  await ada.takes('Rectangle')
  await brushOf(ada).fill('Soft blue')
  await ada.drags([300, 200], [420, 300])
  await ada.takes('Ellipse')
  await brushOf(ada).fill('Soft yellow')
  await ada.drags([600, 400], [760, 520])
  await press(ada, 'Escape')
  await press(ada, 'Escape')
  await press(ada, 'Escape')
})

const dialog = () => ada.page.getByRole('dialog', { name: 'Export as a picture' })
const sheet = () => ada.page.getByLabel('Frame an area')

/** Asks for an area by its command, as it stands in the list of all commands. */
async function asks(): Promise<void> {
  await press(ada, 'Control+/')
  // The list is loaded for that: what is typed before it has the keys would be for the board.
  await ada.page.getByRole('combobox', { name: 'Search commands' }).fill('export an area')
  await press(ada, 'Enter')
  await ada.page.locator('.commands').waitFor({ state: 'detached' })
  await sheet().waitFor()
}

/** Saves what is chosen in the dialog, with these choices. */
async function saves(...choices: readonly string[]): Promise<Buffer> {
  await dialog().waitFor()
  for (const name of choices) await dialog().getByRole('radio', { name, exact: true }).click()
  expect(await dialog().getByRole('radio', { name: 'Area' }).getAttribute('aria-checked')).toBe('true')
  const [download] = await Promise.all([
    ada.page.waitForEvent('download'),
    dialog().getByRole('button', { name: 'Save' }).click(),
  ])
  await dialog().waitFor({ state: 'detached' })
  return bytesOf(download)
}

/** The size that a PNG says it has. */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)]

/** What is seen on the screen between two corners. */
const screen = ([x, y]: Spot, [toX, toY]: Spot) => rested(ada.page, { x, y, width: toX - x, height: toY - y })

async function expectAlike(one: Buffer, other: Buffer, [width, height]: readonly [number, number], scale = 1) {
  const { unlike, inked } = await difference(ada.page, one, other, { x: 0, y: 0, width, height }, scale)
  expect(inked).toBeGreaterThan(3000)
  expect(unlike / inked).toBeLessThan(0.02)
}

describe('an area', () => {
  const [from, to]: [Spot, Spot] = [
    [350, 250],
    [670, 460],
  ]

  test('that is framed on the board becomes a picture of just that, with what crosses its edge cut off', async () => {
    const seen = await screen(from, to)
    await press(ada, 'Control+Shift+E')
    await dialog().getByRole('radio', { name: 'Area', exact: true }).click()
    await sheet().waitFor()
    await ada.drags(from, to)
    const png = await saves('PNG', '1×', 'With dots')
    expect(sizeOf(png)).toEqual([320, 210])
    await expectAlike(seen, png, [320, 210])
    await asks()
    // The other way round it is the same.
    await ada.drags(to, from)
    const larger = await saves('2×')
    expect(sizeOf(larger)).toEqual([640, 420])
    await expectAlike(seen, larger, [320, 210], 2)
    await asks()
    await ada.drags(from, to)
    const svg = await saves('SVG')
    const page = await ada.context.newPage()
    await page.goto(`data:image/svg+xml;base64,${svg.toString('base64')}`)
    const shown = await page.screenshot({ clip: { x: 0, y: 0, width: 400, height: 300 } })
    await page.close()
    await expectAlike(seen, shown, [320, 210])
    // Nothing was drawn, moved or selected by the drags.
    expect(await kinds(ada)).toEqual(['ellipse', 'rectangle'])
  })

  test('is given up with Escape, also in the midst of the drag, and the board is as it was', async () => {
    await asks()
    await press(ada, 'Escape')
    await sheet().waitFor({ state: 'detached' })
    await asks()
    await ada.presses([350, 250], [500, 350])
    await ada.page.locator('.frame').waitFor()
    await press(ada, 'Escape')
    await sheet().waitFor({ state: 'detached' })
    await ada.page.mouse.up()
    expect(await dialog().count()).toBe(0)
    // A press that frames nothing is none, and a key that would take something away does not.
    await press(ada, 'Control+a')
    await asks()
    await ada.page.mouse.click(350, 250)
    await press(ada, 'Delete')
    expect(await sheet().count()).toBe(1)
    await press(ada, 'Escape')
    await sheet().waitFor({ state: 'detached' })
    await press(ada, 'Escape')
    expect(await kinds(ada)).toEqual(['ellipse', 'rectangle'])
    // What was framed once is not what the dialog begins with the next time.
    await press(ada, 'Control+Shift+E')
    const all = dialog().getByRole('radio', { name: 'All' })
    await expect.poll(() => all.getAttribute('aria-checked')).toBe('true')
    await dialog().getByRole('button', { name: 'Close' }).click()
    await dialog().waitFor({ state: 'detached' })
  })

  test('can be framed after a turn of the wheel, and is as large as it is on the board', async () => {
    await asks()
    await ada.page.mouse.move(640, 400)
    await ada.page.keyboard.down('Control')
    await ada.page.mouse.wheel(0, -100)
    await ada.page.keyboard.up('Control')
    await ada.page.getByText(/^111\s?%$/).waitFor()
    // Keys too: to twice the size.
    for (const now of [/^150\s?%$/, /^200\s?%$/]) {
      await press(ada, 'Control+=')
      await ada.page.getByText(now).waitFor()
    }
    await ada.drags([600, 400], [840, 500])
    expect(sizeOf(await saves('PNG', '1×'))).toEqual([120, 50])
  })

  test('is not framed by two fingers: they zoom, and one framed after that is as large as it is on the board', async () => {
    await press(ada, 'Shift+0')
    // The view glides there; the fingers would zoom from wherever it is just then.
    await ada.page.getByText(/^100\s?%$/).waitFor()
    await asks()
    const cdp = await ada.devtools()
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...spots: Spot[]) =>
      cdp.send('Input.dispatchTouchEvent', { type, touchPoints: spots.map(([x, y], id) => ({ x, y, id })) })
    await touch('touchStart', [540, 300])
    await touch('touchMove', [530, 300])
    await touch('touchStart', [530, 300], [730, 300])
    await touch('touchMove', [480, 300], [780, 300])
    await touch('touchMove', [430, 300], [830, 300])
    await ada.page.getByText(/^200\s?%$/).waitFor()
    expect(await ada.page.locator('.frame').count()).toBe(0)
    await touch('touchEnd')
    expect(await dialog().count()).toBe(0)
    await touch('touchStart', [600, 400])
    await touch('touchMove', [700, 450])
    await touch('touchMove', [840, 500])
    await touch('touchEnd')
    expect(sizeOf(await saves('PNG', '1×'))).toEqual([120, 50])
    await cdp.detach()
  })
})

test('nothing went wrong in the page', () => {
  expect(ada.troubles).toEqual([])
})
