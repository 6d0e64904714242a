import { expect, test } from 'vitest'
import { ada, bob, haveAll, link, onOneBoard } from './pair'
import { Person } from './person'
import { truth } from './truth'

const stage = onOneBoard()

const OLD = 'said long ago'
const DAY = 86_400_000

const history = ({ page }: Person) => page.getByRole('region', { name: 'History' })
const kept = ({ page }: Person) => page.getByRole('combobox', { name: 'How long the history is kept' })

/** The server folds what will be due in so many days. */
const foldIn = (days: number) =>
  stage.program.asks('fold', '--as-of', `${new Date(Date.now() + days * DAY).toISOString().slice(0, 19)}Z`)

async function opens(person: Person): Promise<void> {
  await person.page.keyboard.press('Alt+t')
  await history(person).getByRole('slider', { name: 'Moment' }).waitFor()
}

test('an owner has the history kept for a week, is asked once more, and the others may know', async () => {
  await ada.page.keyboard.press('t')
  await ada.page.mouse.click(300, 200)
  await ada.page.keyboard.type(OLD)
  for (let i = 0; i < 2; i++) await ada.page.keyboard.press('Escape')
  await haveAll(ada, bob)
  await ada.page.keyboard.press('Control+a')
  await ada.page.keyboard.press('Delete')
  await ada.draws([700, 500], [800, 600])
  await haveAll(ada, bob)

  await ada.page.getByRole('button', { name: 'Share' }).click()
  expect(await kept(ada).inputValue()).toBe('')
  await kept(ada).selectOption({ label: '7 days' })
  await ada.page.getByRole('alert').getByText('This cannot be undone').waitFor()
  await ada.page.getByRole('button', { name: 'Cancel' }).click()
  expect(await kept(ada).inputValue()).toBe('')
  await kept(ada).selectOption({ label: '7 days' })
  const answered = ada.page.waitForResponse((response) => response.request().method() === 'PATCH')
  await ada.page.getByRole('button', { name: 'Keep 7 days only' }).click()
  expect((await answered).status()).toBe(200)
  await ada.page.getByText('What is older is forgotten within a day').waitFor()
  expect(await kept(ada).inputValue()).toBe('7')
  await ada.page.keyboard.press('Escape')

  // Whose it is not is not asked, and told in the history.
  await bob.page.getByRole('button', { name: 'Share' }).click()
  await bob.page.getByRole('textbox', { name: 'Link to this board' }).waitFor()
  expect(await kept(bob).count()).toBe(0)
  await bob.page.keyboard.press('Escape')
  await opens(bob)
  await history(bob).getByRole('button', { name: 'Versions' }).click()
  await history(bob).getByText('The history of this board is kept for 7 days').waitFor()
  // What stands beside it goes first.
  for (let i = 0; i < 2; i++) await bob.page.keyboard.press('Escape')
  await history(bob).waitFor({ state: 'detached' })
})

test('what is older is folded while they draw, one of them without a network: nothing on the board is another', async () => {
  const carol = await Person.arrive(stage.browser, 'Carol')
  await carol.follows(link)
  await haveAll(ada, bob, carol)
  await carol.context.setOffline(true)
  await carol.page.locator('[data-save="offline"]').waitFor()
  await carol.draws([900, 300], [1000, 400])
  const before = await truth(bob)
  expect(JSON.stringify(before.rows)).toContain('long')

  foldIn(7.5) // not yet: a change goes between its last day and the one after
  expect((await truth(bob)).seq).toBe(before.seq)
  foldIn(9)
  await bob.draws([300, 300], [400, 400])
  await haveAll(ada, bob)
  await carol.context.setOffline(false)
  await haveAll(ada, bob, carol)
  const after = await truth(carol)
  expect(JSON.stringify(after.rows)).not.toContain('long')
  expect(after.rows.map(({ seq }) => seq)).toEqual([1, 2, 3].map((n) => before.seq + n))
  expect([...after.board.elements()].filter(({ props }) => props.get('kind') === 'rectangle').length).toBe(3)
  // What was done before can be taken back as ever.
  await bob.page.keyboard.press('Control+z')
  await haveAll(ada, bob, carol)
  expect(carol.troubles).toEqual([])
  await carol.leaves()
})

test('the history begins at what was folded, says so, and plays what came after; a link to before leads there', async () => {
  await opens(ada)
  await ada.page.keyboard.press('Home')
  const words = history(ada).getByRole('status')
  await words.getByText('What came before is not kept any more').waitFor()
  expect(await history(ada).getByRole('button', { name: 'One change back' }).isDisabled()).toBe(true)
  const first = await ada.page.evaluate(() => window.drawingroom!.past!.seq)
  await ada.page.keyboard.press('ArrowRight')
  await words.getByText(/ of \d+/).waitFor()
  expect(await ada.page.evaluate(() => window.drawingroom!.past!.seq)).toBe(first + 1)
  await ada.page.keyboard.press('End')
  expect(await ada.page.evaluate(() => window.drawingroom!.past!.hash)).toBe((await truth(ada)).state)
  await history(ada).getByRole('button', { name: 'Versions' }).click()
  await history(ada).getByText('What came before is not kept any more').last().waitFor()
  await ada.page.keyboard.press('Escape')
  await ada.page.keyboard.press('Escape')

  const carol = await Person.arrive(stage.browser, 'Carol')
  await carol.follows(link)
  await carol.isOn()
  await carol.page.goto(`${carol.page.url().split('#')[0]}#then=2`)
  await carol.page.reload()
  await history(carol).getByRole('status').getByText('The moment you were sent is not kept any more.').waitFor()
  expect(await carol.page.evaluate(() => window.drawingroom!.past!.seq)).toBe(first)
  await carol.leaves()
})
