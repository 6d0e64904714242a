import { expect, test } from 'vitest'
import { BadNetwork } from './bad-network'
import { bytesOf, kinds } from './clipboard-hands'
import { cutServer, leavesAnyway, mendServer } from './cut-server'
import { onStageBehind } from './on-stage'
import { Person } from './person'

const stage = onStageBehind(() => BadNetwork.start())

test('what waits when a board is put aside can be saved from the screen that says so', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  leavesAnyway(ada)
  await ada.makesBoard(stage.between.local, 'Garden')
  const { board } = await ada.board()
  await cutServer(ada)
  await ada.draws([400, 200], [500, 300])
  await ada.draws([600, 200], [700, 300])
  await ada.page.waitForFunction(() => window.drawingroom!.save.kind !== 'saved')
  stage.program.asks('quarantine', board)
  await mendServer(ada)
  const stopped = ada.page.locator('[data-stopped="quarantined"]')
  await stopped.getByText('2 changes of yours have not reached the server').waitFor()
  const file = await saves(stopped.getByRole('button', { name: 'Save as file' }), ada)
  const bob = await Person.arrive(stage.browser, 'Bob')
  await bob.makesBoard(stage.between.local)
  await opens(bob, file.bytes)
  await expect.poll(() => kinds(bob)).toEqual(['rectangle', 'rectangle'])
  // Back in use, the page goes on by itself, and what waited arrives.
  stage.program.asks('quarantine', '--release', board)
  await stopped.waitFor({ state: 'detached' })
  await ada.isOn()
  await expect.poll(() => kinds(ada)).toEqual(['rectangle', 'rectangle'])
  await Promise.all([ada.leaves(), bob.leaves()])
})

/** A link by which one may only look, at the address behind the bad network. */
const viewersLink = async (owner: Person) => stage.between.local + (await owner.linkToLookAt())

test('H39: what was drawn before one knew that one may only look is not lost: it is kept, and saved as a file that opens again', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  await ada.makesBoard(stage.program.local, 'Garden')
  const vic = await Person.arrive(stage.browser, 'Vic')
  await vic.page.goto(await viewersLink(ada))
  const name = vic.page.getByRole('textbox', { name: 'Your name' })
  await name.fill('Vic')
  // The page is there, and the server's word takes its time.
  await stage.between.bad({ type: 'latency', attributes: { latency: 800 } })
  await name.press('Enter')
  await vic.page
    .getByRole('toolbar', { name: 'Tools' })
    .getByRole('button', { name: 'Rectangle' })
    .waitFor({ timeout: 15_000 })
  for (const [i, key] of ['r', 'o'].entries()) {
    await vic.page.keyboard.press(key)
    await vic.drags([400 + i * 200, 200], [500 + i * 200, 300])
  }
  await stage.between.good()
  await vic.page.getByText('Only to look at').waitFor()
  const badge = vic.page.locator('[data-save]')
  await expect.poll(() => badge.getAttribute('aria-label')).toMatch(/Something was not accepted/)
  await badge.click()
  await vic.page.getByRole('button', { name: '2 changes were not accepted' }).click()
  const panel = vic.page.getByRole('dialog', { name: 'Not accepted' })
  expect(await panel.getByRole('button', { name: 'Try again' }).first().isDisabled()).toBe(true)
  const one = await saves(panel.getByRole('button', { name: 'Save as file' }).first(), vic)
  const all = await saves(panel.getByRole('button', { name: 'Save all as file' }), vic)
  expect(all.name).toBe('Not accepted Garden.drawingroom')
  // They still are in the list, and what the board shows has nothing of them.
  expect(await panel.getByRole('listitem').count()).toBe(2)
  await opens(ada, one.bytes)
  await expect.poll(async () => (await kinds(ada)).length).toBe(1)
  await opens(ada, all.bytes)
  await expect.poll(async () => (await kinds(ada)).toSorted().join()).toMatch(/^ellipse,(ellipse|rectangle),rectangle$/)
  expect([...ada.troubles, ...vic.troubles]).toEqual([])
  await Promise.all([ada.leaves(), vic.leaves()])
})

type Pressed = { click(): Promise<void> }

/** Presses what saves a file, and gives the file. */
async function saves(button: Pressed, { page }: Person): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
  return { name: download.suggestedFilename(), bytes: await bytesOf(download) }
}

/** Opens a file by its command, as it is chosen in the system's dialog. */
async function opens({ page }: Person, buffer: Buffer): Promise<void> {
  await page.keyboard.press('Control+/')
  await page.getByRole('combobox', { name: 'Search commands' }).fill('open a file')
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')])
  await chooser.setFiles({ name: 'kept.drawingroom', mimeType: '', buffer })
}
