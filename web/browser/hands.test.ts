import { expect, test } from 'vitest'
import { ada, bob, haveAll, onOneBoard } from './pair'
import { Person } from './person'
import { inked, same } from './picture-of'
import { truth } from './truth'

const stage = onOneBoard()

/** How many elements the board holds, its settings left out. */
async function elements(person: Person): Promise<number> {
  const { board } = await person.board()
  const exported = JSON.parse(await person.reads(`/api/v1/boards/${board}/export`)) as { board: { elements: unknown } }
  return Object.keys(exported.board.elements as object).length - 1
}

test('a stroke is seen growing by the other before it is let go, and is no change until then', async () => {
  await haveAll(ada, bob)
  const before = (await bob.board()).seq
  await ada.takes('Pen')
  const area = { x: 200, y: 150, width: 400, height: 200 }
  const empty = await inked(bob.page, area)
  await ada.presses([220, 200], [300, 260], [380, 200])
  await expect.poll(() => inked(bob.page, area)).toBeGreaterThan(empty + 200)
  const half = await inked(bob.page, area)
  await ada.page.mouse.move(560, 300, { steps: 8 })
  await expect.poll(() => inked(bob.page, area)).toBeGreaterThan(half + 100)
  expect((await bob.board()).seq).toBe(before)
  await ada.page.mouse.up()
  await bob.page.waitForFunction((seq) => window.drawingroom!.seq > seq, before)
})

test('undo takes back what one did oneself, and nothing of the other', async () => {
  await haveAll(ada, bob)
  const count = await elements(ada)
  await bob.takes('Rectangle')
  await bob.drags([700, 150], [780, 220])
  await bob.saved()
  await ada.takes('Pen')
  await ada.drags([700, 300], [780, 340])
  await ada.saved()
  expect(await elements(ada)).toBe(count + 2)
  await ada.page.keyboard.press('Control+z')
  await ada.saved()
  await expect.poll(() => elements(ada)).toBe(count + 1)
  await ada.page.keyboard.press('Control+Shift+z')
  await expect.poll(() => elements(ada)).toBe(count + 2)
  await ada.page.getByRole('button', { name: 'Undo' }).click()
  await ada.page.getByRole('button', { name: 'Undo' }).click()
  await ada.page.keyboard.press('Control+z')
  await ada.saved()
  const kinds = await kindsOf(ada)
  expect(kinds).toContain('rectangle')
  expect(kinds).not.toContain('stroke')
})

async function kindsOf(person: Person): Promise<string[]> {
  const { rows } = await truth(person)
  const gone = new Set<string>()
  const kinds = new Map<string, string>()
  for (const op of rows.flatMap((row) => row.change.ops)) {
    if (op.op === 'remove') gone.add(op.id)
    if (op.op === 'restore') gone.delete(op.id)
    const kind = (op as { props?: Map<string, unknown> | Record<string, unknown> }).props
    if (op.op === 'put') kinds.set(op.id, String((kind as Record<string, unknown>).kind))
  }
  return [...kinds].filter(([id]) => !gone.has(id)).map(([, kind]) => kind)
}

test('text is typed where one clicks, moved by dragging, and rubbed out', async () => {
  const there = { x: 380, y: 470, width: 200, height: 60 }
  const empty = await inked(bob.page, there)
  await ada.takes('Text')
  await ada.page.mouse.click(400, 500)
  await ada.page.keyboard.type('Hello from Ada')
  await ada.page.keyboard.press('Escape')
  await ada.saved()
  expect(await kindsOf(ada)).toContain('text')

  await haveAll(ada, bob)
  await expect.poll(() => inked(bob.page, there)).toBeGreaterThan(empty + 100)
  await bob.takes('Select')
  await bob.drags([430, 500], [430, 560], [430, 620])
  await haveAll(bob, ada)
  await expect.poll(() => inked(ada.page, there)).toBeLessThan(empty + 50)

  const texts = (await kindsOf(ada)).filter((kind) => kind === 'text').length
  await ada.takes('Eraser')
  await ada.drags([430, 580], [430, 660])
  await ada.saved()
  expect((await kindsOf(ada)).filter((kind) => kind === 'text')).toHaveLength(texts - 1)
})

test('the other hand is seen moving, with its name', async () => {
  await ada.takes('Select')
  await bob.page.mouse.move(900, 640)
  const area = { x: 600, y: 560, width: 240, height: 120 }
  const empty = await inked(bob.page, area)
  await ada.page.mouse.move(640, 600, { steps: 5 })
  await expect.poll(() => inked(bob.page, area)).toBeGreaterThan(empty + 150)
})

test('the wheel moves the board, with ctrl it zooms, two fingers too', async () => {
  const zoom = () => ada.page.getByRole('button', { name: /^Zoom \d+ %/ }).innerText()
  expect(await zoom()).toBe('100 %')
  const still = await same(ada.page)
  await ada.page.mouse.move(640, 400)
  await ada.page.mouse.wheel(0, 120)
  await expect.poll(() => still()).toBe(false)
  await ada.page.keyboard.down('Control')
  await ada.page.mouse.wheel(0, -240)
  await ada.page.keyboard.up('Control')
  await expect.poll(async () => Number.parseInt(await zoom(), 10)).toBeGreaterThan(100)
  await ada.page.getByRole('button', { name: /^Zoom \d+ %/ }).click()
  await expect.poll(zoom).toBe('100 %')

  const cdp = await ada.devtools()
  const fingers = (apart: number) => [
    { x: 640 - apart, y: 400, id: 1 },
    { x: 640 + apart, y: 400, id: 2 },
  ]
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(60) })
  for (const apart of [80, 110, 150])
    await cdp.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(apart) })
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await expect.poll(async () => Number.parseInt(await zoom(), 10)).toBeGreaterThan(150)
})

test('the board is renamed where its title stands, and the start page lists it', async () => {
  await ada.page.getByRole('button', { name: 'Untitled board' }).click()
  await ada.page.getByLabel('Title of the board').fill('Kitchen plans')
  await ada.page.keyboard.press('Enter')
  await bob.page.getByRole('button', { name: 'Kitchen plans' }).waitFor()
  await expect.poll(() => bob.page.title()).toBe('Kitchen plans · Drawing Room')
  await ada.saved()
  await ada.page.getByRole('button', { name: 'Menu' }).click()
  await ada.page.getByRole('menuitem', { name: 'All boards' }).click()
  await ada.page.getByRole('link', { name: /Kitchen plans/ }).click()
  await ada.isOn()
})

test.each(['local', 'lan'] as const)(
  'the link is copied at the %s address, and whoever opens it is on the board',
  async (where) => {
    const maker = await Person.arrive(stage.browser, 'Maker')
    await maker.makesBoard(stage.program[where], 'Shared')
    await maker.page.evaluate(() => history.replaceState(null, '', location.pathname))
    await maker.page.reload()
    await maker.isOn()
    await maker.page.getByRole('button', { name: 'Share', exact: true }).click()
    await maker.page.getByText('Link copied').waitFor()
    // What was copied is read as a person would: by pasting it somewhere.
    await maker.page.keyboard.press('Escape')
    await maker.page.getByRole('button', { name: 'Shared' }).click()
    await maker.page.getByLabel('Title of the board').fill('')
    await maker.page.keyboard.press('Control+v')
    const copied = await maker.page.getByLabel('Title of the board').inputValue()
    await maker.page.keyboard.press('Escape')
    // At the machine's own address it is the one that others can follow.
    expect(copied).toContain(`${stage.program.lan}/b/`)
    const guest = await Person.arrive(stage.browser, 'Guest')
    await guest.follows(copied)
    await guest.page.getByRole('button', { name: 'Here with you: Maker' }).waitFor()
    for (const person of [maker, guest]) {
      expect(person.troubles).toEqual([])
      await person.leaves()
    }
  },
)

test('who comes by a link to look only sees what is drawn, and has no tools to draw with', async () => {
  const look = await ada.linkToLookAt()
  const guest = await Person.arrive(stage.browser, 'Guest')
  await guest.follows(stage.program.local + look)
  await guest.page.getByText('Only to look at').waitFor()
  const tools = guest.page.getByRole('toolbar', { name: 'Tools' })
  expect(await tools.getByRole('button').count()).toBe(5)
  const { seq } = await guest.board()
  await guest.page.keyboard.press('p')
  await guest.drags([300, 300], [400, 400])
  await ada.takes('Pen')
  await ada.drags([300, 420], [400, 440])
  await guest.page.waitForFunction((before) => window.drawingroom!.seq > before, seq)
  expect((await guest.board()).seq).toBe(seq + 1)
  expect(guest.troubles).toEqual([])
  await guest.leaves()
})
