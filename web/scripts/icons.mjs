// Draws the pictures of the program that a device shows among its own (public/icons), and the one that stands for links to boards where they are
// posted (public/unfurl.png), from the mark of the page: npm run icons
import { mkdirSync, readFileSync } from 'node:fs'
import { chromium } from 'playwright-core'

const root = new URL('../public/', import.meta.url)
const mark = readFileSync(new URL('favicon.svg', root), 'utf8')
/** A maskable one is cut to any shape: its ground goes to the edges, and what counts lies in the middle 80 %. */
const pictures = [
  { file: 'mark-192.png', size: 192, maskable: false },
  { file: 'mark-512.png', size: 512, maskable: false },
  { file: 'mark-maskable-512.png', size: 512, maskable: true },
]

mkdirSync(new URL('icons/', root), { recursive: true })
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
const page = await browser.newPage()
for (const { file, size, maskable } of pictures) {
  await page.setViewportSize({ width: size, height: size })
  const ground = maskable ? '#1f6b57' : 'transparent'
  const side = maskable ? 72 : 100
  await page.setContent(`<style>html { background: ${ground} } body { margin: 0; display: grid; place-items: center; height: 100vh }
    svg { width: ${side}%; height: ${side}% }</style>${mark}`)
  await page.screenshot({ path: new URL(`icons/${file}`, root).pathname, omitBackground: true })
}
await page.setViewportSize({ width: 1200, height: 630 })
const face = readFileSync(new URL('../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2', root)).toString('base64')
await page.setContent(`<style>
  @font-face { font-family: Inter; font-weight: 100 900; src: url(data:font/woff2;base64,${face}) }
  html { background: radial-gradient(circle, #d8d2c5 2px, transparent 2.4px) 20px 15px / 40px 40px #fbfaf6; color: #26231f; font-family: Inter }
  body { margin: 0; height: 100vh; display: grid; place-content: center; justify-items: center; gap: 28px }
  svg { width: 190px; height: 190px } h1 { margin: 0; font-size: 84px; font-weight: 640; letter-spacing: -0.02em } p { margin: 0; font-size: 34px; color: #5d574d }
</style>${mark}<h1>Drawing Room</h1><p>A whiteboard to draw on together</p>`)
await page.evaluate(() => document.fonts.ready)
await page.screenshot({ path: new URL('unfurl.png', root).pathname })
await browser.close()
