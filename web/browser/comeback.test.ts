import { expect, test } from 'vitest'
import { crashes } from './cut-server'
import { onStage } from './on-stage'
import { keepsPages, Person } from './person'
import { type Truth, truth } from './truth'

const stage = onStage()

/**
 * How many elements were drawn and are there, the board's settings left out; each id may be put once only. On a slow
 * machine the mouse stands still for so long that a stroke is taken for a shape: then it is replaced by that.
 */
function drawn(told: Truth): number {
  const ops = told.rows.flatMap((row) => row.change.ops)
  const puts = ops.filter((op) => op.op === 'put')
  expect(new Set(puts.map((op) => op.id)).size).toBe(puts.length)
  return puts.length - ops.filter((op) => op.op === 'remove').length - 1
}

async function strokes(person: Person, count: number, y: number): Promise<void> {
  for (let i = 0; i < count; i++) await person.drags([100 + i * 40, y], [120 + i * 40, y + 40], [130 + i * 40, y + 10])
}

test('a page that crashes in the midst comes back with all its strokes', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada', keepsPages)
  const bob = await Person.arrive(stage.browser, 'Bob', keepsPages)
  const link = await ada.makesBoard(stage.program.local)
  await bob.follows(link)
  await Promise.all([ada.takes('Pen'), bob.takes('Pen')])
  const bobDraws = strokes(bob, 10, 500)
  await strokes(ada, 5, 200)
  await crashes(ada)
  await bobDraws
  ada.page = await ada.context.newPage()
  ada.watch()
  await ada.page.goto(link)
  await ada.isOn()
  await bob.saved()
  const told = await truth(bob)
  expect(drawn(told)).toBe(15)
  await ada.page.waitForFunction((seq) => window.drawingroom!.seq >= seq, told.seq)
  expect((await ada.board()).hash).toBe(told.state)
  expect(told.replayed).toBe(told.state)
  await Promise.all([ada.leaves(), bob.leaves()])
})

test('what is drawn offline survives the end of the page, and arrives once', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada', keepsPages)
  const bob = await Person.arrive(stage.browser, 'Bob', keepsPages)
  const link = await ada.makesBoard(stage.program.local)
  await bob.follows(link)
  await ada.takes('Pen')
  await ada.context.setOffline(true)
  await strokes(ada, 4, 200)
  await ada.page.locator('[data-save="offline"]').waitFor()
  expect(await ada.saveText()).toMatch(/^Offline, 4 changes waiting\..*kept on this device/)
  // The page is closed without a network, so what it drew is on the device alone.
  await ada.page.close()
  await ada.context.setOffline(false)
  ada.page = await ada.context.newPage()
  ada.watch()
  await ada.page.goto(link)
  await ada.isOn()
  await bob.page.waitForFunction(() => window.drawingroom!.seq >= 5)
  const told = await truth(bob)
  expect(drawn(told)).toBe(4)
  expect((await ada.board()).hash).toBe(told.state)
  expect((await bob.board()).hash).toBe(told.state)
  await Promise.all([ada.leaves(), bob.leaves()])
})

test('the server is killed while both draw, and started again: both come back by themselves with everything', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada', keepsPages)
  const bob = await Person.arrive(stage.browser, 'Bob', keepsPages)
  const link = await ada.makesBoard(stage.program.lan)
  await bob.follows(link)
  await Promise.all([ada.takes('Pen'), bob.takes('Pen')])
  expect(await ada.saveText()).toMatch(/^Saved\. Everything/)

  const drawing = [strokes(ada, 12, 200), strokes(bob, 12, 500)]
  await ada.page.waitForFunction(() => window.drawingroom!.seq >= 6)
  await stage.program.kill()
  const acknowledged = (await ada.board()).seq
  await Promise.all(drawing)
  for (const person of [ada, bob]) {
    await person.page.locator('[data-save="offline"]').waitFor()
    expect(await person.saveText()).toMatch(/^Offline, \d+ changes? waiting\./)
  }

  await stage.program.again()
  await Promise.all([ada.saved(), bob.saved()])
  const told = await truth(ada)
  expect(told.seq).toBeGreaterThanOrEqual(acknowledged)
  expect(drawn(told)).toBe(24)
  expect(told.replayed).toBe(told.state)
  for (const person of [ada, bob]) {
    await person.page.waitForFunction((seq) => window.drawingroom!.seq >= seq, told.seq)
    expect((await person.board()).hash).toBe(told.state)
    expect(await person.saveText()).toMatch(/^Saved\./)
    expect(person.troubles).toEqual([])
    await person.leaves()
  }
})
