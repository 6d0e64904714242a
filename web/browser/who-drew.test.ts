import { expect, test } from 'vitest'
import { isVeiled, linesIn } from './lens-pixels'
import { ada, bareEachTime, bob, haveAll, onOneBoard } from './pair'
import type { Person } from './person'

onOneBoard()
bareEachTime()

const panel = (person: Person) => person.page.getByRole('region', { name: 'Who drew what' })
const said = (person: Person) => panel(person).getByRole('status')

/** When the last change of an id happened, by the log, as the page writes it on the same day. */
async function times(person: Person): Promise<readonly string[]> {
  const { board } = await person.board()
  const lines = (await person.reads(`/api/v1/boards/${board}/log`)).trimEnd().split('\n')
  const rows = lines.map((line) => (JSON.parse(line) as { time: number }).time)
  return person.page.evaluate(
    (all) => all.map((time) => new Intl.DateTimeFormat('en', { hour: 'numeric', minute: '2-digit' }).format(time)),
    rows,
  )
}

test('says who drew what is selected and who changed it last, and when, with the rows of the log that are needed', async () => {
  await ada.draws([200, 200], [300, 280])
  await haveAll(ada, bob)
  const drawn = (await times(ada)).at(-1)!
  await bob.takes('Select')
  await bob.page.mouse.click(200, 240)
  await bob.page.keyboard.press('Shift+ArrowDown')
  await haveAll(ada, bob)
  const moved = (await times(ada)).at(-1)!
  const asked: string[] = []
  ada.page.on('request', (request) => request.url().includes('/log?') && asked.push(request.url()))
  await ada.page.keyboard.press('Alt+q')
  await panel(ada).waitFor()
  await said(ada).getByText('Select something, or rest on it').waitFor()
  expect(asked).toEqual([])
  await ada.clicks(200, 260)
  await said(ada).getByText(`Drawn by Ada, ${drawn} · changed by Bob, ${moved}`).waitFor()
  expect(asked.length).toBe(2)

  // Asked about again, it is known.
  await ada.page.keyboard.press('Escape')
  await ada.clicks(200, 260)
  await said(ada).getByText('Drawn by Ada').waitFor()
  expect(asked.length).toBe(2)

  // Resting on it is enough, and so is the menu at the hand.
  await ada.page.keyboard.press('Escape')
  await ada.page.mouse.move(201, 262)
  await ada.page.locator('.who-tip').getByText('Drawn by Ada').waitFor()
  await ada.page.mouse.click(200, 262, { button: 'right' })
  await ada.page.getByRole('menu').getByText(`Drawn by Ada, ${drawn}`).waitFor()
  await ada.page.keyboard.press('Escape')

  // What was deleted and comes back says so.
  await bob.page.keyboard.press('Delete')
  await bob.page.keyboard.press('Control+z')
  await haveAll(ada, bob)
  await ada.clicks(200, 260)
  await said(ada)
    .getByText(/Drawn by Ada · brought back by Bob, /)
    .waitFor()
  await ada.page.keyboard.press('Alt+q')
  await panel(ada).waitFor({ state: 'detached' })

  // The history has everything at hand, and knows when it was drawn.
  await ada.page.keyboard.press('Escape')
  await ada.page.keyboard.press('Alt+t')
  await ada.page.getByRole('slider', { name: 'Moment' }).waitFor()
  const before = asked.length
  await ada.page.mouse.move(240, 240)
  await ada.page.mouse.move(200, 262)
  await ada.page.locator('.who-tip').getByText(`Drawn by Ada, ${drawn} · brought back by Bob`).waitFor()
  expect(asked.length).toBe(before)
  await ada.page.getByRole('button', { name: 'Back to now' }).click()
})

test('what has not come says who, and when as soon as it has', async () => {
  await bob.draws([200, 200], [300, 280])
  await haveAll(ada, bob)
  await ada.page.route('**/log?*', (route) => route.abort())
  await ada.page.keyboard.press('Alt+q')
  await ada.clicks(200, 240)
  await said(ada).getByText('Drawn by Bob', { exact: true }).waitFor()
  await ada.page.unroute('**/log?*')
  await ada.page.keyboard.press('Escape')
  await ada.clicks(200, 242)
  await said(ada)
    .getByText(/^Drawn by Bob, /)
    .waitFor()
  await ada.page.keyboard.press('Alt+q')
  ada.troubles.length = 0
})

test('the work of a person is seen apart on the live board, and goes along with it', async () => {
  await ada.draws([200, 200], [300, 280])
  await bob.draws([400, 200], [500, 280])
  await haveAll(ada, bob)
  await ada.page.keyboard.press('Alt+q')
  const entry = (name: string) => panel(ada).getByRole('button', { name })
  await entry('Bob').click()
  const hers = () => linesIn(ada, '#board', [180, 180], [320, 300])
  const his = () => linesIn(ada, '#board', [380, 180], [520, 300])
  await expect.poll(async () => (await his()).any).toBeGreaterThan(200)
  expect((await hers()).any).toBe(0)
  await panel(ada).getByRole('switch', { name: 'Only theirs' }).click()
  await expect.poll(() => isVeiled(ada, '#board')).toBe(true)

  // He draws on, and takes hold of what is hers.
  await bob.draws([600, 200], [700, 280])
  await bob.takes('Select')
  await bob.clicks(200, 240)
  await bob.page.keyboard.press('ArrowRight')
  await haveAll(ada, bob)
  await expect.poll(() => entry('Bob').textContent()).toContain('2 elements')
  await expect.poll(async () => (await linesIn(ada, '#board', [580, 180], [720, 300])).any).toBeGreaterThan(200)
  await expect.poll(async () => (await hers()).any).toBeGreaterThan(100)

  // The camera takes the lines along.
  await ada.page.mouse.move(640, 400)
  await ada.page.mouse.wheel(0, 100)
  await expect.poll(async () => (await linesIn(ada, '#board', [380, 80], [520, 200])).any).toBeGreaterThan(200)
  await entry('Bob').click()
  expect(await isVeiled(ada, '#board')).toBe(false)
  expect((await his()).any).toBe(0)
  await ada.page.keyboard.press('Alt+q')
})
