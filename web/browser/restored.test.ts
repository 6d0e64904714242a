import { expect, test } from 'vitest'
import { onStage } from './on-stage'
import { Person } from './person'

const stage = onStage()

test('C74: who was on a board that is restored from a backup is told so once, and draws on', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  await ada.makesBoard(stage.program.local)
  await ada.takes('Pen')
  await ada.drags([100, 200], [160, 260], [200, 220])
  await ada.saved()
  const backup = stage.program.file('backup')
  stage.program.asks('backup', backup)
  await ada.drags([100, 400], [160, 460], [200, 420])
  await ada.saved()
  const seen = (await ada.board()).seq
  await stage.program.kill()
  stage.program.forgets()
  stage.program.asks('restore', backup)
  await stage.program.again()
  await ada.page.getByText('This board was restored').first().waitFor()
  expect((await ada.board()).seq).toBe(seen - 1)
  await ada.drags([300, 200], [360, 260], [400, 220])
  await ada.saved()
  await ada.page.reload()
  await ada.isOn()
  await ada.saved()
  expect(await ada.page.getByText('This board was restored').count()).toBe(0)
  await ada.leaves()
})

test('C14: a board that is put aside says so to who is on it and to who comes', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  const link = await ada.makesBoard(stage.program.local)
  await ada.takes('Pen')
  await ada.drags([100, 200], [160, 260], [200, 220])
  await ada.saved()
  const id = new URL(link).pathname.split('/').pop()!
  stage.program.asks('quarantine', id)
  await ada.page.getByText('Nothing of it is lost.').waitFor()
  const bob = await Person.arrive(stage.browser, 'Bob')
  await bob.page.goto(link)
  await bob.page.getByText('This board has been put aside').first().waitFor()
  stage.program.asks('quarantine', '--release', id)
  await ada.page.reload()
  await ada.isOn()
  await ada.saved()
  await Promise.all([ada.leaves(), bob.leaves()])
})
