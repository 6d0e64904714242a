import { beforeAll, beforeEach, expect, test } from 'vitest'
import { ada, bob, haveAll, lying, onOneBoard } from './pair'
import type { Spot } from './person'
import { inked } from './picture-of'
import { percent, under, viewOf } from './view'

/** How a hand gets about on the board. Where one is, is one's own; what one does there, the other sees where it is. */

// Without gliding, since the address says where one is only when one rests.
onOneBoard({ ada: { reducedMotion: 'reduce' } })

beforeAll(async () => {
  await ada.draws([300, 200], [400, 300])
  await ada.draws([1050, 450], [1150, 550])
})

beforeEach(async () => {
  await ada.page.keyboard.press('Escape')
  await ada.page.keyboard.press('Escape')
  await ada.takes('Select')
  await ada.page.keyboard.press('Shift+0')
  await ada.page.keyboard.press('Shift+1')
})

/** Where the middle of the view is, in hundredths. */
const middle = (view: readonly number[]) => under(view, [640, 400])

test('the wheel with ctrl grows the board about the pointer: what lies under it stays there', async () => {
  const from = await viewOf(ada)
  const spot: Spot = [333, 222]
  await ada.page.mouse.move(...spot)
  await ada.page.keyboard.down('Control')
  for (let i = 0; i < 4; i++) await ada.page.mouse.wheel(0, -120)
  await ada.page.keyboard.up('Control')
  const to = await viewOf(ada)
  expect(to[2]).toBeLessThan(from[2]! / 1.3)
  const [was, is] = [under(from, spot), under(to, spot)]
  // To the pixel, as the address says whole hundredths and the board lies on whole pixels.
  expect(Math.hypot(was[0]! - is[0]!, was[1]! - is[1]!)).toBeLessThanOrEqual(150)
})

test('fit shows everything, fit to the selection shows that, 100 % is 100 %', async () => {
  const all = await viewOf(ada)
  const bounds = (await lying(ada, 'rectangle')).map((props) => [props.get('at'), props.get('size')] as number[][])
  const inside = ([x, y, w, h]: readonly number[]) =>
    bounds.filter(
      ([at, size]) =>
        at![0]! >= x! && at![1]! >= y! && at![0]! + size![0]! <= x! + w! && at![1]! + size![1]! <= y! + h!,
    ).length
  expect(inside(all)).toBe(2)
  const [x, y] = await onPage(all, bounds[0]![0]!)
  await ada.page.mouse.click(x!, y! + 20)
  await ada.page.keyboard.press('Shift+2')
  const one = await viewOf(ada)
  expect(inside(one)).toBe(1)
  const [at, size] = bounds[0]!
  expect(Math.abs(middle(one)[0]! - at![0]! - size![0]! / 2)).toBeLessThan(200)
  await ada.page.keyboard.press('Control+0')
  await expect.poll(() => percent(ada)).toBe(100)
  expect((await viewOf(ada)).slice(2)).toEqual([128_000, 80_000])
})

/** Where a point of the board is on Ada's page. */
async function onPage([x, y, w, h]: readonly number[], at: readonly number[]): Promise<Spot> {
  return [((at[0]! - x!) / w!) * 1280, ((at[1]! - y!) / h!) * 800]
}

test('whoever has lost what is drawn is brought back by a button', async () => {
  const area = { x: 60, y: 120, width: 1100, height: 480 }
  await ada.page.mouse.move(640, 400)
  await ada.page.mouse.wheel(9000, 9000)
  const back = ada.page.getByRole('button', { name: 'Back to what is drawn' })
  await back.waitFor()
  const bare = await inked(ada.page, area)
  await back.click()
  await back.waitFor({ state: 'detached' })
  await expect.poll(() => inked(ada.page, area)).toBeGreaterThan(bare + 300)
})

test('the board has no edge: what one draws a million units away, the other finds by a link', async () => {
  await ada.page.keyboard.press('Control+0')
  const far = 100_000_000
  await ada.page.evaluate((x) => {
    location.hash = `${location.hash.split('&')[0] || '#'}&view=${x},${-x},128000,80000`
  }, far)
  await expect.poll(async () => (await viewOf(ada))[0]).toBe(far)
  await ada.draws([500, 300], [620, 400])
  await haveAll(ada, bob)
  const props = (await lying(bob, 'rectangle')).at(-1)!
  const view = await viewOf(ada)
  const [x, y] = under(view, [500, 300])
  expect(props.get('at')).toEqual([x, y])
  expect(props.get('size')).toEqual([12_000, 10_000])
  const area = { x: 480, y: 280, width: 160, height: 140 }
  const bare = await inked(bob.page, area)
  await bob.page.evaluate((url) => {
    location.hash = new URL(url).hash
  }, ada.page.url())
  await expect.poll(() => inked(bob.page, area)).toBeGreaterThan(bare + 300)
  await ada.page.keyboard.press('Control+z')
  await haveAll(ada, bob)
})

test('squared paper is seen by the other too, and what is drawn and carried holds its grid', async () => {
  await ada.page.keyboard.press('Control+0')
  await bob.page.keyboard.press('Shift+0')
  await viewOf(bob)
  const bare = { x: 520, y: 330, width: 200, height: 60 }
  const before = await inked(bob.page, bare)
  await ada.page.getByRole('button', { name: 'Menu', exact: true }).click()
  await ada.page.getByRole('menuitem', { name: 'Paper' }).click()
  await ada.page.getByRole('menuitemcheckbox', { name: 'Squared paper' }).click()
  await ada.page.keyboard.press('Escape')
  await expect.poll(() => inked(bob.page, bare)).not.toBe(before)
  await ada.page.keyboard.press("Control+'")
  await ada.draws([503, 307], [588, 391])
  await haveAll(ada, bob)
  const onGrid = async () => {
    const props = (await lying(bob, 'rectangle')).at(-1)!
    return [props.get('at'), props.get('size')].flat().map((n) => Math.abs(Number(n)) % 2000)
  }
  expect(await onGrid()).toEqual([0, 0, 0, 0])
  const at = (await lying(bob, 'rectangle')).at(-1)!.get('at')
  const [x, y] = await onPage(await viewOf(ada), at as number[])
  await ada.page.mouse.click(x! + 1, y! + 30)
  await ada.drags([x! + 1, y! + 30], [x! + 30, y! + 60], [x! + 48, y! + 67])
  await haveAll(ada, bob)
  expect((await lying(bob, 'rectangle')).at(-1)!.get('at')).not.toEqual(at)
  expect(await onGrid()).toEqual([0, 0, 0, 0])
  await ada.page.keyboard.press('Delete')
  await ada.page.keyboard.press("Control+'")
  await haveAll(ada, bob)
})

test('Shift+1 in the very frame in which the window is resized fits the new size', async () => {
  const wide = await percent(ada)
  await ada.page.evaluate(() => {
    document.getElementById('board')!.style.width = '640px'
    const press = { key: '!', code: 'Digit1', shiftKey: true, bubbles: true }
    document.body.dispatchEvent(new KeyboardEvent('keydown', press))
  })
  const at = await viewOf(ada)
  expect(await percent(ada)).toBeLessThan(wide)
  await ada.page.keyboard.press('Shift+1')
  expect(await viewOf(ada)).toEqual(at)
  await ada.page.evaluate(() => {
    document.getElementById('board')!.style.width = ''
  })
})

test('space and the middle button take the paper, shift turns the wheel sideways', async () => {
  const from = await viewOf(ada)
  const k = from[2]! / 1280
  const gone = async () => {
    const to = await viewOf(ada)
    return [Math.round((to[0]! - from[0]!) / k), Math.round((to[1]! - from[1]!) / k)]
  }
  await ada.page.keyboard.down('Space')
  await ada.drags([600, 350], [640, 380], [700, 400])
  await ada.page.keyboard.up('Space')
  expect(await gone()).toEqual([-100, -50])
  await ada.page.mouse.move(700, 400)
  await ada.page.mouse.down({ button: 'middle' })
  await ada.page.mouse.move(600, 350, { steps: 4 })
  await ada.page.mouse.up({ button: 'middle' })
  expect(await gone()).toEqual([0, 0])
  await ada.page.keyboard.down('Shift')
  await ada.page.mouse.wheel(0, 100)
  await ada.page.keyboard.up('Shift')
  expect(await gone()).toEqual([100, 0])
})

test('by itself: a mouse’s wheel zooms, a trackpad’s fingers move about', async () => {
  await ada.page.keyboard.press('Control+,')
  const dialog = ada.page.getByRole('dialog', { name: 'Settings' })
  await dialog.getByRole('radio', { name: 'By itself' }).click()
  await ada.page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  const from = await viewOf(ada)
  await ada.page.mouse.move(640, 400)
  for (const [dx, dy] of [
    [3, 7],
    [5, 12],
    [2, 6],
  ] as const)
    await ada.page.mouse.wheel(dx, dy)
  const pushed = await viewOf(ada)
  expect(pushed.slice(2)).toEqual(from.slice(2))
  expect(pushed[1]).toBeGreaterThan(from[1]!)
  await ada.page.mouse.wheel(0, 120)
  expect((await viewOf(ada))[2]).toBeGreaterThan(pushed[2]!)
})
