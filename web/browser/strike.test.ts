import { expect, test } from 'vitest'
import { ada, bob, haveAll, link, onOneBoard } from './pair'
import { Person } from './person'
import { truth } from './truth'

const stage = onOneBoard()

const SECRET = 'hunter2 is my password'

/** Writes words onto the board at a place, and lets go of them. */
async function writes({ page }: Person, words: string, x: number, y: number): Promise<void> {
  await page.keyboard.press('t')
  await page.mouse.click(x, y)
  await page.keyboard.type(words)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
}

/** All that the browser keeps of a person: its own database, as text. */
function kept({ page }: Person): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('drawingroom')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = async () => {
          const db = opening.result
          const all: unknown[] = []
          for (const name of db.objectStoreNames) {
            const asked = db.transaction(name).objectStore(name).getAll()
            await new Promise((done) => {
              asked.onsuccess = done
            })
            all.push(...asked.result)
          }
          db.close()
          resolve(JSON.stringify(all, (_, value) => (value instanceof Map ? [...value] : value)))
        }
      }),
  )
}

const history = ({ page }: Person) => page.getByRole('region', { name: 'History' })
const dialog = ({ page }: Person) => page.getByRole('alertdialog', { name: 'Strike out of the history' })

test('C61: an owner strikes out what was pasted: it is gone for both, and for a third who was away and had drawn meanwhile', async () => {
  const carol = await Person.arrive(stage.browser, 'Carol')
  await carol.follows(link)
  await bob.draws([700, 500], [800, 600])
  await writes(ada, SECRET, 300, 200)
  await haveAll(ada, bob, carol)
  expect((await truth(bob)).rows.map((row) => JSON.stringify(row)).join()).toContain('hunter2')

  // Bob takes it away and could bring it back; Carol goes offline with it, and draws on.
  await bob.page.keyboard.press('Control+a')
  await bob.page.keyboard.press('Delete')
  await bob.page.keyboard.press('Control+z')
  await haveAll(ada, bob, carol)
  await carol.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await expect.poll(() => kept(carol), { timeout: 20_000 }).toContain('hunter2')
  await carol.context.setOffline(true)
  await carol.page.locator('[data-save="offline"]').waitFor()
  await carol.draws([900, 300], [1000, 400])

  await ada.page.keyboard.press('v')
  await ada.page.mouse.click(320, 200, { button: 'right' })
  await ada.page.getByRole('menuitem', { name: 'Strike out of the history …' }).click()
  await dialog(ada).getByText('out of the history of this board for good').waitFor()
  await dialog(ada).getByText('Out of reach are backups made before').waitFor()
  await dialog(ada).getByRole('button', { name: 'Strike out for good' }).click()
  await dialog(ada).waitFor({ state: 'detached' })
  for (const { page } of [ada, bob]) await page.getByText('What you could undo was forgotten with it').waitFor()
  await haveAll(ada, bob)
  expect((await truth(bob)).rows.map((row) => JSON.stringify(row)).join()).not.toContain('hunter2')

  await carol.context.setOffline(false)
  await haveAll(ada, bob, carol)
  await carol.page.getByText('What you could undo was forgotten with it').waitFor()
  // What she drew without a network has arrived, and nothing brings the secret back.
  for (const person of [ada, bob, carol]) {
    for (let i = 0; i < 4; i++) await person.page.keyboard.press('Control+z')
    await person.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await expect.poll(() => kept(person), { timeout: 20_000 }).not.toContain('hunter2')
  }
  await haveAll(ada, bob, carol)
  const told = await truth(carol)
  expect(told.rows.map((row) => JSON.stringify(row)).join()).not.toContain('hunter2')
  expect([...told.board.elements()].filter(({ props }) => props.get('kind') === 'rectangle').length).toBe(2)
  expect(carol.troubles).toEqual([])
  await carol.leaves()
})

test('the history marks what was struck out, and strikes out a single change', async () => {
  await writes(ada, 'another secret', 300, 400)
  await haveAll(ada, bob)
  await ada.page.keyboard.press('Alt+t')
  await history(ada).getByRole('slider', { name: 'Moment' }).waitFor()
  await history(ada).getByRole('button', { name: 'Struck out' }).click()
  await history(ada)
    .getByText(/Ada · \d+ changes?/)
    .first()
    .waitFor()
  await history(ada).getByRole('button', { name: 'Strike this change out …' }).click()
  await dialog(ada).getByRole('button', { name: 'Strike out for good' }).click()
  await dialog(ada).waitFor({ state: 'detached' })
  // It is read anew, and ends with the mark.
  await history(ada).getByText('something was struck out').first().waitFor()
  await ada.page.keyboard.press('ArrowLeft')
  await history(ada).getByText('· struck out').first().waitFor()
  await ada.page.keyboard.press('Escape')
  await ada.page.keyboard.press('Escape')
  await haveAll(ada, bob)

  // Who does not own the board is not offered it.
  await bob.page.keyboard.press('Alt+t')
  await history(bob).getByRole('button', { name: 'Struck out' }).click()
  await history(bob)
    .getByText(/Ada · \d+ changes?/)
    .first()
    .waitFor()
  expect(await history(bob).getByRole('button', { name: 'Strike this change out …' }).count()).toBe(0)
  await bob.page.keyboard.press('Escape')
  await bob.page.keyboard.press('Escape')
})
