import { expect, test } from 'vitest'
import { forms } from '../src/elements/forms'
import { ada, bareEachTime, bob, haveAll, lying, onOneBoard } from './pair'
import { inked } from './picture-of'

/** Shapes of every form, made and made into each other, as another has them. */

onOneBoard()
bareEachTime()

async function choosesShape(name: string): Promise<void> {
  await ada.page.getByRole('button', { name: 'Shape', exact: true }).click()
  const page = ada.page.getByRole('dialog', { name: 'Shape' })
  await page.getByRole('button', { name: `Shape: ${name}`, exact: true }).click()
  await ada.page.keyboard.press('Escape')
  await page.waitFor({ state: 'detached' })
}

/** The shapes on Bob's board: of a figure its form. */
async function shapes(): Promise<unknown[]> {
  await haveAll(ada, bob)
  const all = await Promise.all(['rectangle', 'ellipse', 'diamond', 'figure'].map((kind) => lying(bob, kind)))
  return all.flat().map((props) => props.get('form') ?? props.get('kind'))
}

test('a diamond by its key, and every figure by its picture', async () => {
  await ada.page.keyboard.press('3')
  await ada.drags([100, 100], [180, 170])
  await ada.page.keyboard.press('Escape')
  for (const [i, { title }] of forms.entries()) {
    await ada.page.keyboard.press('m')
    await choosesShape(title)
    const [x, y] = [100 + ((i + 1) % 8) * 120, 100 + Math.floor((i + 1) / 8) * 120]
    await ada.drags([x, y], [x + 90, y + 80])
    await ada.page.keyboard.press('Escape')
  }
  expect(await shapes()).toEqual(['diamond', ...forms.map(({ form }) => form)])
  for (const i of forms.keys()) {
    const clip = { x: 98 + (i % 8) * 120, y: 98 + Math.floor(i / 8) * 120, width: 94, height: 84 }
    expect(await inked(bob.page, clip), forms[i]!.title).toBeGreaterThan(100)
  }
})

test('what is selected becomes another shape in one step, and is what it was again', async () => {
  await ada.page.keyboard.press('r')
  await ada.drags([300, 200], [420, 300])
  await ada.page.keyboard.press('o')
  await ada.drags([500, 200], [620, 300])
  await ada.page.keyboard.press('Control+a')
  await choosesShape('Star')
  expect(await shapes()).toEqual(['star', 'star'])
  await ada.page.keyboard.press('Control+z')
  expect(await shapes()).toEqual(['rectangle', 'ellipse'])
  await ada.page.keyboard.press('Control+Shift+z')
  await ada.page.reload()
  await ada.isOn()
  expect(await shapes()).toEqual(['star', 'star'])
})

test('a figure is mirrored, and the other sees it so', async () => {
  await ada.page.keyboard.press('m')
  await choosesShape('Speech bubble')
  await ada.drags([300, 200], [460, 320])
  await ada.page.keyboard.press('Shift+H')
  await haveAll(ada, bob)
  expect((await lying(bob, 'figure')).map((props) => props.get('mirrored'))).toEqual([true])
})

test('the button of the figures opens the choice of them, and the next press draws', async () => {
  await ada.takes('More shapes')
  await ada.page.getByRole('button', { name: 'Shape: Heart', exact: true }).click()
  await ada.drags([300, 150], [420, 250])
  expect(await shapes()).toEqual(['heart'])
})
