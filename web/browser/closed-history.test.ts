import { expect, test } from 'vitest'
import { ada, bob, haveAll, link, onOneBoard } from './pair'
import type { Person } from './person'

onOneBoard()

const history = ({ page }: Person) => page.getByRole('region', { name: 'History' })
const refusal = 'The history of this board is not open to you; its owner decides who may see it.'

/** Opens the board's menu, and finds its way into the past there. */
async function wayBack({ page }: Person) {
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'View' }).waitFor()
  return page.getByRole('menuitem', { name: 'History' })
}

async function opensTo(who: string): Promise<void> {
  await ada.page.getByRole('button', { name: 'Share' }).click()
  const answered = ada.page.waitForResponse((response) => response.request().method() === 'PATCH')
  await ada.page.getByRole('radio', { name: who }).click()
  expect((await answered).status()).toBe(200)
  await ada.page.keyboard.press('Escape')
}

async function comesAgain(person: Person, address: string): Promise<void> {
  await person.page.goto('about:blank')
  const told = person.page.waitForResponse(
    (response) => /\/boards\/[\w-]+$/.test(response.url()) && response.request().method() === 'GET',
  )
  await person.page.goto(address)
  await told
}

test('the owner closes the history to others, who are not offered it, and told so by a link to a moment', async () => {
  await ada.takes('Pen')
  await ada.drags([200, 300], [260, 340], [320, 300])
  await ada.page.keyboard.press('Escape')
  await haveAll(ada, bob)
  expect(await (await wayBack(bob)).count()).toBe(1)
  for (let i = 0; i < 2; i++) await bob.page.keyboard.press('Escape')
  // Who may not decide is not asked.
  await bob.page.getByRole('button', { name: 'Share' }).click()
  await bob.page.getByRole('textbox', { name: 'Link to this board' }).waitFor()
  expect(await bob.page.getByText('Who may see the history').count()).toBe(0)
  await bob.page.keyboard.press('Escape')

  await opensTo('Me alone')
  // A page that is open already is told when it asks.
  await bob.page.keyboard.press('Alt+t')
  await history(bob).getByRole('alert').waitFor()
  expect(await history(bob).getByRole('alert').textContent()).toBe(refusal)
  await history(bob).getByRole('button', { name: 'Back to now' }).click()

  await comesAgain(bob, link)
  await bob.isOn()
  await expect
    .poll(async () => {
      const offered = await (await wayBack(bob)).count()
      for (let i = 0; i < 2; i++) await bob.page.keyboard.press('Escape')
      return offered
    })
    .toBe(0)
  await bob.page.keyboard.press('Alt+t')
  expect(await history(bob).count()).toBe(0)
  expect((await bob.board()).hash).toBe((await ada.board()).hash)

  await bob.page.goto('about:blank')
  await bob.page.goto(`${link}&then=1`)
  await history(bob).getByRole('alert').waitFor()
  expect(await history(bob).getByRole('alert').textContent()).toBe(refusal)
  await history(bob).getByRole('button', { name: 'Back to now' }).click()
  await bob.isOn()

  // Its owner sees it all the same, and opens it again.
  await ada.page.keyboard.press('Alt+t')
  await history(ada).getByRole('slider', { name: 'Moment' }).waitFor()
  await history(ada).getByRole('button', { name: 'Back to now' }).click()
  await opensTo('All who look')
  await comesAgain(bob, link)
  await bob.isOn()
  await bob.page.keyboard.press('Alt+t')
  await history(bob).getByRole('slider', { name: 'Moment' }).waitFor()
  await history(bob).getByRole('button', { name: 'Back to now' }).click()
  // The browser itself notes each refusal.
  for (const { troubles } of [ada, bob])
    troubles.splice(0, troubles.length, ...troubles.filter((trouble) => !/403/.test(trouble)))
})
