import { mkdirSync } from 'node:fs'
import { beforeEach, describe, expect, test } from 'vitest'
import { bytesOf, press } from './clipboard-hands'
import { ada, afresh, bareEachTime, bob, haveAll, lying, onOneBoard } from './pair'
import type { Person, Spot } from './person'
import { colourAt, rested } from './picture-of'
import { brushOf } from './scene'
import { truth } from './truth'
import { viewOf } from './view'

/** Frames as one hand uses them and another person sees them, and the frames shown to an audience. */

onOneBoard({ title: 'Talk' })
afresh()
bareEachTime()
beforeEach(async () => {
  // What lay in a frame stays when that goes, and is selected.
  await press(ada, 'Delete')
  await frames([200, 200], [600, 500])
  await fills(ada, 'Soft blue', [450, 300], [700, 400])
  await haveAll(ada, bob)
})

const LOOK = process.env.DRAWINGROOM_LOOK
const shot = async ({ page }: Person, name: string) => {
  if (LOOK === undefined) return
  mkdirSync(LOOK, { recursive: true })
  await page.screenshot({ path: `${LOOK}/${name}.png` })
}

const panel = ({ page }: Person) => page.getByRole('region', { name: 'Frames' })
const stage = ({ page }: Person) => page.getByRole('region', { name: 'Presentation' })
const dialog = ({ page }: Person) => page.getByRole('dialog', { name: 'Export as a picture' })

/** The ids of what lies in the frame of a name, as the server has it. */
async function inside(name: string): Promise<readonly string[]> {
  const { board } = await truth(ada)
  const frame = board.paintOrder().find((id) => board.element(id)!.props.get('name') === name)
  return board.children(frame!).map(({ id }) => String(board.element(id)!.props.get('kind')))
}

/** Fills a rectangle with a colour, from corner to corner; nothing is selected then. */
async function fills(person: Person, fill: string, from: Spot, to: Spot): Promise<void> {
  await person.takes('Rectangle')
  await brushOf(person).fill(fill)
  await person.drags(from, to)
  await press(person, 'Escape')
}

async function frames(from: Spot, to: Spot): Promise<void> {
  await press(ada, 'f')
  await ada.drags(from, to)
  await press(ada, 'Escape')
}

/** The colours of a picture at some places. */
const coloursOf = (png: Buffer, ...spots: Spot[]) =>
  ada.page.evaluate(
    async ({ base64, at }) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!
      context.drawImage(bitmap, 0, 0)
      const colours = at.map(([x, y]) => [...context.getImageData(x, y, 1, 1).data.slice(0, 3)].join(' '))
      return { size: [bitmap.width, bitmap.height], colours }
    },
    { base64: png.toString('base64'), at: spots as [number, number][] },
  )

const BLUE = '211 227 249'

describe('a frame', () => {
  test('shows no more of what lies in it than is within, to both, and after a reload', async () => {
    expect(await inside('Frame 1')).toEqual(['rectangle'])
    for (const person of [ada, bob]) {
      await rested(person.page)
      expect(await colourAt(person.page, [550, 350])).toBe('#d3e3f9')
      expect(await colourAt(person.page, [650, 350])).not.toBe('#d3e3f9')
    }
    await shot(ada, 'clip-light')
    await bob.page.reload()
    await bob.isOn()
    await haveAll(ada, bob)
    await rested(bob.page)
    await shot(bob, 'reload')
  })

  test('is carried by its name with what lies in it, and the other sees both on the way', async () => {
    await ada.presses([215, 190], [215, 230], [215, 260])
    await rested(ada.page)
    expect(await colourAt(ada.page, [550, 420])).toBe('#d3e3f9')
    expect(await colourAt(ada.page, [650, 420])).not.toBe('#d3e3f9')
    await shot(ada, 'carried')
    await ada.page.mouse.up()
    await haveAll(ada, bob)
    const [rectangle] = await lying(bob, 'rectangle')
    const [frame] = await lying(bob, 'frame')
    const at = (props: typeof frame) => props!.get('at') as readonly number[]
    expect(at(rectangle)[1]! - at(frame)[1]!).toBe(10_000)
  })

  test('lets go of what is dragged out of it, which is then seen as a whole', async () => {
    await ada.takes('Select')
    await ada.presses([500, 350], [600, 350], [800, 350])
    await rested(ada.page)
    // In the hand already it is seen as it would be; lines that it clings to go through its middle.
    expect(await colourAt(ada.page, [950, 330])).toBe('#d3e3f9')
    await ada.page.mouse.up()
    await haveAll(ada, bob)
    expect(await inside('Frame 1')).toEqual([])
    await press(ada, 'Control+z')
    await haveAll(ada, bob)
    expect(await inside('Frame 1')).toEqual(['rectangle'])
  })

  test('is renamed by a double click on its name, for both', async () => {
    await ada.page.mouse.dblclick(215, 190)
    const field = ada.page.getByRole('textbox', { name: 'Name of the frame' })
    await field.fill('Opening')
    await shot(ada, 'naming')
    await field.press('Enter')
    await haveAll(ada, bob)
    expect((await lying(bob, 'frame'))[0]!.get('name')).toBe('Opening')
    await press(ada, 'F2')
    await ada.page.getByRole('textbox', { name: 'Name of the frame' }).press('Escape')
  })

  test('becomes a picture of just what it shows, cut off at its edges', async () => {
    await ada.page.mouse.click(215, 190)
    await press(ada, 'Control+Shift+E')
    await dialog(ada).waitFor()
    for (const name of ['PNG', '1×', 'Paper']) await dialog(ada).getByRole('radio', { name, exact: true }).click()
    expect(await dialog(ada).getByRole('radio', { name: 'Frame', exact: true }).getAttribute('aria-checked')).toBe(
      'true',
    )
    await shot(ada, 'export')
    const save = async () => {
      const [download] = await Promise.all([
        ada.page.waitForEvent('download'),
        dialog(ada).getByRole('button', { name: 'Save' }).click(),
      ])
      return bytesOf(download)
    }
    const { size, colours } = await coloursOf(await save(), [350, 150], [50, 50])
    expect([size, colours[0]]).toEqual([[400, 300], BLUE])
    expect(colours[1]).not.toBe(BLUE)
    // The whole board: the frame cuts off what lies in it there too, in both kinds of pictures.
    await press(ada, 'Escape')
    await press(ada, 'Control+Shift+E')
    await dialog(ada).getByRole('radio', { name: 'All', exact: true }).click()
    const all = await coloursOf(await save(), [16 + 350, 20 + 16 + 150])
    expect(all.size[0]).toBeLessThan(450)
    expect(all.colours[0]).toBe(BLUE)
    await press(ada, 'Control+Shift+E')
    await dialog(ada).getByRole('radio', { name: 'SVG', exact: true }).click()
    const svg = (await save()).toString()
    expect(svg).toContain('clip-path="url(#frame-1)"')
    expect(svg).toContain('>Frame 1</text>')
  })

  test('and all frames become a picture each', async () => {
    await frames([700, 200], [1000, 380])
    await press(ada, 'Control+Shift+E')
    for (const name of ['Frames', 'PNG']) await dialog(ada).getByRole('radio', { name, exact: true }).click()
    const names: string[] = []
    const note = (download: { suggestedFilename(): string }) => names.push(download.suggestedFilename())
    ada.page.on('download', note)
    await dialog(ada).getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => names).toEqual(['Talk 1 Frame 1.png', 'Talk 2 Frame 2.png'])
    ada.page.off('download', note)
    await dialog(ada).waitFor({ state: 'detached' })
  })
})

const second = () => frames([700, 200], [1000, 380])

describe('the list of frames', () => {
  beforeEach(second)

  test('has them in reading order, or as they are dragged, for both', async () => {
    for (const person of [ada, bob]) await press(person, 'Alt+f')
    const names = (person: Person) => panel(person).locator('.layer-name bdi').allInnerTexts()
    await expect.poll(() => names(bob)).toEqual(['Frame 1', 'Frame 2'])
    await shot(ada, 'panel-light')
    const row = async (name: string) => (await panel(ada).locator('.layer', { hasText: name }).boundingBox())!
    const [one, two] = [await row('Frame 1'), await row('Frame 2')]
    await ada.drags([two.x + 90, two.y + 18], [two.x + 90, one.y + 20], [two.x + 90, one.y + 3])
    await expect.poll(() => names(bob)).toEqual(['Frame 2', 'Frame 1'])
    await haveAll(ada, bob)
    const top = await row('Frame 2')
    await ada.drags([top.x + 90, top.y + 18], [top.x + 90, top.y + 60], [top.x + 90, top.y + 90])
    await expect.poll(() => names(bob)).toEqual(['Frame 1', 'Frame 2'])
    await panel(ada).getByRole('button', { name: 'Hide Frame 2' }).click()
    await haveAll(ada, bob)
    expect((await lying(bob, 'frame')).find((one) => one.get('name') === 'Frame 2')!.get('hidden')).toBe(true)
    await panel(ada).getByRole('button', { name: 'Show Frame 2' }).click()
    for (const person of [ada, bob]) await press(person, 'Alt+f')
  })
})

describe('a presentation', () => {
  beforeEach(second)

  test('shows one frame after another, offers the others to follow, and lights up where the laser points', async () => {
    await press(ada, 'Alt+p')
    await stage(ada).getByRole('status', { name: 'Frame 1 of 2: Frame 1' }).waitFor()
    await bob.page.getByText('presents').waitFor()
    await shot(bob, 'offered')
    await bob.page.getByRole('button', { name: 'Follow' }).click()
    await bob.page.getByText('Following').waitFor()
    // The audience sees what is shown, and the way out.
    await bob.page.getByRole('toolbar', { name: 'Tools' }).waitFor({ state: 'hidden' })
    await bob.page.getByRole('button', { name: 'Stop' }).waitFor()
    await press(bob, 'Escape')
    await bob.page.getByRole('toolbar', { name: 'Tools' }).waitFor()
    await bob.page.getByRole('button', { name: 'Follow' }).click()
    await bob.page.getByText('Following').waitFor()
    await press(ada, 'ArrowRight')
    await stage(ada).getByRole('status', { name: 'Frame 2 of 2: Frame 2' }).waitFor()
    await rested(bob.page)
    await shot(bob, 'following')
    await press(ada, 'PageUp')
    await stage(ada).getByRole('status', { name: 'Frame 1 of 2: Frame 1' }).waitFor()
    await rested(ada.page)
    await shot(ada, 'stage-light')
    await press(ada, 'k')
    await ada.presses([400, 300], [600, 350], [700, 450], [500, 500])
    // Without a stroke that stays.
    // Stronger than what lies on the board, in whatever colour Ada came.
    const lit = async ({ page }: Person) => {
      const png = await page.screenshot({ clip: { x: 300, y: 200, width: 600, height: 400 } })
      return page.evaluate(async (base64) => {
        const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
        const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
        const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!
        context.drawImage(bitmap, 0, 0)
        const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height)
        let count = 0
        for (let i = 0; i < data.length; i += 4)
          if (Math.max(data[i]!, data[i + 1]!, data[i + 2]!) - Math.min(data[i]!, data[i + 1]!, data[i + 2]!) > 60)
            count++
        return count
      }, png.toString('base64'))
    }
    await expect.poll(() => lit(ada)).toBeGreaterThan(20)
    await expect.poll(() => lit(bob)).toBeGreaterThan(20)
    await shot(ada, 'laser')
    await shot(bob, 'laser-other')
    await ada.page.mouse.up()
    await expect.poll(() => lit(ada)).toBe(0)
    const { seq } = await ada.board()
    expect((await truth(ada)).seq).toBe(seq)
    expect(await lying(ada, 'stroke')).toHaveLength(0)
    // What is drawn meanwhile stays, in the frame.
    await press(ada, 'p')
    await ada.drags([400, 300], [500, 350], [600, 300])
    await expect.poll(() => inside('Frame 1')).toEqual(['rectangle', 'stroke'])
    await press(ada, 'p')
    // Whoever moves the view goes their own way.
    await bob.page.mouse.move(640, 400)
    await bob.page.mouse.wheel(0, 200)
    await bob.page.getByText('presents').waitFor()
    await press(ada, 'Escape')
    await stage(ada).waitFor({ state: 'detached' })
    await bob.page.getByText('presents').waitFor({ state: 'detached' })
    await ada.page.getByRole('toolbar', { name: 'Tools' }).waitFor()
  })

  test('who followed it is back where they were when it ends', async () => {
    const before = await viewOf(bob)
    await press(ada, 'Alt+p')
    await bob.page.getByRole('button', { name: 'Follow' }).click()
    await expect.poll(() => viewOf(bob)).not.toEqual(before)
    await press(ada, 'Escape')
    await stage(ada).waitFor({ state: 'detached' })
    await expect.poll(() => viewOf(bob)).toEqual(before)
  })
})

describe('two people', () => {
  test('who take away a frame and put something into it at once see the same', async () => {
    await press(ada, 'Shift+1')
    await press(bob, 'Shift+1')
    await rested(ada.page)
    await haveAll(ada, bob)
    await ada.context.setOffline(true)
    await bob.context.setOffline(true)
    await press(ada, 'Control+a')
    await press(ada, 'Delete')
    await bob.takes('Rectangle')
    await bob.drags([400, 350], [450, 380])
    await ada.context.setOffline(false)
    await bob.context.setOffline(false)
    await haveAll(ada, bob)
    expect(await lying(ada, 'frame')).toHaveLength(0)
    await rested(ada.page)
    await rested(bob.page)
  })
})
