import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ElementProps } from '../src/elements/element'
import { joined, runsOf } from '../src/elements/text-runs'
import { brings, press } from './clipboard-hands'
import { ada, bareEachTime, bob, haveAll, lying, onOneBoard } from './pair'
import type { Spot } from './person'
import { inked, rested } from './picture-of'

/** Links on a board: as cards, and of anything else. Nothing is asked of where they lead until somebody opens one. */

onOneBoard()
bareEachTime()

const NOTE = 'https://en.wikipedia.org/wiki/Sticky_note'
/** What the pages asked of the world. */
const asked: string[] = []

beforeAll(async () => {
  for (const { context } of [ada, bob]) {
    await context.route(/^https?:\/\/([^/]+\.)?(wikipedia|example)\.org\//, (route) => {
      asked.push(route.request().url())
      return route.fulfill({ body: 'there', contentType: 'text/plain' })
    })
  }
})

/** The one thing of a kind that Bob has. */
async function one(kind: string): Promise<ElementProps> {
  // What a panel does may come after the press that asked for it.
  await expect.poll(async () => (await lying(ada, kind)).length).toBe(1)
  await haveAll(ada, bob)
  const [first, ...more] = await lying(bob, kind)
  expect(more).toEqual([])
  return first!
}

const title = (props: ElementProps) => joined(runsOf(props))

/** Ada pastes an address with the pointer at a spot, and has a card there. */
async function pastes(address: string, [x, y]: Spot = [500, 300]): Promise<ElementProps> {
  await ada.page.mouse.move(x, y)
  await brings(ada, { 'text/plain': address })
  return one('card')
}

/** What opens when a person does something. */
async function opened(page: Page, act: () => Promise<void>): Promise<{ url: string; opener: boolean }> {
  const [tab] = await Promise.all([page.context().waitForEvent('page'), act()])
  await tab.waitForLoadState()
  const found = { url: tab.url(), opener: await tab.evaluate(() => window.opener !== null) }
  await tab.close()
  return found
}

describe('a card', () => {
  test('comes of a pasted address, for everybody; one step back leaves nothing, and it is there after a reload', async () => {
    const card = await pastes(NOTE)
    expect([title(card), card.get('link')]).toEqual(['Sticky note', NOTE])
    await press(ada, 'Control+z')
    await haveAll(ada, bob)
    expect(await lying(bob, 'card')).toEqual([])
    await press(ada, 'Control+Shift+z')
    await one('card')
    await bob.page.reload()
    await bob.isOn()
    await press(bob, 'Control+a')
    await bob.page.getByRole('link', { name: 'Open en.wikipedia.org' }).waitFor()
    await press(bob, 'Escape')
    expect(asked).toEqual([])
  })

  test('comes of a dropped address, too; pasted as plain text it stays text, and words with an address in them are words', async () => {
    await ada.page.evaluate((address) => {
      const data = new DataTransfer()
      data.setData('text/uri-list', address)
      data.setData('text/plain', address)
      const init = { dataTransfer: data, bubbles: true, cancelable: true, clientX: 640, clientY: 400 }
      document.getElementById('board')!.dispatchEvent(new DragEvent('drop', init))
    }, NOTE)
    await one('card')
    await press(ada, 'Delete')
    await ada.page.evaluate((address) => {
      window.dispatchEvent(new KeyboardEvent('keydown', { key: 'V', code: 'KeyV', ctrlKey: true, shiftKey: true }))
      const data = new DataTransfer()
      data.setData('text/plain', address)
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    }, NOTE)
    expect(title(await one('text'))).toBe(NOTE)
    await press(ada, 'Delete')
    await brings(ada, { 'text/plain': `see ${NOTE}` })
    expect((await one('text')).has('link')).toBe(false)
  })

  test('has a title that one may write anew', async () => {
    await pastes(NOTE)
    await press(ada, 'Escape')
    await ada.page.mouse.dblclick(500, 285)
    await ada.page.getByRole('textbox', { name: 'Text' }).waitFor()
    await press(ada, 'Control+a')
    await ada.page.keyboard.type('Where notes come from')
    await press(ada, 'Escape')
    expect(title(await one('card'))).toBe('Where notes come from')
  })

  test('opens in a tab of its own: by the button at its corner, by a click with Ctrl, by a click of who may only look', async () => {
    await pastes(NOTE)
    await press(ada, 'Escape')
    await ada.page.mouse.move(700, 600)
    await ada.page.mouse.move(500, 300)
    const button = ada.page.getByRole('link', { name: 'Open en.wikipedia.org' })
    await button.waitFor()
    expect(await button.getAttribute('rel')).toBe('noopener noreferrer')
    expect(await opened(ada.page, () => button.click())).toEqual({ url: NOTE, opener: false })
    const withCtrl = () => ada.page.mouse.click(480, 300)
    await ada.page.keyboard.down('Control')
    expect(await opened(ada.page, withCtrl)).toEqual({ url: NOTE, opener: false })
    await ada.page.keyboard.up('Control')
    await press(ada, 'Alt+r')
    expect(await opened(ada.page, () => ada.page.mouse.click(500, 300))).toEqual({ url: NOTE, opener: false })
    await press(ada, 'Alt+r')
  })

  test('becomes text and a card again, each in one step', async () => {
    await pastes(NOTE)
    await menu('Turn into text')
    const text = await one('text')
    expect([title(text), text.get('link')]).toEqual([NOTE, NOTE])
    await menu('Turn into a card')
    expect(title(await one('card'))).toBe('Sticky note')
    await press(ada, 'Control+z')
    expect(title(await one('text'))).toBe(NOTE)
  })

  test('is something that arrows hold on to', async () => {
    await pastes(NOTE, [700, 300])
    await press(ada, 'a')
    await ada.drags([300, 500], [700, 300])
    const end = (await one('arrow')).get('end') as readonly unknown[]
    expect(end[0]).not.toBe('')
  })
})

async function menu(line: string): Promise<void> {
  await press(ada, 'Shift+F10')
  await ada.page.getByRole('menuitem', { name: line }).click()
}

describe('a link', () => {
  test('is given to anything by Ctrl+K, is marked beside it, and opens', async () => {
    await ada.draws([300, 250], [420, 330])
    await press(ada, 'Control+a')
    await press(ada, 'Control+k')
    const field = ada.page.getByRole('textbox', { name: 'Where it leads' })
    await field.fill('javascript:alert(1)')
    await field.press('Enter')
    await ada.page.getByRole('alert').getByText('no address of a page').waitFor()
    await field.fill('example.org/plans')
    await ada.page.getByText('Leads to example.org').waitFor()
    await field.press('Enter')
    await field.waitFor({ state: 'detached' })
    expect((await one('rectangle')).get('link')).toBe('https://example.org/plans')
    await ada.page.mouse.move(700, 600)
    await press(ada, 'Escape')
    await expect.poll(() => inked(ada.page, { x: 426, y: 246, width: 24, height: 24 })).toBeGreaterThan(20)
    await ada.page.mouse.move(430, 300)
    await ada.page.mouse.move(438, 258)
    const button = ada.page.getByRole('link', { name: 'Open example.org' })
    expect(await opened(ada.page, () => button.click())).toEqual({ url: 'https://example.org/plans', opener: false })
    await press(ada, 'Control+a')
    await press(ada, 'Control+k')
    await ada.page.getByRole('button', { name: 'Remove' }).click()
    expect((await one('rectangle')).has('link')).toBe(false)
  })

  test('becomes a card where nothing is selected', async () => {
    await press(ada, 'Control+k')
    const field = ada.page.getByRole('textbox', { name: 'Where it leads' })
    await field.fill('https://example.org/blog/how-to-draw')
    await field.press('Enter')
    expect(title(await one('card'))).toBe('How to draw')
  })

  test('that is hostile leads nowhere, or is shown as what it is', async () => {
    for (const text of ['javascript:alert(1)', 'data:text/html,<b>x</b>', 'https://exa mple.org']) {
      await brings(ada, { 'text/plain': text })
      expect((await one('text')).has('link')).toBe(false)
      await press(ada, 'Delete')
    }
    await pastes('https://\u0430pple.example.org/\u202egpj.exe')
    await ada.page.mouse.move(490, 300)
    await ada.page.getByRole('link', { name: 'Open xn--pple-43d.example.org' }).waitFor()
    await press(ada, 'Delete')
    await ada.page.mouse.move(500, 300)
    await brings(ada, { 'text/plain': `https://example.org/${'x'.repeat(3000)}` })
    expect((await one('text')).has('link')).toBe(false)
  })
})

test('looks as it should: light, dark, and on a phone', async () => {
  const all = [
    [NOTE, 300, 200],
    ['https://github.com/drawing/room/issues/12', 700, 200],
    [
      'https://example.org/a/very/long/path/that-goes-on-and-on/how-to-make-a-board-for-everybody-in-the-house-and-garden',
      300,
      340,
    ],
    ['http://localhost:8080/', 700, 340],
    ['https://\u0430pple.example.org/login', 300, 480],
  ] as const
  for (const [i, [address, x, y]] of all.entries()) {
    await ada.page.mouse.move(x, y)
    await brings(ada, { 'text/plain': address })
    await expect.poll(async () => (await lying(ada, 'card')).length).toBe(i + 1)
  }
  await haveAll(ada, bob)
  await ada.page.mouse.move(300, 205)
  await press(ada, 'Escape')
  await ada.page.mouse.move(300, 206)
  await rested(ada.page)
  await ada.page.screenshot({ path: 'browser/screens/cards-light.png' })
  await press(ada, 'Shift+Alt+d')
  await rested(ada.page)
  await ada.page.screenshot({ path: 'browser/screens/cards-dark.png' })
  await press(ada, 'Shift+Alt+d')
  await ada.page.setViewportSize({ width: 390, height: 844 })
  await ada.page.mouse.move(10, 400)
  await press(ada, 'Shift+1')
  await ada.page.mouse.click(100, 330)
  await rested(ada.page)
  await ada.page.screenshot({ path: 'browser/screens/cards-phone.png' })
  await press(ada, 'Control+k')
  await ada.page.getByRole('textbox', { name: 'Where it leads' }).waitFor()
  await rested(ada.page)
  await ada.page.screenshot({ path: 'browser/screens/link-phone.png' })
  await press(ada, 'Escape')
  await ada.page.setViewportSize({ width: 1280, height: 800 })
})
