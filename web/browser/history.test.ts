import { expect, test } from 'vitest'
import { Board } from '../src/board/board'
import { stateHash } from '../src/board/canon'
import { decodeChange } from '../src/board/change'
import { ada, bob, haveAll, onOneBoard } from './pair'
import type { Person } from './person'
import { type LogRow, truth } from './truth'

const stage = onOneBoard()

const past = (person: Person) => person.page.evaluate(() => window.drawingroom!.past && { ...window.drawingroom!.past })
const history = (person: Person) => person.page.getByRole('region', { name: 'History' })

/** The board's hash after each change, by the log; the first is that of the empty board. */
function hashes(rows: readonly LogRow[]): string[] {
  const board = new Board()
  const all = [stateHash(board)]
  for (const { seq, author, change } of rows) {
    const decoded = decodeChange(change)
    if ('refusal' in decoded) throw new Error(decoded.refusal.why)
    board.apply({ seq, author }, decoded.ok.ops)
    all.push(stateHash(board))
  }
  return all
}

async function strokes(person: Person, count: number, y: number): Promise<void> {
  await person.takes('Pen')
  for (let i = 0; i < count; i++) await person.drags([200 + i * 90, y], [230 + i * 90, y + 50], [260 + i * 90, y])
}

test('shows the board as it was after each change, while others go on, and leads back to now', async () => {
  await strokes(ada, 3, 200)
  await strokes(bob, 2, 400)
  await ada.page.keyboard.press('Escape')
  await ada.page.keyboard.press('Control+a')
  await ada.page.keyboard.press('Delete')
  await ada.page.keyboard.press('Control+z')
  await haveAll(ada, bob)
  const all = hashes((await truth(ada)).rows)

  await ada.page.keyboard.press('Alt+t')
  await history(ada).getByRole('slider', { name: 'Moment' }).waitFor()
  for (let seq = all.length - 1; seq >= 0; seq--) {
    expect(await past(ada)).toEqual({ seq, hash: all[seq] })
    await ada.page.keyboard.press('ArrowLeft')
  }
  await history(ada).getByText('Before the first change').waitFor()

  // Keys go to the past only, and what another draws comes behind its end.
  for (const key of ['Control+a', 'Delete', 'Control+z', 'p', 'r']) await ada.page.keyboard.press(key)
  await strokes(bob, 1, 500)
  await bob.saved()
  const told = await truth(bob)
  expect(told.seq).toBe(all.length)
  await expect
    .poll(async () => {
      await ada.page.keyboard.press('End')
      return await past(ada)
    })
    .toEqual({ seq: told.seq, hash: told.state })

  // The whole of it, played.
  await history(ada).getByRole('combobox', { name: 'Speed' }).selectOption('64×')
  await ada.page.keyboard.press('Home')
  await history(ada).getByRole('button', { name: 'Play' }).click()
  await history(ada).getByRole('button', { name: 'Play' }).waitFor()
  expect(await past(ada)).toEqual({ seq: told.seq, hash: told.state })

  await ada.page.keyboard.press('Escape')
  await ada.page.getByRole('toolbar', { name: 'Tools' }).waitFor()
  expect(await past(ada)).toBeUndefined()
  expect((await ada.board()).hash).toBe(told.state)
})

test('a link leads to a moment of the past, and from there to now', async () => {
  await strokes(ada, 2, 300)
  await ada.page.keyboard.press('Escape')
  await haveAll(ada, bob)
  const all = hashes((await truth(ada)).rows)
  const seq = all.length - 2
  await ada.page.keyboard.press('Alt+t')
  await history(ada).getByRole('slider').waitFor()
  await ada.page.keyboard.press('ArrowLeft')
  await expect.poll(() => ada.page.url()).toContain(`then=${seq}`)
  await ada.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await history(ada).getByRole('button', { name: 'Copy a link to this moment' }).click()
  await ada.page.getByText('Link copied').waitFor()
  const copied = await ada.page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain(`${stage.program.lan}/b/`)
  // By the address at which his session is.
  const link = copied.replace(stage.program.lan, stage.program.local)
  await ada.page.keyboard.press('Escape')
  await expect.poll(() => ada.page.url()).not.toContain('then=')

  await bob.page.goto('about:blank')
  await bob.page.goto(link)
  await history(bob).getByRole('slider').waitFor()
  expect(await past(bob)).toEqual({ seq, hash: all[seq] })
  await history(bob).getByRole('button', { name: 'Back to now' }).click()
  await bob.isOn()
  expect((await bob.board()).hash).toBe(all.at(-1))
})

test('a moment is brought back as a step of its own, which can be undone', async () => {
  await strokes(ada, 3, 350)
  await haveAll(ada, bob)
  const { size } = (await truth(bob)).board
  await ada.page.keyboard.press('Escape')
  await ada.page.keyboard.press('Control+a')
  await ada.page.keyboard.press('Delete')
  await haveAll(ada, bob)
  const before = await truth(bob)
  expect(before.board.size).toBe(1)
  await ada.page.keyboard.press('Alt+t')
  await history(ada).getByRole('slider').waitFor()
  expect(await history(ada).getByRole('button', { name: 'Bring this moment back' }).isDisabled()).toBe(true)
  await ada.page.keyboard.press('ArrowLeft')
  await history(ada).getByRole('button', { name: 'Bring this moment back' }).click()
  await ada.page.getByText('The board is as it was').waitFor()
  await haveAll(ada, bob)
  expect((await truth(bob)).board.size).toBe(size)
  await ada.page.keyboard.press('Control+z')
  await haveAll(ada, bob)
  expect((await truth(bob)).board.size).toBe(1)
  expect((await truth(bob)).seq).toBe(before.seq + 2)
})

test('says what went wrong where the history cannot be had', async () => {
  await ada.page.route('**/log?*', (route) => route.abort())
  await ada.page.keyboard.press('Alt+t')
  await history(ada).getByRole('alert').waitFor()
  expect(await history(ada).getByRole('alert').textContent()).toBe('The server cannot be reached.')
  await ada.page.unroute('**/log?*')
  await history(ada).getByRole('button', { name: 'Try again' }).click()
  await history(ada).getByRole('slider').waitFor()
  await history(ada).getByRole('button', { name: 'Back to now' }).click()
  await ada.page.getByRole('toolbar', { name: 'Tools' }).waitFor()
  ada.troubles.length = 0
})
