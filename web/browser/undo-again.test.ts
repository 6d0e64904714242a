import { expect, test } from 'vitest'
import { onStage } from './on-stage'
import { Person } from './person'

const stage = onStage()

const undoOf = (person: Person) => person.page.getByRole('button', { name: 'Undo', exact: true })

/** The kinds of what stands on the board, as the server has it: an element's properties are the fifth of its canonical form. */
async function standing(person: Person): Promise<string[]> {
  const told = JSON.parse(await person.reads(`/api/v1/boards/${(await person.board()).board}/export`)) as {
    board: { elements: (readonly unknown[])[] }
  }
  return told.board.elements.map((element) => (element[4] as { kind: string }).kind).sort()
}

/** Presses Undo once, and waits until another person's page has one change more. */
async function undoes(person: Person, other: Person): Promise<void> {
  const { seq } = await other.board()
  await undoOf(person).click()
  await other.page.waitForFunction((before) => window.drawingroom!.seq > before, seq)
}

test('C73: after a reload one takes back what one drew before it, on everybody’s page', async () => {
  const [ada, bob] = [await Person.arrive(stage.browser, 'Ada'), await Person.arrive(stage.browser, 'Bob')]
  await bob.follows(await ada.makesBoard(stage.program.local))
  const empty = (await ada.board()).hash
  await ada.takes('Pen')
  await ada.drags([200, 300], [260, 340], [300, 310])
  await bob.page.waitForFunction(() => window.drawingroom!.seq >= 2)
  await ada.page.reload()
  await ada.isOn()
  const drawn = (await ada.board()).hash
  expect(drawn).not.toBe(empty)
  await undoes(ada, bob)
  await ada.saved()
  const [hers, his] = [await ada.board(), await bob.board()]
  expect(hers.hash).toBe(his.hash)
  expect(hers.hash).not.toBe(drawn)
  expect(await standing(ada)).toEqual(['board'])
  await Promise.all([ada.leaves(), bob.leaves()])
})

test('C73: after a reload undo leaves alone what another person changed since', async () => {
  const [ada, bob] = [await Person.arrive(stage.browser, 'Ada'), await Person.arrive(stage.browser, 'Bob')]
  await bob.follows(await ada.makesBoard(stage.program.local))
  await ada.takes('Rectangle')
  await ada.drags([200, 200], [300, 280])
  await ada.takes('Rectangle')
  await ada.drags([500, 200], [600, 280])
  await ada.saved()
  await ada.page.goto('about:blank')
  await bob.page.waitForFunction(() => window.drawingroom!.seq >= 3)
  // Bob moves the second one by its edge.
  await bob.takes('Select')
  await bob.drags([500, 240], [540, 400])
  await bob.saved()
  await ada.page.goBack()
  await ada.isOn()
  // The first press says so, and only the next one goes on to what she did before.
  await undoOf(ada).click()
  await ada.page.getByText('Others have changed that since').first().waitFor()
  expect(await standing(bob)).toEqual(['board', 'rectangle', 'rectangle'])
  await undoes(ada, bob)
  expect(await standing(bob)).toEqual(['board', 'rectangle'])
  await Promise.all([ada.leaves(), bob.leaves()])
})

test('C73: after a reload undo brings back nothing that another has removed, and says so; its own removals it brings back', async () => {
  const [ada, bob] = [await Person.arrive(stage.browser, 'Ada'), await Person.arrive(stage.browser, 'Bob')]
  await bob.follows(await ada.makesBoard(stage.program.local))
  // Ada draws two, and deletes the first.
  for (const x of [200, 500]) {
    await ada.takes('Rectangle')
    await ada.drags([x, 200], [x + 100, 280])
  }
  await ada.takes('Select')
  await ada.clicks(200, 240)
  await ada.page.keyboard.press('Delete')
  await ada.saved()
  await ada.page.goto('about:blank')
  await bob.page.waitForFunction(() => window.drawingroom!.seq >= 4)
  await bob.takes('Select')
  await bob.clicks(500, 240)
  await bob.page.keyboard.press('Delete')
  await bob.saved()
  expect(await standing(bob)).toEqual(['board'])
  await ada.page.goBack()
  await ada.isOn()
  await undoes(ada, bob)
  expect(await standing(bob)).toEqual(['board', 'rectangle'])
  // The next one back is that the second was drawn: it is gone already, by another.
  await undoOf(ada).click()
  await ada.page.getByText('Others have changed that since').first().waitFor()
  expect(await standing(bob)).toEqual(['board', 'rectangle'])
  expect([...ada.troubles, ...bob.troubles]).toEqual([])
  await Promise.all([ada.leaves(), bob.leaves()])
})
