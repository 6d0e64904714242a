import { expect, test } from 'vitest'
import { barrierFree } from './barrier-free'
import { onStage } from './on-stage'
import { Person } from './person'
import { curve, scene } from './scene'

const stage = onStage()

const sizes = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
}

test.each([
  ['light', 'desktop'],
  ['dark', 'desktop'],
  ['light', 'phone'],
  ['dark', 'phone'],
] as const)('start page and board, %s, %s: no barrier, no breach of the policy', async (colorScheme, size) => {
  const ada = await Person.arrive(stage.browser, 'Ada Lovelace', { colorScheme, ...sizes[size] })
  await ada.page.goto(stage.program.local)
  await ada.page.getByText('Nothing here yet').waitFor()
  await barrierFree(ada)

  const link = await ada.makesBoard(stage.program.local, 'Kitchen plans')
  const bob = await Person.arrive(stage.browser, 'Bob', { colorScheme })
  await bob.page.goto(link)
  await bob.page.getByRole('textbox', { name: 'Your name' }).waitFor()
  await barrierFree(bob)
  await bob.follows(link)
  if (size === 'desktop') await scene(ada)
  else {
    await ada.takes('Pen')
    await ada.drags(...curve([60, 260], [330, 300], 90))
    await ada.drags(...curve([80, 420], [300, 440], -60))
  }
  await ada.saved()
  await bob.page.mouse.move(300, 400)
  await barrierFree(ada)

  await ada.page.goto(stage.program.local)
  await ada.page.getByRole('link', { name: /Kitchen plans/ }).waitFor()
  await barrierFree(ada)
  expect(ada.troubles).toEqual([])
  expect(bob.troubles).toEqual([])
  await Promise.all([ada.leaves(), bob.leaves()])
})

test('everything opens without a breach of the policy: menu, share, people, help, commands, settings, find, layers, style', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  await ada.makesBoard(stage.program.local, 'Panels')
  for (const name of ['Menu', 'Share', 'Nobody else is here', 'Keys and help']) {
    await ada.page.getByRole('button', { name, exact: true }).click()
    // It is loaded for that, and Esc would come before it.
    await ada.page.getByRole('menu').or(ada.page.getByRole('dialog')).first().waitFor()
    await barrierFree(ada)
    await ada.page.keyboard.press('Escape')
    await expect.poll(() => ada.page.getByRole('menu').or(ada.page.getByRole('dialog')).count()).toBe(0)
  }
  for (const keys of ['Control+/', 'Control+,', 'Control+f', 'Alt+l', 'Shift+F10']) {
    await ada.page.keyboard.press(keys)
    await ada.page.locator('.commands, .settings, .find, .layers, .menu').waitFor()
    await barrierFree(ada)
    await ada.page.keyboard.press(keys === 'Alt+l' ? keys : 'Escape')
    await ada.page.locator('.commands, .settings, .find, .layers, .menu').waitFor({ state: 'detached' })
  }
  await ada.takes('Rectangle')
  for (const name of ['Any colour', 'Fill', 'Line style', 'Corners', 'Opacity']) {
    await ada.page.getByRole('button', { name, exact: true }).click()
    await ada.page.getByRole('dialog', { name }).waitFor()
    await barrierFree(ada)
    await ada.page.keyboard.press('Escape')
    await ada.page.getByRole('dialog', { name }).waitFor({ state: 'detached' })
  }
  expect(ada.troubles).toEqual([])
  await ada.leaves()
})

test('the theme is chosen in the menu, and kept, or goes with the system', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada', { colorScheme: 'light' })
  await ada.makesBoard(stage.program.local)
  const paper = () => ada.page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  expect(await paper()).toBe('rgb(251, 250, 246)')
  await ada.page.getByRole('button', { name: 'Menu' }).click()
  await ada.page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await expect.poll(paper).toBe('rgb(25, 24, 22)')
  await ada.page.reload()
  await ada.isOn()
  await expect.poll(paper).toBe('rgb(25, 24, 22)')
  // Left to the system it goes with that, at once.
  await ada.page.getByRole('button', { name: 'Menu' }).click()
  await ada.page.getByRole('menuitemradio', { name: 'As the system' }).click()
  await expect.poll(paper).toBe('rgb(251, 250, 246)')
  await ada.page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(paper).toBe('rgb(25, 24, 22)')
  expect(ada.troubles).toEqual([])
  await ada.leaves()
})

test('all tools are reached by keys alone', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  await ada.makesBoard(stage.program.local)
  await ada.page.keyboard.press('r')
  await ada.page.locator('[data-tool="rectangle"][aria-pressed="true"]').waitFor()
  await ada.page.locator('[data-tool="select"]').focus()
  const tools = await ada.page
    .locator('[data-tool]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-tool')))
  for (let at = tools.indexOf('select'); tools[at] !== 'pen'; at++) await ada.page.keyboard.press('ArrowRight')
  await ada.page.keyboard.press('Enter')
  await ada.page.locator('[data-tool="pen"][aria-pressed="true"]').waitFor()
  await ada.page.keyboard.press('?')
  await ada.page.getByRole('dialog', { name: 'Keys' }).waitFor()
  await ada.page.keyboard.press('Escape')
  expect(ada.troubles).toEqual([])
  await ada.leaves()
})

test.each([
  ['/b/bAAAAAAAAAAAAAAAA', 'There is no board here that you may see'],
  ['/b/bAAAAAAAAAAAAAAAA#k=AAAAAAAAAAAAAAAAAAAAAA', 'This link does not work any more'],
])('at %s the page says what is wrong and what to do', async (path, title) => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  await ada.makesBoard(stage.program.local)
  await ada.page.goto('about:blank')
  await ada.page.goto(stage.program.local + path)
  await ada.page.getByRole('alertdialog', { name: title }).waitFor()
  await barrierFree(ada)
  await ada.page.getByRole('link', { name: 'To my boards' }).click()
  await ada.page.getByRole('heading', { name: 'Draw together.' }).waitFor()
  await ada.leaves()
})

test('Ctrl+A marks no words of the page but those of a field', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  await ada.makesBoard(stage.program.local)
  await ada.takes('Rectangle')
  await ada.drags([300, 300], [400, 400])
  const marked = () => ada.page.evaluate(() => String(document.getSelection()))
  await ada.page.keyboard.press('ControlOrMeta+Shift+e')
  await ada.page.getByRole('dialog').waitFor()
  await ada.page.keyboard.press('ControlOrMeta+a')
  expect(await marked()).toBe('')
  await ada.page.keyboard.press('Escape')
  await ada.leaves()
})

test('a mouse marks words of the start page, and of what a person is told on a board', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  const { page } = ada
  const marked = () => page.evaluate(() => String(document.getSelection()))
  await page.goto(stage.program.local)
  await page.getByText('Make a board, send its link').click({ clickCount: 3 })
  expect(await marked()).toContain('Nothing that you see is ever lost.')
  await ada.makesBoard(stage.program.local)
  await ada.takes('Rectangle')
  await ada.drags([300, 300], [400, 400])
  await page.keyboard.press('Control+Shift+L')
  await page.keyboard.press('ArrowLeft')
  const told = page.getByText('Unlock it first')
  await told.click({ clickCount: 3 })
  expect(await marked()).toContain('Unlock it first')
  await ada.leaves()
})

test('Esc closes the layers once nothing else takes it', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  await ada.makesBoard(stage.program.local)
  const layers = ada.page.getByRole('region', { name: 'Layers' })
  await ada.page.keyboard.press('Alt+l')
  await layers.waitFor()
  await ada.takes('Rectangle')
  await ada.page.keyboard.press('Escape')
  expect(await layers.count()).toBe(1)
  await ada.page.keyboard.press('Escape')
  await layers.waitFor({ state: 'detached' })
  await ada.leaves()
})
