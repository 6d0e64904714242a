import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { Film } from '../src/history/film'
import { handsAt, memberThen } from '../src/history/hands-then'
import { readRow } from '../src/history/read-log'
import { Schedule } from '../src/timelapse/schedule'
import { bytesOf } from './clipboard-hands'
import { endOfGif, openVideo } from './film-files'
import { ada, bob, haveAll, onOneBoard } from './pair'
import { Person, type Spot } from './person'
import { difference } from './picture-compare'
import { rested } from './picture-of'

/** A board's life as a file: it is opened again, and what it shows is what the player shows of that moment. */

// The window is as large as the picture, so that what is seen is the same pixel by pixel.
const stage = onOneBoard({ title: 'Drawn by two', ada: { viewport: { width: 1280, height: 720 } } })

/** What of the window nothing lies over while the past is looked at. */
const bare = { x: 27, y: 87, width: 890, height: 450 }

const LASTS = 15_000

/** A page that shows files, with nothing of ours in it. */
let viewer: Page

const history = ({ page }: Person) => page.getByRole('region', { name: 'History' })
const part = ({ page }: Person) => page.getByRole('region', { name: 'Save as a film' })

beforeAll(async () => {
  await slowly(ada, [150, 150], [260, 300], [400, 150])
  await slowly(bob, [600, 150], [700, 300], [820, 160])
  await ada.draws([150, 380], [300, 500])
  await bob.draws([500, 380], [640, 500])
  await ada.page.keyboard.press('v')
  await ada.page.keyboard.press('Control+a')
  await haveAll(ada, bob)
  // One is moved, another goes.
  await ada.page.keyboard.press('Escape')
  await ada.drags([150, 440], [240, 430])
  await ada.page.keyboard.press('Escape')
  await bob.page.keyboard.press('v')
  await bob.clicks(500, 440)
  await bob.page.keyboard.press('Delete')
  await slowly(ada, [450, 330], [600, 350], [800, 330])
  await haveAll(ada, bob)
  viewer = await (await stage.browser.newContext({ viewport: { width: 1280, height: 720 } })).newPage()
})

/** Draws as a hand does: a point a frame. */
async function slowly(person: Person, ...spots: Spot[]): Promise<void> {
  const { page } = person
  await person.takes('Pen')
  await page.mouse.move(...spots[0]!)
  await page.mouse.down()
  for (const [i, [x, y]] of spots.entries()) {
    const [fromX, fromY] = spots[Math.max(0, i - 1)]!
    for (let step = 1; step <= 20; step++) {
      await page.mouse.move(fromX + ((x - fromX) * step) / 20, fromY + ((y - fromY) * step) / 20)
      await page.evaluate(() => new Promise(requestAnimationFrame))
    }
  }
  await page.mouse.up()
}

async function open(person: Person, choices: Readonly<Record<string, string>>): Promise<void> {
  if (!(await history(person).isVisible())) await person.page.keyboard.press('Alt+t')
  await history(person).getByRole('slider', { name: 'Moment' }).waitFor()
  const button = person.page.getByRole('button', { name: 'Save as a film' })
  if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click()
  for (const [name, choice] of Object.entries(choices))
    await part(person).getByLabel(name, { exact: true }).selectOption(choice)
}

const start = (person: Person) => part(person).getByRole('button', { name: 'Make and save' }).click()

async function saves(person: Person, choices: Readonly<Record<string, string>>): Promise<Buffer> {
  await open(person, choices)
  const [download] = await Promise.all([person.page.waitForEvent('download'), start(person)])
  await part(person)
    .getByText(/^Saved: /)
    .waitFor()
  return bytesOf(download)
}

/** Looks at the same as the player does, as the player does. */
const alike = { 'In the picture': 'What is seen now', 'Behind it': 'With dots', Length: '15 seconds', Size: '720p' }

/** The history as the player has it. */
async function filmOf(person: Person): Promise<Film> {
  const { board } = await person.board()
  const film = new Film()
  film.add((await person.reads(`/api/v1/boards/${board}/log`)).trimEnd().split('\n').map(readRow))
  return film
}

async function playerAt(person: Person, time: number): Promise<Buffer> {
  await history(person).getByRole('slider', { name: 'Moment' }).fill(String(time))
  return rested(person.page, undefined)
}

test.each([
  ['WebM', 'video/webm'],
  ['MP4', 'video/mp4'],
])('a %s shows at any moment what the player shows', async (kind, type) => {
  const bytes = await saves(ada, { ...alike, Kind: kind, 'Hands and names': 'Not shown' })
  const video = await openVideo(viewer, type, bytes)
  expect([video.w, video.h]).toEqual([1280, 720])
  expect(Math.abs(video.seconds - LASTS / 1000)).toBeLessThan(0.1)
  const film = await filmOf(ada)
  const schedule = new Schedule(film, { from: 0, to: film.length }, LASTS)
  const shots = schedule.shots(30)
  const handsIn = (time: number) => handsAt(film, time, (author) => memberThen(author, new Map()))
  // One moment after each change in which nobody is drawing: a hand is seen in the player, and not in this film.
  const still = shots.filter(({ time }) => handsIn(time).length === 0)
  const some = [...new Map(still.map((shot) => [shot.changes, shot])).values()]
  expect(some.length).toBeGreaterThan(3)
  expect(some.at(-1)!.changes).toBe(film.length)
  for (const { at, time } of some) {
    const found = await difference(viewer, await playerAt(ada, time), await video.at(at / 1000 + 0.01), bare)
    console.log(`${kind} at ${(at / 1000).toFixed(2)} s:`, found)
    expect(found.unlike).toBeLessThan(60)
  }
  // In the end there is something to be compared.
  const last = await difference(viewer, await playerAt(ada, film.lasts), await video.at(video.seconds), bare)
  expect(last.inked).toBeGreaterThan(2000)
  expect(last.unlike).toBeLessThan(60)
})

test('a stroke is drawn in the film as the hand drew it, with the name of whose hand it is', async () => {
  const bytes = await saves(ada, { ...alike, Kind: 'WebM', 'Hands and names': 'Shown' })
  const video = await openVideo(viewer, 'video/webm', bytes)
  const film = await filmOf(ada)
  const shots = new Schedule(film, { from: 0, to: film.length }, LASTS).shots(30)
  const drawing = shots.filter(({ time }) => handsAt(film, time, (a) => memberThen(a, new Map())).length > 0)
  expect(drawing.length).toBeGreaterThan(20)
  const half = drawing[Math.floor(drawing.length / 2)]!
  const found = await difference(viewer, await playerAt(ada, half.time), await video.at(half.at / 1000 + 0.01), bare)
  console.log('half drawn:', found)
  // Edges of letters may differ; a stroke that was further or less far would be hundreds of pixels.
  expect(found.unlike).toBeLessThan(150)
  expect(found.inked).toBeGreaterThan(500)
})

test('a GIF ends with what the player ends with, and takes as long as was wished', async () => {
  const { png, seconds } = await endOfGif(
    viewer,
    await saves(ada, { ...alike, Kind: 'GIF', 'Hands and names': 'Shown' }),
  )
  expect(seconds).toBeCloseTo(LASTS / 1000, 1)
  const film = await filmOf(ada)
  const found = await difference(viewer, await playerAt(ada, film.lasts), png, bare)
  expect(found.inked).toBeGreaterThan(2000)
  expect(found.unlike).toBeLessThan(20)
})

test('an SVG plays in a picture by itself, and ends with what the player ends with', async () => {
  const bytes = await saves(ada, { ...alike, Kind: 'SVG', 'Behind it': 'Paper' })
  const film = await filmOf(ada)
  const end = await playerAt(ada, film.lasts)
  await viewer.setContent(
    `<body style="margin:0"><img src="data:image/svg+xml;base64,${bytes.toString('base64')}"></body>`,
  )
  const now = async () => difference(viewer, end, await viewer.screenshot(), bare)
  // It begins with nothing: what is drawn in the end is not there.
  expect((await now()).unlike).toBeGreaterThan(1500)
  await expect.poll(async () => (await now()).unlike, { timeout: 40_000, interval: 500 }).toBeLessThan(60)
})

test('a stretch is only what happened in it', async () => {
  await open(ada, { What: 'A stretch' })
  await ada.page.keyboard.press('End')
  for (let i = 0; i < 2; i++) await ada.page.keyboard.press('ArrowLeft')
  await part(ada).getByRole('button', { name: 'From here' }).click()
  await part(ada).getByText('2 changes').waitFor()
  const bytes = await saves(ada, { ...alike, Kind: 'WebM', 'Hands and names': 'Not shown' })
  const video = await openVideo(viewer, 'video/webm', bytes)
  const film = await filmOf(ada)
  const found = await difference(viewer, await playerAt(ada, film.timeOf(film.length - 2)), await video.at(0), bare)
  expect(found.inked).toBeGreaterThan(1000)
  expect(found.unlike).toBeLessThan(60)
  await open(ada, { What: 'All' })
})

test('what is called off leaves nothing, and so does leaving the history', async () => {
  const downloads: string[] = []
  ada.page.on('download', (download) => downloads.push(download.suggestedFilename()))
  const large = { Kind: 'WebM', Length: '60 seconds', Size: '1080p' }
  await open(ada, large)
  await start(ada)
  await part(ada).getByRole('progressbar').waitFor()
  await part(ada).getByRole('button', { name: 'Stop' }).click()
  await part(ada).getByRole('button', { name: 'Make and save' }).waitFor()
  expect(
    await part(ada)
      .getByText(/^Saved/)
      .count(),
  ).toBe(0)
  await start(ada)
  await part(ada).getByRole('progressbar').waitFor()
  await history(ada).getByRole('button', { name: 'Back to now' }).click()
  await ada.isOn()
  await saves(ada, { ...alike, Kind: 'SVG' })
  expect(downloads).toEqual(['Drawn by two.svg'])
})

test('at an address that is not https a video is recorded, and it says that this takes its time', async () => {
  const eve = await Person.arrive(stage.browser, 'Eve', { viewport: { width: 1280, height: 720 } })
  await eve.makesBoard(stage.program.lan)
  await slowly(eve, [150, 150], [400, 400], [800, 160])
  await eve.draws([150, 380], [300, 500])
  await eve.saved()
  await open(eve, { ...alike, Kind: 'WebM', 'Hands and names': 'Not shown' })
  await part(eve)
    .getByText(/only record videos/)
    .waitFor()
  const video = await openVideo(viewer, 'video/webm', await saves(eve, {}))
  expect(Math.abs(video.seconds - LASTS / 1000)).toBeLessThan(1)
  const film = await filmOf(eve)
  const found = await difference(viewer, await playerAt(eve, film.lasts), await video.at(video.seconds), bare)
  expect(found.inked).toBeGreaterThan(1500)
  expect(found.unlike).toBeLessThan(60)
  expect(eve.troubles).toEqual([])
})
