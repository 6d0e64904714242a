import { expect, test } from 'vitest'
import { brings as pastes } from './clipboard-hands'
import { onStage } from './on-stage'
import { lying } from './pair'
import { Person } from './person'
import { brings, fourColours } from './pictures'

/** What is brought to a board while its page still fetches the part that takes it. */

const stage = onStage()

test('a file that is dropped, and words that are pasted, before the page has all its parts come onto the board', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  let open = () => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  await ada.page.route(/\/assets\/rest-.*\.js/, async (route) => {
    await opened
    await route.continue()
  })
  await ada.makesBoard(stage.program.local)
  const bytes = await fourColours(ada, 'image/png', 200, 100)
  await brings(ada, 'drop', [{ name: 'flag.png', type: 'image/png', bytes }], [400, 300])
  await pastes(ada, { 'text/plain': 'Bring cups' })
  expect((await ada.board()).seq).toBe(1)
  open()
  await expect.poll(async () => (await lying(ada, 'image')).length).toBe(1)
  await expect.poll(async () => (await lying(ada, 'text')).length).toBe(1)
  await ada.leaves()
})

test('a browser does not leave the page for a file that is dropped on it too early', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  await ada.page.route(/\/assets\/rest-.*\.js/, () => {})
  await ada.makesBoard(stage.program.local)
  const prevented = await ada.page.evaluate(() =>
    ['dragover', 'drop'].map((type) => {
      const event = new DragEvent(type, { dataTransfer: new DataTransfer(), bubbles: true, cancelable: true })
      return !document.getElementById('board')!.dispatchEvent(event)
    }),
  )
  expect(prevented).toEqual([true, true])
  await ada.leaves()
})
