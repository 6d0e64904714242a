import { expect, test } from 'vitest'
import { crashes, cutServer, mendServer, opensTab } from './cut-server'
import { onStage } from './on-stage'
import { haveAll } from './pair'
import { Person } from './person'
import { truth } from './truth'

const stage = onStage()

async function draws({ page }: Person, i: number): Promise<void> {
  await page.keyboard.press('r')
  await page.mouse.move(340 + i * 40, 240)
  await page.mouse.down()
  await page.mouse.move(360 + i * 40, 260)
  await page.mouse.up()
}

/** Wants to close the page, and stays when asked. Says whether it was asked. */
async function asksToLeave({ page }: Person): Promise<boolean> {
  const asked = page.waitForEvent('dialog', { timeout: 30_000 }).then(async (dialog) => {
    expect(dialog.type()).toBe('beforeunload')
    await dialog.dismiss()
    return true
  })
  const closed = page.waitForEvent('close', { timeout: 30_000 }).then(() => false)
  await page.close({ runBeforeUnload: true })
  const answer = await Promise.race([asked, closed])
  for (const other of [asked, closed]) other.catch(() => {})
  return answer
}

/** Waits for what the page says of its work. */
const says = (person: Person, words: RegExp) => expect.poll(() => person.saveText(), { timeout: 30_000 }).toMatch(words)

/**
 * Has the browser end each of the page's writes as it does when the origin has used up its quota: the transaction is aborted when it is
 * committed. Chromium tells an override of the quota by its devtools, but does not hold IndexedDB to it.
 */
const fillable = ({ context }: Person) =>
  context.addInitScript(() => {
    const { commit } = IDBTransaction.prototype
    IDBTransaction.prototype.commit = function () {
      if ('full' in window) this.abort()
      else commit.call(this)
    }
  })

const drawn = async (person: Person) => (await truth(person)).rows.length - 1

test('C71: no room on the device: it is said, the page warns before it goes, work goes on; and all is well when there is room', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  await fillable(ada)
  await ada.makesBoard(stage.program.local)
  await ada.page.evaluate(() => Object.assign(window, { full: true }))
  // With the server there work goes on, and what is said of it is true.
  await draws(ada, 0)
  await says(ada, /^Saved\. Everything you did is on the server\. This browser keeps nothing on this device/)
  expect(await drawn(ada)).toBe(1)
  await cutServer(ada)
  await draws(ada, 1)
  await says(ada, /^Not kept on this device\..* 1 change held by this page only; leave it open/)
  expect(await asksToLeave(ada)).toBe(true)
  await draws(ada, 2)
  await says(ada, /2 changes held by this page only/)
  await ada.page.evaluate(() => Reflect.deleteProperty(window, 'full'))
  await says(ada, /^Offline, 2 changes waiting\..*kept on this device/)
  // They are kept; but nobody can send them, and this browser has promised nothing.
  expect(await asksToLeave(ada)).toBe(true)
  await mendServer(ada)
  await haveAll(ada)
  expect(await drawn(ada)).toBe(3)
  expect(ada.troubles).toEqual([])
  expect(await asksToLeave(ada)).toBe(false)
  await ada.leaves()
})

test('C71: the database is deleted under the page, by another tab and by the browser: what waits is written anew, and outlives the page', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  const link = await ada.makesBoard(stage.program.local)
  const other = await ada.context.newPage()
  await other.goto(`${stage.program.local}/`)
  await ada.page.bringToFront()
  await cutServer(ada)
  await draws(ada, 0)
  await draws(ada, 1)
  await says(ada, /^Offline, 2 changes waiting\..*kept on this device/)
  const rows = () =>
    other.evaluate(
      () =>
        new Promise<number>((count) => {
          const open = indexedDB.open('drawingroom')
          // Not there yet: it is not made from here.
          open.onupgradeneeded = () => open.transaction!.abort()
          open.onerror = () => count(0)
          open.onsuccess = () => {
            const all = open.result.transaction('outbox').objectStore('outbox').count()
            all.onsuccess = () => {
              open.result.close()
              count(all.result)
            }
          }
        }),
    )
  expect(await rows()).toBe(2)
  await other.evaluate(
    () =>
      new Promise((gone) => {
        indexedDB.deleteDatabase('drawingroom').onsuccess = gone
      }),
  )
  await expect.poll(rows).toBe(2)
  await says(ada, /2 changes waiting\..*kept on this device/)
  const cdp = await ada.devtools()
  await cdp.send('Storage.clearDataForOrigin', { origin: stage.program.local, storageTypes: 'indexeddb' })
  await expect.poll(rows).toBe(2)
  await other.close()
  await crashes(ada)
  await opensTab(ada, link)
  await says(ada, /2 changes waiting\..*kept on this device/)
  await mendServer(ada)
  await haveAll(ada)
  expect(await drawn(ada)).toBe(2)
  expect(ada.troubles).toEqual([])
  await ada.leaves()
})

test('C71: a browser without a database: it is said, work goes on, and the page warns while something waits', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  await ada.context.addInitScript(() => Object.defineProperty(window, 'indexedDB', { get: () => undefined }))
  await ada.makesBoard(stage.program.local)
  await draws(ada, 0)
  await ada.saved()
  expect(await ada.saveText()).toMatch(/keeps nothing on this device/)
  await cutServer(ada)
  await draws(ada, 1)
  await says(ada, /^Not kept on this device\..*this page only/)
  expect(await asksToLeave(ada)).toBe(true)
  await mendServer(ada)
  await haveAll(ada)
  expect(await drawn(ada)).toBe(2)
  expect(ada.troubles).toEqual([])
  await ada.leaves()
})
