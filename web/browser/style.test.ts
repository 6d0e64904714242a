import { expect, test } from 'vitest'
import { onStage } from './on-stage'
import { haveAll, lying } from './pair'
import { Person, type Spot } from './person'
import { difference } from './picture-compare'

const stage = onStage()

/** Opens the choices of a property, chooses one of them, and closes. */
async function chooses({ page }: Person, button: string, choice: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click()
  await page.getByRole('dialog', { name: button }).getByRole('button', { name: choice }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: button }).waitFor({ state: 'detached' })
}

const pressed = ({ page }: Person, name: string) =>
  page.getByRole('button', { name, exact: true }).getAttribute('aria-pressed')
const described = ({ page }: Person, name: string) =>
  page.getByRole('button', { name, exact: true }).getAttribute('aria-description')

async function hand(origin: string): Promise<{ ada: Person; link: string }> {
  const ada = await Person.arrive(stage.browser, 'Ada')
  return { ada, link: await ada.makesBoard(origin) }
}

/** Where nothing but the board is. */
const paper = { x: 100, y: 90, width: 1080, height: 540 }

test('what one draws by hand, hatched and dotted looks the same on the board of another', async () => {
  const { ada, link } = await hand(stage.program.local)
  const bob = await Person.arrive(stage.browser, 'Bob')
  await bob.follows(link)
  await ada.takes('Rectangle')
  await chooses(ada, 'Fill', 'Fill: Soft teal')
  await chooses(ada, 'Fill', 'Fill style: Cross-hatched')
  await chooses(ada, 'Line style', 'Line: Dashed')
  await chooses(ada, 'Line style', 'Thickness: Bold')
  await chooses(ada, 'Corners', 'Corners: Round')
  await ada.page.getByRole('button', { name: 'Hand-drawn', exact: true }).click()
  await ada.page.getByRole('button', { name: 'Colour: Teal' }).click()
  await ada.drags([200, 150], [460, 330])
  await ada.takes('Ellipse')
  await chooses(ada, 'Fill', 'Fill style: Dotted')
  await ada.drags([600, 200], [860, 400])
  await ada.page.keyboard.press('Escape')
  await ada.saved()
  await bob.page.mouse.move(640, 700)
  await ada.page.mouse.move(640, 700)
  await bob.page.keyboard.press('Escape')
  await expect.poll(async () => (await bob.board()).hash).toBe((await ada.board()).hash)
  await expect
    .poll(async () => {
      const [one, other] = await Promise.all([ada, bob].map(({ page }) => page.screenshot({ animations: 'disabled' })))
      const { unlike, inked } = await difference(ada.page, one!, other!, paper)
      return { unlike: unlike < inked / 100, inked: inked > 10_000 }
    })
    .toEqual({ unlike: true, inked: true })
  expect([...ada.troubles, ...bob.troubles]).toEqual([])
  await Promise.all([ada.leaves(), bob.leaves()])
})

test('what one chose last is there after a reload', async () => {
  const { ada } = await hand(stage.program.local)
  await ada.takes('Rectangle')
  await ada.page.getByRole('button', { name: 'Colour: Violet' }).click()
  await ada.page.getByRole('button', { name: 'Hand-drawn', exact: true }).click()
  await chooses(ada, 'Line style', 'Line: Dotted')
  await ada.page.reload()
  await ada.isOn()
  await ada.takes('Ellipse')
  expect(await pressed(ada, 'Colour: Violet')).toBe('true')
  expect(await pressed(ada, 'Hand-drawn')).toBe('true')
  await ada.page.getByRole('button', { name: 'Line style', exact: true }).click()
  expect(await pressed(ada, 'Line: Dotted')).toBe('true')
  expect(ada.troubles).toEqual([])
  await ada.leaves()
})

test('what does not agree is said to be mixed, and only what applies is offered', async () => {
  const { ada } = await hand(stage.program.local)
  await ada.takes('Rectangle')
  await ada.page.getByRole('button', { name: 'Colour: Red' }).click()
  await ada.drags([200, 150], [360, 250])
  await ada.page.keyboard.press('Escape')
  await ada.takes('Ellipse')
  await ada.page.getByRole('button', { name: 'Colour: Blue' }).click()
  await chooses(ada, 'Fill', 'Fill: Soft blue')
  await ada.drags([500, 150], [660, 250])
  await expect.poll(() => ada.page.getByRole('button', { name: 'Corners' }).count()).toBe(0)
  expect(await described(ada, 'Fill')).toBeNull()
  await ada.page.keyboard.press('ControlOrMeta+a')
  await expect.poll(() => described(ada, 'Fill')).toBe('Mixed')
  expect(await described(ada, 'Any colour')).toBe('Mixed')
  expect(await described(ada, 'Opacity')).toBeNull()
  await ada.page.getByRole('button', { name: 'Fill', exact: true }).click()
  await ada.page.getByRole('dialog', { name: 'Fill' }).getByText('Mixed').waitFor()
  await ada.page.getByRole('button', { name: 'Fill: Soft pink' }).click()
  await expect.poll(() => described(ada, 'Fill')).toBeNull()
  await ada.page.keyboard.press('Escape')
  await ada.page.keyboard.press('Escape')
  await ada.takes('Text')
  await expect.poll(() => ada.page.getByRole('button', { name: 'Fill', exact: true }).count()).toBe(0)
  await expect.poll(() => ada.page.getByRole('button', { name: 'Letters', exact: true }).count()).toBe(1)
  expect(ada.troubles).toEqual([])
  await ada.leaves()
})

test('any colour by keys alone: typed, kept for the next time, and taken from the board', async () => {
  const { ada } = await hand(stage.program.local)
  const { page } = ada
  await page.keyboard.press('r')
  await page.keyboard.press('s')
  const dialog = page.getByRole('dialog', { name: 'Any colour' })
  await dialog.getByLabel('Hex').fill('e07')
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Colour: #ee0077' }).waitFor()
  await dialog.getByRole('slider', { name: 'Colour: saturation and brightness' }).press('ArrowDown')
  await dialog.getByRole('slider', { name: 'Colour: hue' }).press('ArrowRight')
  await dialog.getByRole('slider', { name: 'Colour: opacity' }).press('ArrowLeft')
  await expect.poll(() => dialog.getByRole('button', { name: /^Colour: #/ }).count()).toBe(4)
  await dialog.getByRole('button', { name: 'Colour: #ee0077' }).click()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await ada.drags([200, 150], [360, 250])
  await page.keyboard.press('Escape')
  await page.keyboard.press('p')
  await page.getByRole('button', { name: 'Colour: Green' }).click()
  await page.keyboard.press('i')
  await page.locator('#board.is-picking').waitFor()
  await clicks(ada, [200, 200])
  await page.keyboard.press('s')
  await dialog.locator('[aria-label="Colour: #ee0077"][aria-pressed="true"]').waitFor()
  expect(ada.troubles).toEqual([])
  await ada.leaves()
})

test('a free width, a fill that is taken away and letters of another kind arrive at the other', async () => {
  const { ada, link } = await hand(stage.program.local)
  const bob = await Person.arrive(stage.browser, 'Bob')
  await bob.follows(link)
  const bobs = async (kind: string, ...names: string[]) => {
    await haveAll(ada, bob)
    const [props] = await lying(bob, kind)
    return names.map((name) => props!.get(name))
  }
  await ada.takes('Rectangle')
  for (const style of ['Hatched', 'Dotted', 'Solid']) await chooses(ada, 'Fill', `Fill style: ${style}`)
  await ada.drags([200, 150], [460, 330])
  await ada.page.getByRole('button', { name: 'Line style', exact: true }).click()
  const width = ada.page.getByRole('slider', { name: 'Thickness in units' })
  await width.press('Home')
  for (let i = 0; i < 3; i++) await width.press('ArrowRight')
  await ada.page.keyboard.press('Escape')
  expect(await bobs('rectangle', 'thickness', 'fill')).toEqual([200, 'soft-grey'])
  await chooses(ada, 'Fill', 'Fill: No fill')
  expect(await bobs('rectangle', 'fill')).toEqual(['none'])
  await ada.page.keyboard.press('Escape')
  await ada.takes('Text')
  await chooses(ada, 'Letters', 'Font: Typewriter')
  await ada.page.mouse.click(600, 300)
  await ada.page.keyboard.type('wide')
  await ada.page.keyboard.press('Escape')
  expect(await bobs('text', 'font')).toEqual(['mono'])
  expect([...ada.troubles, ...bob.troubles]).toEqual([])
  await Promise.all([ada.leaves(), bob.leaves()])
})

async function clicks({ page }: Person, [x, y]: Spot): Promise<void> {
  await page.mouse.click(x, y)
}
