import { beforeAll, expect, test } from 'vitest'
import type { Value } from '../src/board/types'
import { encodePayload } from '../src/editor/clipboard-payload'
import { bytesOf, drops, empty, kinds, press, rows, said } from './clipboard-hands'
import { ada, bob, onOneBoard } from './pair'
import { Person } from './person'
import { difference } from './picture-compare'
import { rested } from './picture-of'
import { brushOf } from './scene'

const stage = onOneBoard({ title: 'Garden: plan' })
/** On a board of her own, at an address without https. */
let cy: Person
let file: Buffer

beforeAll(async () => {
  cy = await Person.arrive(stage.browser, 'Cy')
  await cy.makesBoard(stage.program.lan)
})

/** Runs a command from the list of all commands. */
async function commands(person: Person, words: string): Promise<void> {
  await press(person, 'Control+/')
  await person.page.getByRole('combobox', { name: 'Search commands' }).fill(words)
  await press(person, 'Enter')
}

/** Saves a file by its command. */
async function saves(person: Person): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([person.page.waitForEvent('download'), commands(person, 'save as file')])
  return { name: download.suggestedFilename(), bytes: await bytesOf(download) }
}

/** Opens a file by its command, as it is chosen in the system's dialog. */
async function opens(person: Person, name: string, buffer: Buffer): Promise<void> {
  const [chooser] = await Promise.all([person.page.waitForEvent('filechooser'), commands(person, 'open a file')])
  await chooser.setFiles({ name, mimeType: '', buffer })
}

const middle = { x: 500, y: 260, width: 280, height: 280 }

/** What somebody sees of the middle of the board. */
const seen = (person: Person) => person.page.screenshot({ animations: 'disabled', clip: middle })

test('a board is saved as a file, and dropped onto a board it looks the same to everybody there, as one step', async () => {
  await ada.takes('Rectangle')
  await brushOf(ada).fill('Soft blue')
  await ada.drags([540, 300], [740, 500])
  await ada.takes('Ellipse')
  await brushOf(ada).fill('Soft yellow')
  await ada.drags([580, 340], [680, 420])
  for (let i = 0; i < 3; i++) await press(ada, 'Escape')
  await ada.page.mouse.move(1000, 600)
  await expect.poll(() => kinds(bob)).toEqual(['ellipse', 'rectangle'])
  const area = { x: 0, y: 0, width: 280, height: 280 }
  // A message or a frame that fades is no part of the drawing.
  const before = await rested(ada.page, middle)
  const { name, bytes } = await saves(ada)
  file = bytes
  expect(name).toBe('Garden plan.drawingroom')
  await empty(ada)
  await drops(bob, name, '', bytes)
  await expect.poll(() => kinds(ada)).toEqual(['ellipse', 'rectangle'])
  await expect
    .poll(async () => {
      // What Bob holds in his hand shows on Ada's board too, and he may take hold of it only after it has come to her.
      await press(bob, 'Escape')
      const { unlike, inked } = await difference(ada.page, before, await seen(ada), area)
      return inked > 5000 && unlike / inked < 0.02
    })
    .toBe(true)
  await press(bob, 'Control+z')
  await expect.poll(() => kinds(ada)).toEqual([])
})

test('of what is selected there is a file of just that', async () => {
  await press(bob, 'Control+Shift+z')
  await expect.poll(() => kinds(ada)).toEqual(['ellipse', 'rectangle'])
  await ada.page.mouse.click(630, 380)
  const { bytes } = await saves(ada)
  await opens(cy, 'one.drawingroom', bytes)
  await expect.poll(() => kinds(cy)).toEqual(['ellipse'])
  await empty(cy)
})

test('a file is opened by a command, in the middle of what is seen where the pointer is elsewhere', async () => {
  await cy.page.mouse.move(40, 30)
  await opens(cy, 'plan.drawingroom', file)
  await expect.poll(() => kinds(cy)).toEqual(['ellipse', 'rectangle'])
  const rectangle = (await rows(cy)).find(({ props }) => props.kind === 'rectangle')!
  expect(rectangle.props.at).toEqual([-10_000, -10_000])
})

test('a file that is cut short or no file of ours gets a sentence, and nothing is changed', async () => {
  const before = await rows(cy)
  const text = file.toString()
  for (const bad of [text.slice(0, text.lastIndexOf('|')), text.slice(0, -9), '<script>alert(1)</script>', '']) {
    await opens(cy, 'bad.drawingroom', Buffer.from(bad))
    await said(cy, /It is damaged or cut short/)
    await cy.page.locator('.toast [aria-label="Close"]').first().click()
    await cy.page.getByText(/It is damaged or cut short/).waitFor({ state: 'detached' })
  }
  expect(await rows(cy)).toEqual(before)
})

test('a large file comes with a bar, and goes again with one step', async () => {
  await empty(cy)
  const many = Array.from({ length: 30_000 }, (_, i) => ({
    id: `tile-${String(i).padStart(6, '0')}`,
    props: new Map<string, Value>([
      ['kind', 'rectangle'],
      ['at', [(i % 200) * 1000, Math.floor(i / 200) * 1000]],
      ['size', [800, 800]],
    ]),
  }))
  const bar = cy.page.getByRole('progressbar', { name: 'Pasting' })
  await Promise.all([bar.waitFor(), opens(cy, 'many.drawingroom', Buffer.from(encodePayload(many)))])
  await bar.waitFor({ state: 'detached' })
  await expect.poll(async () => (await rows(cy)).length, { timeout: 60_000 }).toBe(30_000)
  await press(cy, 'Control+z')
  await expect.poll(async () => (await rows(cy)).length, { timeout: 60_000 }).toBe(0)
})

test('nothing went wrong in her page', () => {
  expect(cy.troubles).toEqual([])
})
