import type { BrowserContextOptions } from 'playwright-core'
import { expect, test } from 'vitest'
import { onStage } from './on-stage'
import { Person } from './person'

/** The page speaks the language of who looks at it, and is mirrored where that is written from right to left. */

const stage = onStage()

/** Somebody whose page speaks what their browser wishes for, or what they chose before; on a fresh board. */
async function onBoard(options: BrowserContextOptions, chosen = ''): Promise<Person> {
  const person = await Person.arrive(stage.browser, 'Ada', { reducedMotion: 'reduce', ...options })
  if (chosen !== '')
    await person.context.addInitScript((language) => {
      if (localStorage.getItem('drawingroom.settings') === null)
        localStorage.setItem('drawingroom.settings', JSON.stringify({ language }))
    }, chosen)
  await person.page.goto(stage.program.local)
  await person.page.locator('.new-board [type=submit]').click()
  await person.page.locator('.toolbar').waitFor()
  await person.saved()
  return person
}

const rootOf = (person: Person) =>
  person.page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])

test('who wishes for German gets it: on the start page, around the board, in its menus and dialogs', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada', { locale: 'de-AT' })
  const { page } = ada
  await page.goto(stage.program.local)
  await page.getByRole('heading', { name: 'Gemeinsam zeichnen.' }).waitFor()
  await page.getByRole('button', { name: 'Neues Board' }).click()
  const tools = page.getByRole('toolbar', { name: 'Werkzeuge' })
  await tools.getByRole('button', { name: 'Rechteck', exact: true }).click()
  expect(await rootOf(ada)).toEqual(['de', 'ltr'])
  expect(await page.locator('#board').getAttribute('aria-label')).toBe('Board')
  await ada.saved()
  expect(await ada.saveText()).toMatch(/^Gespeichert\./)
  await page.getByRole('button', { name: 'Menü', exact: true }).click()
  await page.getByRole('menuitem', { name: /^Alle Befehle/ }).waitFor()
  await page.getByRole('menuitem', { name: 'Einstellungen' }).click()
  await page.getByRole('dialog', { name: 'Einstellungen' }).getByRole('radio', { name: 'Dunkel' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  // Commands are found by what they are called on the page, by what else they are known by, and by their English names.
  for (const [words, command] of [
    ['aufräum', 'tidy'],
    ['verdoppeln', 'duplicate'],
    ['bring to front', 'order-front'],
  ] as const) {
    await page.keyboard.press('Control+/')
    await page.getByRole('combobox', { name: 'Befehle suchen' }).fill(words)
    await expect.poll(() => page.locator('.commands-item').first().getAttribute('data-command')).toBe(command)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  expect(ada.troubles).toEqual([])
  await ada.leaves()
})

test('another language is spoken at once, what is open stays open, and it is kept', async () => {
  const ada = await onBoard({ locale: 'en-US' })
  const { page } = ada
  await ada.takes('Rectangle')
  await ada.drags([300, 200], [420, 300])
  await ada.saved()
  const { hash } = await ada.board()
  await page.keyboard.press('Control+,')
  const language = page.locator('.settings .language-select')
  await language.focus()
  await language.selectOption('de')
  await page.getByRole('heading', { name: 'Einstellungen' }).waitFor()
  await page.getByRole('toolbar', { name: 'Werkzeuge', includeHidden: true }).waitFor()
  expect(await language.evaluate((select) => document.activeElement === select)).toBe(true)
  expect((await ada.board()).hash).toBe(hash)
  await language.selectOption('en')
  await page.getByRole('heading', { name: 'Settings' }).waitFor()
  await language.selectOption('de')
  await page.getByRole('heading', { name: 'Einstellungen' }).waitFor()
  await page.reload()
  await page.getByRole('toolbar', { name: 'Werkzeuge' }).waitFor()
  await page.goto(stage.program.local)
  await page.getByRole('heading', { name: 'Gemeinsam zeichnen.' }).waitFor()
  await page.getByRole('combobox', { name: 'Sprache' }).selectOption('')
  await page.getByRole('heading', { name: 'Draw together.' }).waitFor()
  expect(ada.troubles).toEqual([])
  await ada.leaves()
})

test('without its words the page is shown in English', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada', { locale: 'de-DE' })
  await ada.page.route(/\/assets\/de-/, (route) => route.abort())
  await ada.page.goto(stage.program.local)
  await ada.page.getByRole('heading', { name: 'Draw together.' }).waitFor()
  await ada.leaves()
})

/** What stands somewhere on the screen, and is to stand on the other side. */
const placed = [
  '.top-left',
  '.top-right',
  '.bottom-left',
  '.bottom-right',
  '.toolbar',
  '.tool:first-child',
  '.history',
  '.minimap',
]

test.each([
  ['a wide window', { width: 1440, height: 900 }],
  ['a phone', { width: 390, height: 844 }],
])('written from right to left, %s is mirrored, and the board is not', async (what, viewport) => {
  const wide = what === 'a wide window'
  const open = async (person: Person) => {
    if (wide) await person.page.locator('[data-tool="hand"]').click()
    if (wide) await person.page.keyboard.press('Alt+m')
    if (wide) await person.page.locator('.minimap').waitFor()
  }
  const english = await onBoard({ viewport, locale: 'en-US' })
  const arab = await onBoard({ viewport, locale: 'en-US' }, 'ar')
  expect(await rootOf(arab)).toEqual(['ar', 'rtl'])
  await Promise.all([open(english), open(arab)])
  const seen = wide ? placed : placed.filter((one) => one !== '.minimap' && one !== '.bottom-right')
  for (const one of seen) {
    const [from, to] = await Promise.all([english, arab].map(({ page }) => page.locator(one).first().boundingBox()))
    // Words are of another width: what counts is how far it is from its edge.
    const start = Math.abs(from!.x - (viewport.width - to!.x - to!.width))
    const end = Math.abs(viewport.width - from!.x - from!.width - to!.x)
    expect(Math.min(start, end), one).toBeLessThanOrEqual(2)
    if (one !== '.toolbar')
      expect(Math.sign(from!.x + from!.width / 2 - viewport.width / 2), one).toBe(
        -Math.sign(to!.x + to!.width / 2 - viewport.width / 2),
      )
  }
  const inside = await arab.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)
  expect(inside).toBe(true)
  // The same hand draws the same thing.
  for (const { page } of [english, arab]) {
    await page.locator('[data-tool="pen"]').click()
    await page.mouse.move(100, 300)
    await page.mouse.down()
    await page.mouse.move(160, 340, { steps: 4 })
    await page.mouse.up()
  }
  await Promise.all([english.saved(), arab.saved()])
  const spots = await Promise.all([english, arab].map(firstSpot))
  expect(spots[0]).toEqual(spots[1])
  if (wide) {
    const flipped = await arab.page.locator('.lucide-undo-2').evaluate((icon) => getComputedStyle(icon).transform)
    expect(flipped).toBe('matrix(-1, 0, 0, 1, 0, 0)')
    await arab.page.keyboard.press('Control+,')
    const [name, choices] = await Promise.all(
      ['.setting-name', '.setting .segments'].map((part) =>
        arab.page
          .locator(part)
          .nth(part === '.setting-name' ? 1 : 0)
          .boundingBox(),
      ),
    )
    expect(name!.x).toBeGreaterThan(choices!.x + choices!.width)
  }
  expect([...english.troubles, ...arab.troubles]).toEqual([])
  await Promise.all([english.leaves(), arab.leaves()])
})

/** Where the only stroke lies on the board. */
async function firstSpot(person: Person): Promise<unknown> {
  const { board } = await person.board()
  const exported = JSON.parse((await person.reads(`/api/v1/boards/${board}/export`)).trim().split('\n').at(-1)!)
  return JSON.stringify(exported).match(/"at":\[[^\]]*\]/g)
}

/** All that is seen or read out on the page and has letters, but what people themselves wrote, names of languages and signs. */
function wordsSeen(): string[] {
  const own =
    'bdi, #board, script, style, noscript, title, .face, .letters, .letter, .key-hint, option[lang], .wordmark'
  const found: string[] = []
  const letters = (text: string) => /\p{L}{2}/u.test(text)
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node instanceof Element ? node : node.parentElement!
    if (element.closest(own) !== null) continue
    if (node instanceof Text) found.push(node.data.trim())
    else
      for (const name of [
        'aria-label',
        'title',
        'placeholder',
        'alt',
        'aria-description',
        'aria-valuetext',
        'data-hint',
      ])
        found.push(element.getAttribute(name) ?? '')
  }
  const same = new Set(['PNG', 'SVG', 'https://', 'F2', 'F10'])
  return [...new Set(found.filter((text) => letters(text) && !text.startsWith('#') && !same.has(text)))]
}

test('all that is seen comes from the catalogue', async () => {
  const ada = await onBoard({ locale: 'en-US', viewport: { width: 1440, height: 900 } }, 'en-XA')
  const { page } = ada
  const seen = new Set<string>()
  const look = async () => {
    for (const words of await page.evaluate(wordsSeen)) seen.add(words)
  }
  const tool = async (name: string) => page.locator(`[data-tool="${name}"]`).click()
  for (const name of ['pen', 'eraser', 'highlighter', 'arrow', 'text', 'note']) {
    await tool(name)
    await look()
  }
  await tool('rectangle')
  await page.mouse.move(300, 200)
  await page.mouse.down()
  await page.mouse.move(500, 350, { steps: 3 })
  await page.mouse.up()
  for (const button of await page.locator('.style-more [data-style]').all()) {
    await button.click()
    await page.locator('.style-page').waitFor()
    await look()
    await page.keyboard.press('Escape')
  }
  await page.mouse.click(400, 280, { button: 'right' })
  await page.locator('.menu-at-hand').waitFor()
  await look()
  await page.keyboard.press('Escape')
  await page.locator('.menu-at-hand').waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')
  for (const [keys, part] of [
    ['Control+/', '.commands'],
    ['Control+,', '.settings'],
    ['Control+f', '.find'],
    ['?', '.help'],
    ['Control+Shift+e', '.export'],
    ['Control+k', '.link-dialog'],
    ['Alt+l', '.layers'],
    ['Alt+f', '.frames'],
  ] as const) {
    await page.keyboard.press(keys)
    await page.locator(part).first().waitFor()
    await look()
    await page.keyboard.press('Escape')
    await page.locator(part).first().waitFor({ state: 'detached' })
  }
  for (const button of ['.top-left .icon-button', '.save-badge', '.people', '.share']) {
    await page.locator(button).first().click()
    await page.locator('.top-right [data-popup-open], .top-left [data-popup-open]').waitFor()
    await page.locator('.above-all .panel').first().waitFor()
    await look()
    await page.keyboard.press('Escape')
  }
  expect([...seen].length).toBeGreaterThan(300)
  expect([...seen].filter((words) => !words.includes('['))).toEqual([])
  expect(ada.troubles).toEqual([])
  await ada.leaves()
})
