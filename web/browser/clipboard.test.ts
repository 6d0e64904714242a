import { beforeAll, describe, expect, test } from 'vitest'
import type { Value } from '../src/board/types'
import { htmlOf } from '../src/editor/clipboard-html'
import { type Carried, encodePayload } from '../src/editor/clipboard-payload'
import { brings, bytesOf, drops, empty, kinds, press, type Row, rows, said } from './clipboard-hands'
import { onStage } from './on-stage'
import { haveAll } from './pair'
import { Person } from './person'
import { difference } from './picture-compare'
import { inked, rested } from './picture-of'
import { brushOf } from './scene'

const stage = onStage()
let ada: Person
let bob: Person

beforeAll(async () => {
  ada = await Person.arrive(stage.browser, 'Ada')
  bob = await Person.arrive(stage.browser, 'Bob')
  await ada.makesBoard(stage.program.local)
  await bob.makesBoard(stage.program.lan)
})

/** Something of every sort that there is. */
async function draws(person: Person): Promise<void> {
  const brush = brushOf(person)
  await person.takes('Rectangle')
  await brush.fill('Soft blue')
  await person.drags([300, 200], [420, 300])
  await person.takes('Ellipse')
  await brush.fill('Soft yellow')
  await person.drags([380, 260], [520, 360])
  await person.takes('Pen')
  await person.drags([560, 220], [600, 320], [660, 240], [700, 330])
  await person.takes('Text')
  await person.page.mouse.click(320, 420)
  await person.page.keyboard.type('Héllo <b>&"world"</b>')
  await press(person, 'Escape')
  await press(person, 'Escape')
  await person.takes('Select')
}

/** Everything a shape can look like, and words that are hard to set. */
function looks(): Carried[] {
  const shapes = ['solid', 'hatch', 'cross', 'dots'].flatMap((fill, i) =>
    ['clean', 'hand'].map((manner, j) => ({
      kind: (i + j) % 2 === 0 ? 'rectangle' : 'ellipse',
      at: [i * 6000, j * 6000],
      size: [5000, 4500],
      angle: i * 700,
      fill: ['soft-green', '#cf3f3580', 'blue', 'ink'][i]!,
      'fill-style': fill,
      manner,
      seed: 7 + i,
      dash: ['solid', 'dashed', 'dotted', 'solid'][i]!,
      thickness: [100, 200, 400, 20][i]!,
      radius: j * 800,
      opacity: 100 - 15 * i,
    })),
  )
  const texts = [
    ['שלום עולם, one', 'sans', 0],
    ['a\tb\tc', 'mono', 1500],
    ['Ωmega and tails: gjpqy', 'serif', 0],
  ].map(([text, font, angle], i) => ({
    kind: 'text',
    at: [25_000, i * 4000],
    font: font!,
    angle: angle!,
    'font-size': 1600,
    'text/a': ['a0', text!, ''],
  }))
  return [...shapes, ...texts].map((props, i) => ({
    id: `look-${i}-0000`,
    props: new Map<string, Value>(Object.entries(props)),
  }))
}

type Choices = {
  readonly kind: 'PNG' | 'SVG'
  readonly what?: string
  readonly size?: string
  readonly ground?: string
  readonly colours?: string
}

/** Saves a picture by the dialog. */
async function exportsAs(person: Person, { kind, what, size, ground, colours }: Choices): Promise<Buffer> {
  await press(person, 'Control+Shift+E')
  const dialog = person.page.getByRole('dialog', { name: 'Export as a picture' })
  for (const choice of [what, kind, size, ground, colours])
    if (choice !== undefined) await dialog.getByRole('radio', { name: choice, exact: true }).click()
  const [download] = await Promise.all([
    person.page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save' }).click(),
  ])
  await dialog.waitFor({ state: 'detached' })
  return bytesOf(download)
}

/** What elements are but for where they lie: place, order and parent. */
const look = (all: Row[]) =>
  all.map(({ props: { at: _, order: __, parent: ___, ...rest } }) => JSON.stringify(rest)).sort()

describe('copying between boards, people and addresses', () => {
  test('what is copied on one board is pasted on another person’s, at another address without https', async () => {
    await draws(ada)
    await press(ada, 'Control+a')
    await press(ada, 'Control+c')
    await bob.takes('Select')
    await bob.page.mouse.move(640, 400)
    await press(bob, 'Control+v')
    await expect.poll(() => kinds(bob)).toEqual(['ellipse', 'rectangle', 'stroke', 'text'])
    const [theirs, mine] = [await rows(ada), await rows(bob)]
    expect(mine.filter(({ id }) => theirs.some((row) => row.id === id))).toEqual([])
    const sizes = (all: Row[]) => all.map(({ props }) => JSON.stringify(props.size ?? props.points ?? null)).sort()
    expect(sizes(mine)).toEqual(sizes(theirs))
    await press(bob, 'Control+z')
    await expect.poll(() => kinds(bob)).toEqual([])
  })

  test('what is cut is gone here, and pasted where the pointer is', async () => {
    await press(ada, 'Escape')
    await ada.page.mouse.click(310, 210)
    await press(ada, 'Control+x')
    await expect.poll(() => kinds(ada)).toEqual(['ellipse', 'stroke', 'text'])
    await ada.page.mouse.move(900, 500)
    await press(ada, 'Control+v')
    await expect.poll(() => kinds(ada)).toEqual(['ellipse', 'rectangle', 'stroke', 'text'])
    const rectangle = (await rows(ada)).find(({ props }) => props.kind === 'rectangle')!.props
    const size = rectangle.size as number[]
    // The board lies as it does at first: its origin in the middle of 1280 × 800.
    expect(rectangle.at).toEqual([26_000 - size[0]! / 2, 10_000 - size[1]! / 2])
  })

  test('what is copied in one tab is pasted in another, on another board of the same person, and who is there has it', async () => {
    await press(ada, 'Escape')
    await press(ada, 'Control+a')
    await press(ada, 'Control+c')
    const [theirs, first] = [await rows(ada), ada.page]
    ada.page = await ada.context.newPage()
    ada.watch()
    const link = await ada.makesBoard(stage.program.local, 'Another')
    const eve = await Person.arrive(stage.browser, 'Eve')
    await eve.follows(link)
    const middle = { x: 320, y: 180, width: 640, height: 440 }
    const bare = await inked(eve.page, middle)
    await ada.takes('Select')
    await ada.page.mouse.move(640, 400)
    await press(ada, 'Control+v')
    await expect.poll(() => kinds(eve)).toEqual(['ellipse', 'rectangle', 'stroke', 'text'])
    await haveAll(ada, eve)
    const here = await rows(eve)
    expect(here.filter(({ id }) => theirs.some((row) => row.id === id))).toEqual([])
    expect(look(here)).toEqual(look(theirs))
    await expect.poll(() => inked(eve.page, middle)).toBeGreaterThan(bare + 5000)
    await press(ada, 'Control+z')
    await expect.poll(() => kinds(eve)).toEqual([])
    // Where it was copied nothing has changed.
    await ada.page.close()
    ada.page = first
    expect(await rows(ada)).toEqual(theirs)
    expect(eve.troubles).toEqual([])
    await eve.leaves()
  })

  test('words of other programs become texts, and the texts are words to other programs', async () => {
    await empty(bob)
    await brings(bob, { 'text/plain': 'one\ntwo' })
    await expect.poll(() => kinds(bob)).toEqual(['text'])
    await press(bob, 'Control+c')
    await bob.page.getByRole('button', { name: 'Untitled board' }).click()
    await bob.page.getByLabel('Title of the board').fill('')
    await press(bob, 'Control+v')
    expect(await bob.page.getByLabel('Title of the board').inputValue()).toBe('one two')
    await press(bob, 'Escape')
  })
})

describe('pictures', () => {
  const middle = { x: 250, y: 150, width: 550, height: 350 }

  test('a PNG and an SVG look like what is seen, and become elements again where they are dropped', async () => {
    await empty(ada)
    await draws(ada)
    await press(ada, 'Escape')
    await ada.page.mouse.move(560, 420)
    await brings(ada, { 'text/html': htmlOf(encodePayload(looks()), '') })
    await expect.poll(async () => (await rows(ada)).length).toBe(4 + looks().length)
    await press(ada, 'Escape')
    await ada.page.mouse.move(1000, 600)
    const before = await rows(ada)
    const screen = await rested(ada.page)
    const png = await exportsAs(ada, { kind: 'PNG', what: 'Screen', size: '1×', ground: 'With dots' })
    const larger = await exportsAs(ada, { kind: 'PNG', what: 'Screen', size: '2×', ground: 'With dots' })
    const svg = await exportsAs(ada, { kind: 'SVG', what: 'Screen', ground: 'With dots' })
    const seen = {
      png: await difference(ada.page, screen, png, middle),
      larger: await difference(ada.page, screen, larger, middle, 2),
      svg: await difference(ada.page, screen, await shown(svg), middle),
    }
    console.log('unlike and inked pixels:', JSON.stringify(seen))
    for (const { unlike, inked } of Object.values(seen)) {
      expect(inked).toBeGreaterThan(5000)
      expect(unlike / inked).toBeLessThan(0.02)
    }
    const source = svg.toString()
    expect(source).toContain('src:url(data:font/woff2;base64,')
    expect(source).toContain('&#60;b&#62;')
    expect(source).not.toMatch(/<b>|<script|(href|src)="?http/)
    for (const [name, type, bytes] of [
      ['a.png', 'image/png', larger],
      ['b.svg', 'image/svg+xml', svg],
    ] as const) {
      await empty(ada)
      await drops(ada, name, type, bytes)
      await expect.poll(async () => (await kinds(ada)).length).toBe(before.length)
      expect(look(await rows(ada))).toEqual(look(before))
    }
  })

  /** What an SVG looks like where it is opened by itself. */
  async function shown(svg: Buffer): Promise<Buffer> {
    const page = await ada.context.newPage()
    await page.goto(`data:image/svg+xml;base64,${svg.toString('base64')}`)
    const picture = await page.screenshot()
    await page.close()
    return picture
  }

  test('a picture of the selection holds nothing else, in the dark and without paper too', async () => {
    await press(ada, 'Escape')
    await ada.page.mouse.click(640, 400)
    const svg = await exportsAs(ada, { kind: 'SVG', ground: 'Nothing', colours: 'Dark' })
    expect(svg.toString()).not.toContain('id="paper"')
    const all = await exportsAs(ada, { kind: 'SVG', what: 'All', ground: 'Paper', colours: 'Dark' })
    expect(all.length).toBeGreaterThan(svg.length)
    expect(all.toString()).toContain('fill="#191816"')
  })

  test('what is copied as SVG is pasted as what it was; PNG needs https, and that is said', async () => {
    await press(ada, 'Control+a')
    await press(ada, 'Control+Shift+C')
    await said(ada, /on the clipboard, as SVG/)
    await empty(bob)
    await press(bob, 'Control+v')
    await expect.poll(async () => (await kinds(bob)).length).toBe((await kinds(ada)).length)
    await press(bob, 'Shift+Alt+C')
    await said(bob, /copy pictures at https addresses only/)
    const dialog = bob.page.getByRole('dialog', { name: 'Export as a picture' })
    await dialog.waitFor()
    await dialog.getByRole('button', { name: 'Close' }).click()
    await dialog.waitFor({ state: 'detached' })
    await ada.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await press(ada, 'Shift+Alt+C')
    await said(ada, /The picture is on the clipboard\./)
    const types = await ada.page.evaluate(async () =>
      (await navigator.clipboard.read()).flatMap((item) => [...item.types]),
    )
    expect(types).toContain('image/png')
  })

  test('a drawing of another program becomes elements in one group; a broken photo gets a sentence', async () => {
    await empty(bob)
    await brings(bob, {
      'text/plain':
        '<svg viewBox="0 0 90 90"><circle cx="45" cy="45" r="40" fill="gold"/><path d="M20 50q25 30 50 0" stroke="navy"/></svg>',
    })
    await expect.poll(() => kinds(bob)).toEqual(['ellipse', 'group', 'line'])
    await drops(bob, 'a.jpg', 'image/jpeg', Buffer.from('ffd8ffe0', 'hex'))
    await said(bob, /a\.jpg is damaged or cut short/)
  })
})

test('nothing went wrong in either page', () => {
  expect(ada.troubles).toEqual([])
  expect(bob.troubles).toEqual([])
})
