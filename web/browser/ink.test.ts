import { expect, test } from 'vitest'
import { ada, bareEachTime, bob, haveAll, lying, onOneBoard } from './pair'
import { colourAt, inked } from './picture-of'

/** What the pens draw, as another has it. */

onOneBoard()
bareEachTime()

/** The only stroke on Bob's board. */
async function stroke() {
  await haveAll(ada, bob)
  const [one, ...more] = await lying(bob, 'stroke')
  expect(more).toEqual([])
  return one!
}

test('a highlighter draws broad, faint and yellow over what lies there, which is still seen', async () => {
  await ada.page.keyboard.press('t')
  await ada.page.mouse.click(300, 300)
  await ada.page.keyboard.type('to be marked')
  await ada.page.keyboard.press('Escape')
  await ada.page.keyboard.press('u')
  await ada.drags([290, 300], [450, 302])
  expect(Object.fromEntries(await stroke())).toMatchObject({
    nib: 'marker',
    colour: 'yellow',
    opacity: 40,
    thickness: 2000,
  })
  const [r, , b] = (await colourAt(bob.page, [440, 302]))
    .match(/[0-9a-f]{2}/g)!
    .map((part) => Number.parseInt(part, 16))
  expect(r! - b!).toBeGreaterThan(40)
  expect(await inked(bob.page, { x: 300, y: 292, width: 110, height: 20 })).toBeGreaterThan(200)
})

test('an even nib is chosen for what comes next, and for what is there', async () => {
  await ada.page.keyboard.press('p')
  await ada.page.getByRole('button', { name: 'Line style', exact: true }).click()
  await ada.page.getByRole('button', { name: 'Nib: Even', exact: true }).click()
  await ada.page.keyboard.press('Escape')
  await ada.drags([300, 200], [420, 260], [500, 200])
  expect((await stroke()).get('nib')).toBe('even')
  await ada.page.keyboard.press('v')
  await ada.page.keyboard.press('Control+a')
  await ada.page.getByRole('button', { name: 'Line style', exact: true }).click()
  await ada.page.getByRole('button', { name: 'Nib: Follows the pressure', exact: true }).click()
  await ada.page.keyboard.press('Escape')
  expect((await stroke()).get('nib')).toBe('pressure')
})

test('with shift held the pen goes straight', async () => {
  await ada.page.keyboard.press('p')
  await ada.page.keyboard.down('Shift')
  await ada.presses([200, 200], [300, 350], [520, 220])
  await ada.page.mouse.up()
  await ada.page.keyboard.up('Shift')
  const points = (await stroke()).get('points') as readonly number[]
  let [x, y] = [0, 0]
  for (let i = 0; i < points.length; i += 4) {
    x += points[i]!
    y += points[i + 1]!
    // All of it lies on the way from its beginning to its end.
    expect(Math.abs(y / 100 - (x / 100 / 320) * 20)).toBeLessThan(1.5)
  }
  expect([x, y]).toEqual([32_000, 2_000])
})

test('the eraser leaves shapes alone where it takes only ink', async () => {
  await ada.page.keyboard.press('r')
  await ada.drags([300, 200], [400, 300])
  await ada.page.keyboard.press('p')
  await ada.drags([450, 200], [460, 300])
  await ada.page.keyboard.press('Control+/')
  await ada.page.getByRole('combobox', { name: 'Search commands' }).fill('eraser takes only ink')
  await ada.page.keyboard.press('Enter')
  await ada.page.locator('.commands').waitFor({ state: 'detached' })
  await ada.page.keyboard.press('e')
  await ada.drags([280, 250], [380, 250], [500, 250])
  await haveAll(ada, bob)
  expect(await lying(bob, 'stroke')).toEqual([])
  expect(await lying(bob, 'rectangle')).toHaveLength(1)
})
