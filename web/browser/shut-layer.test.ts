import { beforeAll, expect, test } from 'vitest'
import { drops, kinds, press, rows, said } from './clipboard-hands'
import { ada, bob, onOneBoard } from './pair'

/** A layer that is chosen, and hidden or locked: what is new goes elsewhere, and the person is told. */

onOneBoard()

beforeAll(async () => {
  await press(ada, 'Alt+l')
  await panel().getByRole('button', { name: 'New layer' }).click()
  await panel().getByRole('textbox', { name: 'Name of the layer' }).press('Enter')
  await panel()
    .getByRole('button', { name: /^Layer 1/ })
    .waitFor()
})

const panel = () => ada.page.getByRole('region', { name: 'Layers' })

/** Chooses the layer to draw on. */
const chooses = () =>
  panel()
    .getByRole('button', { name: /^Layer 1/ })
    .click()

/** The kinds of what lies on a layer, as the server has it; the layers themselves left out. */
async function onLayers(): Promise<{ readonly base: unknown[]; readonly layer: unknown[] }> {
  const all = await rows(ada)
  const layers = new Set(all.filter(({ props }) => props.kind === 'layer').map(({ id }) => id))
  const things = all.filter(({ id }) => !layers.has(id))
  const kindsOf = (on: boolean) =>
    things.filter(({ props }) => layers.has(String(props.parent ?? '')) === on).map(({ props }) => props.kind)
  return { base: kindsOf(false).sort(), layer: kindsOf(true).sort() }
}

/** How many dark pixels Bob sees in the part where Ada pastes. */
async function inkOfBob(): Promise<number> {
  const png = await bob.page.screenshot({ animations: 'disabled', clip: { x: 700, y: 420, width: 240, height: 200 } })
  return bob.page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!
    context.drawImage(bitmap, 0, 0)
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height)
    let dark = 0
    for (let i = 0; i < data.length; i += 4) if (data[i]! + data[i + 1]! + data[i + 2]! < 240) dark++
    return dark
  }, png.toString('base64'))
}

test('what is pasted while it is hidden goes onto the board itself, is seen by everybody, and that is said', async () => {
  await ada.takes('Rectangle')
  await ada.drags([300, 200], [400, 280])
  await press(ada, 'Control+c')
  expect(await onLayers()).toEqual({ base: [], layer: ['rectangle'] })
  await panel().getByRole('button', { name: 'Hide Layer 1' }).click()
  await ada.saved()
  expect(await inkOfBob()).toBe(0)
  await ada.page.mouse.move(820, 520)
  await press(ada, 'Control+v')
  await said(ada, /^Layer 1 is hidden$/)
  await expect.poll(onLayers).toEqual({ base: ['rectangle'], layer: ['rectangle'] })
  await press(ada, 'Escape')
  await ada.page.mouse.move(640, 300)
  await expect.poll(inkOfBob).toBeGreaterThan(300)
  // One step back takes what was pasted.
  await press(ada, 'Control+z')
  await expect.poll(onLayers).toEqual({ base: [], layer: ['rectangle'] })
})

test('so does what is dropped while it is locked, and what a double click writes', async () => {
  await panel().getByRole('button', { name: 'Show Layer 1' }).click()
  await panel().getByRole('button', { name: 'Lock Layer 1' }).click()
  await chooses()
  await drops(ada, 'a.txt', 'text/plain', Buffer.from('dropped'))
  await said(ada, /^Layer 1 is locked$/)
  await expect.poll(onLayers).toEqual({ base: ['text'], layer: ['rectangle'] })
  await expect.poll(() => kinds(bob)).toEqual(['layer', 'rectangle', 'text'])
  await chooses()
  await ada.page.mouse.dblclick(500, 600)
  await ada.page.keyboard.type('written')
  await press(ada, 'Escape')
  await expect.poll(onLayers).toEqual({ base: ['text', 'text'], layer: ['rectangle'] })
  await panel().getByRole('button', { name: 'Unlock Layer 1' }).click()
  await chooses()
  await drops(ada, 'b.txt', 'text/plain', Buffer.from('on it'))
  await expect.poll(onLayers).toEqual({ base: ['text', 'text'], layer: ['rectangle', 'text'] })
})
