import type { BrowserContextOptions } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { onStage } from './on-stage'
import { Person } from './person'

/** What a person has chosen goes along with them: a person is whoever the server knows by their session, on whatever device. */

const stage = onStage()
const here: Person[] = []

afterEach(async () => {
  await Promise.all(here.splice(0).map((person) => person.leaves()))
})

async function arrives(name: string, options: BrowserContextOptions = {}): Promise<Person> {
  const person = await Person.arrive(stage.browser, name, { reducedMotion: 'reduce', ...options })
  here.push(person)
  return person
}

/** Another device of somebody: a browser that has their session and nothing else. */
async function deviceOf(person: Person, options: BrowserContextOptions = {}): Promise<Person> {
  const device = await arrives(person.name, options)
  await device.context.addCookies(await person.context.cookies())
  return device
}

/** Goes to a board that the person is a member of: without the link's secret, with which a new device asks for a name. */
async function opens(person: Person, link: string): Promise<void> {
  await person.page.goto(link.replace(/#.*/, ''))
  await person.page.locator('.toolbar').waitFor()
  await person.saved()
}

type Kept = {
  readonly user: string
  readonly version: number
  readonly preferences: { readonly [name: string]: unknown }
}

/** What the server keeps of a person, read with the cookie alone. */
async function kept(person: Person): Promise<Kept> {
  const answer = await person.context.request.get(`${stage.program.local}/api/v1/me/preferences`)
  return (await answer.json()) as Kept
}

const settingsOf = ({ page }: Person) =>
  page.evaluate(() => JSON.parse(localStorage.getItem('drawingroom.settings') ?? '{}') as { [name: string]: unknown })
const themeOf = ({ page }: Person) => page.evaluate(() => document.documentElement.dataset.theme)
const dialogOf = ({ page }: Person) => page.locator('.settings')

async function opensSettings(person: Person): Promise<void> {
  await person.page.keyboard.press('Control+,')
  await dialogOf(person).waitFor()
}

async function closesSettings(person: Person): Promise<void> {
  await person.page.keyboard.press('Escape')
  await dialogOf(person).waitFor({ state: 'detached' })
}

/** Chooses a dark theme, another program's keys, and a minimap, which is this device's. */
async function choosesMuch(person: Person): Promise<void> {
  await opensSettings(person)
  const dialog = dialogOf(person)
  await dialog.getByRole('radio', { name: 'Dark' }).click()
  await dialog.getByRole('switch', { name: 'Single letters and signs are keys' }).click()
  await dialog.getByRole('switch', { name: 'Minimap' }).click()
  await closesSettings(person)
}

test('a choice on one device is there on another of the same person, and not of another person', async () => {
  const ada = await arrives('Ada')
  const link = await ada.makesBoard(stage.program.local)
  await choosesMuch(ada)
  await expect.poll(async () => (await kept(ada)).preferences).toEqual({ theme: 'dark', singleKeys: false })
  await opensSettings(ada)
  await dialogOf(ada).getByText('For you alone, wherever you are signed in').waitFor()

  const tablet = await deviceOf(ada)
  await opens(tablet, link)
  await expect.poll(() => themeOf(tablet)).toBe('dark')
  expect(await settingsOf(tablet)).toMatchObject({ singleKeys: false, minimap: false })
  expect(await tablet.page.locator('.minimap').count()).toBe(0)
  // A letter does nothing there, as was chosen here.
  await tablet.page.keyboard.press('r')
  await tablet.page.keyboard.press('Control+,')
  await dialogOf(tablet).waitFor()
  expect(await tablet.page.locator('.toolbar [aria-pressed="true"]').getAttribute('data-tool')).not.toBe('rectangle')
  // And back: what is chosen there comes here with the next page, beside what was chosen before.
  await tablet.page.locator('.settings .language-select').selectOption('de')
  await tablet.page.getByRole('heading', { name: 'Einstellungen' }).waitFor()
  await expect
    .poll(async () => (await kept(ada)).preferences)
    .toEqual({ theme: 'dark', singleKeys: false, language: 'de' })
  await ada.page.goto(stage.program.local)
  await ada.page.getByRole('heading', { name: 'Gemeinsam zeichnen.' }).waitFor()
  expect(await ada.page.getByRole('combobox', { name: 'Sprache' }).inputValue()).toBe('de')

  const bob = await arrives('Bob')
  await bob.follows(link)
  await opensSettings(bob)
  await dialogOf(bob).getByText('For you alone, wherever you are signed in').waitFor()
  expect([await themeOf(bob), (await settingsOf(bob)).singleKeys ?? true]).toEqual(['', true])
  expect(await kept(bob)).toMatchObject({ version: 0, preferences: {} })
  expect((await kept(bob)).user).not.toBe((await kept(ada)).user)
  for (const person of here) expect(person.troubles).toEqual([])
})

test('it is there again after the browser’s storage was cleared', async () => {
  const ada = await arrives('Ada')
  const link = await ada.makesBoard(stage.program.local)
  await choosesMuch(ada)
  await expect.poll(async () => (await kept(ada)).preferences).toEqual({ theme: 'dark', singleKeys: false })
  // Whoever is slow sends it in parts; the page knows that all of it has come.
  await opensSettings(ada)
  await dialogOf(ada).getByText('For you alone, wherever you are signed in').waitFor()
  await closesSettings(ada)
  const { version } = await kept(ada)
  await ada.page.evaluate(() => localStorage.clear())
  await opens(ada, link)
  await expect.poll(() => themeOf(ada)).toBe('dark')
  expect(await settingsOf(ada)).toMatchObject({ singleKeys: false, minimap: false })
  expect((await kept(ada)).version).toBe(version)
  expect(ada.troubles).toEqual([])
})

test('without a connection the choice holds, and is sent when it is back', async () => {
  const ada = await arrives('Ada')
  const link = await ada.makesBoard(stage.program.local)
  await opensSettings(ada)
  await dialogOf(ada).getByText('For you alone, wherever you are signed in').waitFor()
  await ada.context.setOffline(true)
  await dialogOf(ada).getByRole('radio', { name: 'Dark' }).click()
  await dialogOf(ada).getByText('For you alone, kept on this device').waitFor()
  expect(await themeOf(ada)).toBe('dark')
  await ada.context.setOffline(false)
  await dialogOf(ada).getByText('For you alone, wherever you are signed in').waitFor()
  expect((await kept(ada)).preferences).toEqual({ theme: 'dark' })

  // Two devices that choose at the same time lose nothing of each other.
  const tablet = await deviceOf(ada)
  await opens(tablet, link)
  await expect.poll(() => themeOf(tablet)).toBe('dark')
  await opensSettings(tablet)
  await dialogOf(tablet).getByRole('switch', { name: 'Snap to the grid' }).click()
  await dialogOf(ada).getByRole('radio', { name: 'Zooms' }).click()
  await expect
    .poll(async () => (await kept(ada)).preferences)
    .toEqual({ theme: 'dark', snapToGrid: true, wheel: 'zoom' })
  for (const person of here) expect(person.troubles).toEqual([])
})

test('what is chosen just before the page is left arrives', async () => {
  const ada = await arrives('Ada')
  await ada.makesBoard(stage.program.local)
  await opensSettings(ada)
  await dialogOf(ada).getByText('For you alone, wherever you are signed in').waitFor()
  await dialogOf(ada).getByRole('radio', { name: 'Dark' }).click()
  await ada.page.close()
  await expect.poll(async () => (await kept(ada)).preferences).toEqual({ theme: 'dark' })
})
