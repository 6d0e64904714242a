import { expect, test } from 'vitest'
import { isKept } from './kept-page'
import { onStage } from './on-stage'
import { keepsPages, Person } from './person'

const stage = onStage()

test('a browser finds nothing that would keep it from installing the page', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada', keepsPages)
  await ada.makesBoard(stage.program.local)
  await isKept(ada)
  const cdp = await ada.devtools()
  const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors')
  // A window of its own, which each person here has, counts as a private one.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([])
  const { url, data, errors } = await cdp.send('Page.getAppManifest')
  expect(errors).toEqual([])
  const { icons } = JSON.parse(data!) as { icons: { src: string; sizes: string; purpose?: string }[] }
  const sizes = await ada.page.evaluate(
    async (all) => {
      const found: string[] = []
      for (const { src } of all) {
        const picture = new Image()
        picture.src = src
        await picture.decode()
        found.push(`${picture.naturalWidth}x${picture.naturalHeight}`)
      }
      return found
    },
    icons.filter(({ src }) => src.endsWith('.png')).map(({ src }) => ({ src: new URL(src, url).href })),
  )
  expect(sizes).toEqual(['192x192', '512x512', '512x512'])
  expect(icons.some(({ purpose }) => purpose === 'maskable')).toBe(true)
  await ada.leaves()
})

test('the menu installs the page where the browser offers that, and says nothing of it elsewhere', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada', keepsPages)
  await ada.makesBoard(stage.program.local)
  const line = ada.page.getByRole('menuitem', { name: 'Install on this device' })
  const opens = async () => {
    await ada.page.getByRole('button', { name: 'Menu', exact: true }).click()
    await ada.page.getByRole('menuitem', { name: 'Settings' }).waitFor()
  }
  await opens()
  expect(await line.count()).toBe(0)
  await ada.page.keyboard.press('Escape')
  // A browser without a window offers nothing: this is what one with a window would say.
  await ada.page.evaluate(() => {
    const offer = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
      async prompt() {
        document.documentElement.dataset.asked = 'yes'
      },
    })
    dispatchEvent(offer)
    document.documentElement.dataset.shown = String(!offer.defaultPrevented)
  })
  expect(await ada.page.evaluate(() => document.documentElement.dataset.shown)).toBe('false')
  await opens()
  await line.click()
  await ada.page.waitForFunction(() => document.documentElement.dataset.asked === 'yes')
  await opens()
  expect(await line.count()).toBe(0)
  expect(ada.troubles).toEqual([])
  await ada.leaves()
})
