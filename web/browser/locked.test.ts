import { afterAll, beforeAll, expect, test } from 'vitest'
import { onStage } from './on-stage'
import { Person } from './person'

/** What a person meets who does not know that a thing is locked. */

const stage = onStage()
let ada: Person

beforeAll(async () => {
  ada = await Person.arrive(stage.browser, 'Ada')
  await ada.makesBoard(stage.program.local)
  await ada.takes('Rectangle')
  await ada.drags([400, 300], [600, 420])
  await ada.takes('Select')
  await ada.page.mouse.click(400, 360)
  await ada.page.keyboard.press('Control+Shift+L')
})

afterAll(() => {
  expect(ada.troubles).toEqual([])
})

const told = () => ada.page.getByText('This is locked')

/** The notice is put away, so that the next one can be told from it. */
async function putAway(): Promise<void> {
  await ada.page.locator('.toast').getByLabel('Close').click()
  await told().waitFor({ state: 'detached' })
}

test('the menu at the hand says "Unlock", and what would not work is grey', async () => {
  const { page } = ada
  await page.mouse.click(400, 360, { button: 'right' })
  await page.getByRole('menuitem', { name: /^Unlock/ }).waitFor()
  for (const name of ['Cut', 'Duplicate', 'Order', 'Turn', 'Delete'])
    expect(await page.getByRole('menuitem', { name }).getAttribute('aria-disabled'), name).toBe('true')
  for (const name of ['Copy as', 'Layer'])
    expect(await page.getByRole('menuitem', { name }).getAttribute('aria-disabled'), name).not.toBe('true')
  await page.keyboard.press('Escape')
  await page.getByRole('menuitem', { name: /^Unlock/ }).waitFor({ state: 'detached' })
})

test('a key that would move it and a hand that pulls at it are answered', async () => {
  const { page } = ada
  await page.keyboard.press('ArrowLeft')
  await told().waitFor()
  await putAway()
  await ada.drags([500, 360], [600, 500])
  await told().waitFor()
})
