import type { Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bytesOf, press, rows, said } from './clipboard-hands'
import { ada, bareEachTime, bob, haveAll, lying, onOneBoard } from './pair'
import { Person, type Spot } from './person'
import { colourAt } from './picture-of'
import { blinking, brings, fourColours, smallAvif, type TestFile } from './pictures'

const stage = onOneBoard({ title: 'Pictures' })
bareEachTime()

const RED = '#ff0000'
const GREEN = '#00c000'
const BLUE = '#0000ff'
const YELLOW = '#ffff00'

/** The corners of a picture of 400 by 300 that lies in the middle of the window, a little inside. */
const corners: readonly (readonly [Spot, string])[] = [
  [[460, 270], RED],
  [[820, 270], GREEN],
  [[460, 530], BLUE],
  [[820, 530], YELLOW],
]

async function picture(shade = 0, type = 'png', w = 400, h = 300): Promise<TestFile> {
  const mime = `image/${type}`
  return { name: `picture-${shade}.${type}`, type: mime, bytes: await fourColours(ada, mime, w, h, shade) }
}

const sees = (person: Person, spot: Spot) => expect.poll(() => colourAt(person.page, spot))

async function seesAll(person: Person, all = corners): Promise<void> {
  for (const [spot, colour] of all) await sees(person, spot).toBe(colour)
}

/** Puts a picture in the middle of Ada's board; it is selected. */
async function puts(file: TestFile): Promise<void> {
  await brings(ada, 'drop', [file])
  await ada.page.getByRole('group', { name: 'Style' }).waitFor()
}

/** Runs a command from the list of all commands. */
async function commands(person: Person, words: string): Promise<void> {
  await press(person, 'Control+/')
  await person.page.getByRole('combobox', { name: 'Search commands' }).fill(words)
  await press(person, 'Enter')
  await person.page.locator('.commands').waitFor({ state: 'detached' })
}

/** How often pictures are sent from a page from now on. */
function countsSent(person: Person): () => number {
  let sent = 0
  person.page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/assets')) sent++
  })
  return () => sent
}

describe('a picture comes onto the board', () => {
  test('dropped: where it was dropped, as large as it is, and the other sees it, also after a reload', async () => {
    await puts(await picture(1))
    await press(ada, 'Escape')
    await seesAll(ada)
    await seesAll(bob)
    await haveAll(ada, bob)
    const [image] = await lying(bob, 'image')
    expect(image?.get('natural')).toEqual([400, 300])
    expect(image?.get('size')).toEqual([40_000, 30_000])
    await bob.page.reload()
    await bob.isOn()
    await seesAll(bob)
  })

  test('pasted ten times it is sent and stored once', async () => {
    const sent = countsSent(ada)
    const file = await picture(2)
    for (let i = 0; i < 10; i++) {
      await brings(ada, 'paste', [file])
      await expect.poll(async () => (await lying(ada, 'image')).length).toBe(i + 1)
    }
    await haveAll(ada, bob)
    const assets = new Set((await lying(bob, 'image')).map((props) => props.get('asset')))
    expect(assets.size).toBe(1)
    await expect.poll(sent).toBe(1)
  })

  test('picked by its button, several at once: side by side, in one step', async () => {
    const files = [await picture(3), await picture(4, 'jpeg'), await picture(5, 'webp'), await picture(6)]
    const [chooser] = await Promise.all([ada.page.waitForEvent('filechooser'), press(ada, '9')])
    expect(chooser.isMultiple()).toBe(true)
    await chooser.setFiles(files.map(({ name, type, bytes }) => ({ name, mimeType: type, buffer: bytes })))
    await expect.poll(async () => (await lying(ada, 'image')).length).toBe(4)
    await haveAll(ada, bob)
    const boxes = (await lying(bob, 'image')).map((props) => [props.get('at'), props.get('size')] as number[][])
    for (const [i, [a, size]] of boxes.entries()) {
      for (const [b] of boxes.slice(i + 1))
        expect(Math.abs(a![0]! - b![0]!) >= size![0]! || Math.abs(a![1]! - b![1]!) >= size![1]!).toBe(true)
    }
    await press(ada, 'Control+z')
    await expect.poll(async () => (await lying(ada, 'image')).length).toBe(0)
    expect(await ada.page.getByRole('button', { name: 'Picture', exact: true }).count()).toBe(1)
  })

  test('one that is larger than the window is put so that all of it is seen, and keeps its pixels', async () => {
    await puts(await picture(7, 'jpeg', 4000, 3000))
    await haveAll(ada, bob)
    const [image] = await lying(bob, 'image')
    expect(image?.get('natural')).toEqual([4000, 3000])
    const [w, h] = image!.get('size') as [number, number]
    expect(w / h).toBeCloseTo(4 / 3, 3)
    expect(h).toBeLessThanOrEqual(64_000)
    expect(h).toBeGreaterThan(60_000)
    const size = (await rows(ada)).length
    expect(size).toBe(1)
  })

  test('AVIF is taken', async () => {
    await puts({ name: 'small.avif', type: '', bytes: smallAvif })
    await haveAll(ada, bob)
    expect((await lying(bob, 'image'))[0]?.get('natural')).toEqual([2, 2])
  })
})

describe('until its bytes have arrived', () => {
  test('the other sees where it will be, and then the picture; who put it sees how far it has come', async () => {
    let go = () => {}
    const held = new Promise<void>((resolve) => {
      go = resolve
    })
    const hold = async (route: Route) => {
      if (route.request().method() === 'POST') await held
      await route.continue()
    }
    await ada.page.route('**/assets', hold)
    await puts(await picture(10))
    await press(ada, 'Escape')
    await seesAll(ada)
    await ada.page.getByText('Uploading a picture').waitFor()
    // A plain grey sheet, as large as the picture.
    for (const [spot] of corners) await sees(bob, spot).toBe('#e6e2d9')
    go()
    await seesAll(bob)
    await ada.page.getByText('Uploading a picture').waitFor({ state: 'detached' })
    await ada.page.unroute('**/assets', hold)
  })

  test('without a connection it is kept on the device, also over a reload, and uploaded later', async () => {
    await haveAll(ada, bob)
    await stage.program.kill()
    await puts(await picture(11))
    await press(ada, 'Escape')
    await seesAll(ada)
    await said(ada, /A picture not uploaded yet/)
    await stage.program.again()
    // The server is back and the page is not: what waits is of an earlier page.
    await ada.page.goto('about:blank')
    await ada.page.goBack()
    await ada.isOn()
    await seesAll(ada)
    await seesAll(bob)
    await haveAll(ada, bob)
  })
})

describe('what is no picture', () => {
  const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>window.hurt = true</script></svg>')

  test.each([
    [
      'cut short',
      async () => ({ ...(await picture(20)), bytes: (await picture(20)).bytes.subarray(0, 300) }),
      /picture-20\.png is damaged/,
    ],
    [
      'no picture at all',
      async () => ({
        name: 'page.png',
        type: 'image/png',
        bytes: Buffer.from('<!doctype html><script>window.hurt = true</script>'),
      }),
      /page\.png is no picture that a board can show/,
    ],
    [
      'a script that is called a picture',
      async () => ({ name: 'script.jpg', type: 'image/jpeg', bytes: script }),
      /script\.jpg is no picture that a board can show/,
    ],
    [
      'of 30,000 by 30,000',
      async () => ({ name: 'huge.png', type: 'image/png', bytes: huge }),
      /huge\.png (is damaged|has more pixels)/,
    ],
  ] as const)('%s: gets a sentence, and nothing of it reaches others', async (_, file, sentence) => {
    await brings(ada, 'drop', [await file()])
    await said(ada, sentence)
    await haveAll(ada, bob)
    expect(await lying(bob, 'image')).toEqual([])
    expect(await ada.page.evaluate(() => 'hurt' in window)).toBe(false)
  })

  test('what hides behind a picture is left out, and that is said', async () => {
    const file = await picture(21)
    await brings(ada, 'drop', [
      { ...file, bytes: Buffer.concat([file.bytes, Buffer.from('<script>window.hurt = true</script>')]) },
    ])
    await said(ada, /Something else followed it/)
    await press(ada, 'Escape')
    await seesAll(bob)
    const [image] = await lying(bob, 'image')
    const { board } = await bob.board()
    const length = await bob.page.evaluate(
      async (path) => (await (await fetch(path)).arrayBuffer()).byteLength,
      `/api/v1/boards/${board}/assets/${image?.get('asset')}`,
    )
    expect(length).toBe(file.bytes.length)
  })

  test('what the server does not take goes from the board, with its sentence', async () => {
    const refuse = (route: Route) =>
      route.request().method() === 'POST'
        ? route.fulfill({ status: 507, json: { error: { code: 'full', message: 'There is no room for another.' } } })
        : route.continue()
    await ada.page.route('**/assets', refuse)
    await brings(ada, 'drop', [await picture(22)])
    await said(ada, /There is no room for another/)
    await haveAll(ada, bob)
    expect(await lying(bob, 'image')).toEqual([])
    await ada.page.unroute('**/assets', refuse)
  })
})

describe('a picture on the board', () => {
  test('is cropped by its edges, in one step; Escape ends it and it stays selected', async () => {
    await puts(await picture(30))
    await haveAll(ada, bob)
    await press(ada, 'Escape')
    await ada.page.mouse.dblclick(600, 400)
    await ada.drags([840, 400], [740, 400])
    await ada.page.mouse.move(640, 700)
    await haveAll(ada, bob)
    expect((await lying(bob, 'image'))[0]?.get('crop')).toEqual([0, 0, 100, 0])
    expect((await lying(bob, 'image'))[0]?.get('size')).toEqual([30_000, 30_000])
    await press(ada, 'Escape')
    await sees(bob, [735, 270]).toBe(GREEN)
    await expect.poll(() => colourAt(bob.page, [745, 270])).not.toBe(GREEN)
    // Where it lay nothing was moved.
    await sees(bob, [460, 270]).toBe(RED)
    await press(ada, 'ArrowRight')
    await haveAll(ada, bob)
    expect((await lying(bob, 'image'))[0]?.get('at')).not.toEqual([44_000, 25_000])
    await press(ada, 'Control+z')
    await press(ada, 'Control+z')
    await haveAll(ada, bob)
    expect((await lying(bob, 'image'))[0]?.get('crop') ?? [0, 0, 0, 0]).toEqual([0, 0, 0, 0])
    await seesAll(bob)
  })

  test('is cropped beneath an arrow that points at something in it, which stays there', async () => {
    await puts(await picture(33))
    await press(ada, 'Escape')
    await ada.takes('Arrow')
    await ada.drags([500, 330], [600, 450])
    /** Where the arrow's ends are tied, in pixels of the window. */
    const ends = async (w: number) => {
      await haveAll(ada, bob)
      const [arrow] = await lying(bob, 'arrow')
      return ['start', 'end'].map((end) => {
        const [id, x, y] = arrow!.get(end) as [string, number, number]
        return [id !== '', Math.round(440 + (x / 10_000) * w), Math.round(250 + (y / 10_000) * 300)]
      })
    }
    const there = [
      [true, 500, 330],
      [true, 600, 450],
    ]
    expect(await ends(400)).toEqual(there)
    await press(ada, 'Escape')
    await ada.page.mouse.dblclick(700, 500)
    await ada.drags([840, 400], [740, 400])
    await press(ada, 'Escape')
    expect(await ends(300)).toEqual(there)
    expect((await lying(bob, 'image'))[0]?.get('size')).toEqual([30_000, 30_000])
    await commands(ada, 'show the whole picture')
    await expect.poll(() => ends(400)).toEqual(there)
    expect((await lying(bob, 'image'))[0]?.get('size')).toEqual([40_000, 30_000])
  })

  test('is cropped, shown as a whole and left by buttons', async () => {
    await puts(await picture(36))
    const bar = ada.page.getByRole('group', { name: 'Crop', exact: true })
    await ada.page.getByRole('button', { name: 'Crop', exact: true }).click()
    const whole = bar.getByRole('button', { name: 'Show the whole picture' })
    await bar.waitFor()
    expect(await whole.isDisabled()).toBe(true)
    await ada.drags([840, 400], [740, 400])
    await haveAll(ada, bob)
    expect((await lying(bob, 'image'))[0]?.get('crop')).toEqual([0, 0, 100, 0])
    await whole.click()
    await expect.poll(() => whole.isDisabled()).toBe(true)
    await haveAll(ada, bob)
    expect((await lying(bob, 'image'))[0]?.get('size')).toEqual([40_000, 30_000])
    await bar.getByRole('button', { name: 'Done' }).click()
    await bar.waitFor({ state: 'detached' })
    await ada.page.getByRole('group', { name: 'Style' }).waitFor()
  })

  test('within its crop the picture is moved; Enter begins and ends it', async () => {
    await puts(await picture(31))
    await press(ada, 'Enter')
    await ada.drags([840, 400], [740, 400])
    await ada.drags([600, 400], [550, 400])
    await press(ada, 'Enter')
    await haveAll(ada, bob)
    const [image] = await lying(bob, 'image')
    expect(image?.get('crop')).toEqual([50, 0, 50, 0])
    expect(image?.get('size')).toEqual([30_000, 30_000])
    await commands(ada, 'show the whole picture')
    await haveAll(ada, bob)
    expect((await lying(bob, 'image'))[0]?.get('size')).toEqual([40_000, 30_000])
  })

  test('is mirrored both ways, rounded and made fainter', async () => {
    await puts(await picture(32))
    await press(ada, 'Shift+h')
    await haveAll(ada, bob)
    await press(ada, 'Escape')
    const mirrored = corners.map(([spot], i) => [spot, corners[i ^ 1]![1]] as const)
    await seesAll(bob, mirrored)
    await ada.page.mouse.click(640, 380)
    await press(ada, 'Shift+v')
    await haveAll(ada, bob)
    await seesAll(
      bob,
      corners.map(([spot], i) => [spot, corners[i ^ 3]![1]] as const),
    )
    await ada.page.getByRole('button', { name: /^Corners/ }).click()
    await ada.page.getByRole('button', { name: 'Corners: Round' }).click()
    await haveAll(ada, bob)
    expect((await lying(bob, 'image'))[0]?.get('radius')).toBe(3200)
    await expect.poll(() => colourAt(bob.page, [442, 252])).not.toBe(YELLOW)
  })

  test('keeps its proportions at every handle, unless shift is held', async () => {
    await puts(await picture(33))
    await ada.drags([844, 554], [944, 584])
    await haveAll(ada, bob)
    const [w, h] = (await lying(bob, 'image'))[0]!.get('size') as [number, number]
    expect(w / h).toBeCloseTo(4 / 3, 2)
    expect(w).toBeGreaterThan(45_000)
  })

  test('is described, found by that, and read out', async () => {
    await puts(await picture(34))
    await commands(ada, 'describe the picture')
    await ada.page.getByRole('textbox', { name: 'What the picture shows' }).fill('Four squares of colour')
    await press(ada, 'Enter')
    await haveAll(ada, bob)
    expect((await lying(bob, 'image'))[0]?.get('alt')).toBe('Four squares of colour')
    await press(bob, 'Control+f')
    await bob.page.getByLabel('Find on the board').fill('squares')
    await bob.page.getByText('1 of 1').waitFor()
    await press(bob, 'Escape')
  })

  test('is replaced in its place, and its original saved', async () => {
    await puts(await picture(35))
    const other = await picture(36, 'png', 200, 200)
    const [chooser] = await Promise.all([ada.page.waitForEvent('filechooser'), commands(ada, 'replace the picture')])
    await chooser.setFiles({ name: other.name, mimeType: other.type, buffer: other.bytes })
    await expect.poll(async () => (await lying(ada, 'image'))[0]?.get('natural')).toEqual([200, 200])
    await haveAll(ada, bob)
    expect((await lying(bob, 'image'))[0]?.get('size')).toEqual([30_000, 30_000])
    const [download] = await Promise.all([ada.page.waitForEvent('download'), commands(ada, 'save the original')])
    expect(download.suggestedFilename()).toMatch(/^picture-[0-9a-f]{8}\.png$/)
    expect((await bytesOf(download)).equals(other.bytes)).toBe(true)
  })

  test('a moving one moves, and what lies over it stays over it', async () => {
    await puts({ name: 'blink.gif', type: 'image/gif', bytes: blinking(200, 15) })
    await haveAll(ada, bob)
    await ada.draws([600, 380], [680, 420])
    await haveAll(ada, bob)
    for (const person of [ada, bob]) {
      await sees(person, [560, 320]).toBe(RED)
      await sees(person, [560, 320]).toBe(BLUE)
      await sees(person, [560, 320]).toBe(RED)
      for (let i = 0; i < 5; i++) expect([RED, BLUE]).not.toContain(await colourAt(person.page, [600, 400]))
    }
  })
})

describe('elsewhere', () => {
  let cy: Person
  beforeAll(async () => {
    cy = await Person.arrive(stage.browser, 'Cy', { reducedMotion: 'reduce' })
    await cy.makesBoard(stage.program.lan)
    await cy.page.locator('.board-focus').waitFor({ state: 'attached' })
  })
  afterAll(() => cy.leaves())

  test('where no motion is wanted a moving picture stands still; on plain HTTP too it is put and seen', async () => {
    await brings(cy, 'drop', [{ name: 'blink.gif', type: 'image/gif', bytes: blinking(200, 10) }])
    await press(cy, 'Escape')
    await sees(cy, [560, 320]).toBe(RED)
    for (let i = 0; i < 8; i++) expect(await colourAt(cy.page, [560, 320])).toBe(RED)
    await press(cy, 'Control+a')
    await press(cy, 'Delete')
  })

  test('copied to another board of the server it takes its bytes along', async () => {
    await puts(await picture(40))
    await haveAll(ada, bob)
    const html = await ada.page.evaluate(() => {
      const data = new DataTransfer()
      document.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }))
      return data.getData('text/html')
    })
    expect(html).toContain('drawingroom')
    const page = ada.page
    const other = await ada.context.newPage()
    ada.page = other
    try {
      await other.goto(stage.program.local)
      await other.getByRole('button', { name: 'New board' }).click()
      await ada.isOn()
      // What takes pasted things comes a moment after the tools.
      await other.locator('.board-focus').waitFor({ state: 'attached' })
      await other.evaluate((text) => {
        const data = new DataTransfer()
        data.setData('text/html', text)
        document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
      }, html)
      await seesAll(ada)
      await expect.poll(async () => (await lying(ada, 'image')).length).toBe(1)
      const { board } = await ada.board()
      const [image] = await lying(ada, 'image')
      await expect
        .poll(() =>
          other.evaluate(
            async (path) => (await fetch(path)).ok,
            `/api/v1/boards/${board}/assets/${image?.get('asset')}`,
          ),
        )
        .toBe(true)
    } finally {
      await other.close()
      ada.page = page
    }
    // To a server that does not know the board it cannot be brought along, and that is said.
    await cy.page.evaluate((text) => {
      const data = new DataTransfer()
      data.setData('text/html', text.replace(/board&#39;:&#39;|'board':'/, "'board':'b"))
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    }, html)
    await said(cy, /could not be brought along/)
    expect(await lying(cy, 'image')).toEqual([])
  })

  test('files of our own hold it, and open elsewhere with it', async () => {
    await puts(await picture(41))
    await haveAll(ada, bob)
    const [download] = await Promise.all([ada.page.waitForEvent('download'), commands(ada, 'save as file')])
    const buffer = await bytesOf(download)
    const [chooser] = await Promise.all([cy.page.waitForEvent('filechooser'), commands(cy, 'open a file')])
    await chooser.setFiles({ name: 'board.drawingroom', mimeType: '', buffer })
    await expect.poll(async () => (await lying(cy, 'image')).length).toBe(1)
    await press(cy, 'Escape')
    await seesAll(cy)
    await cy.saved()
  })

  test.each(['svg', 'png'])('%s export holds it', async (kind) => {
    await puts(await picture(42))
    await haveAll(ada, bob)
    await press(ada, 'Control+Shift+e')
    await ada.page.getByRole('radio', { name: kind.toUpperCase() }).click({ force: true })
    const [download] = await Promise.all([
      ada.page.waitForEvent('download'),
      ada.page.getByRole('button', { name: 'Save' }).click(),
    ])
    const bytes = await bytesOf(download)
    const colours = await ada.page.evaluate(
      async ([base64, type]) => {
        const image = new Image()
        image.src = `data:${type};base64,${base64}`
        await image.decode()
        const to = new OffscreenCanvas(432, 332).getContext('2d')!
        to.drawImage(image, 0, 0, 432, 332)
        const at = (x: number, y: number) => [...to.getImageData(x, y, 1, 1).data].slice(0, 3).join(' ')
        return [at(40, 40), at(390, 40), at(40, 290), at(390, 290)]
      },
      [bytes.toString('base64'), kind === 'svg' ? 'image/svg+xml' : 'image/png'] as const,
    )
    expect(colours).toEqual(['255 0 0', '0 192 0', '0 0 255', '255 255 0'])
  })
})

/** A PNG whose head says 30,000 by 30,000. */
const huge = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAdTAAAHUwCAYAAAAAAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)
