import { GifReader } from 'omggif'
import type { Page } from 'playwright-core'

/** Files of films, opened again: what a player shows of them. */

/** A video in a page of its own. */
export type Opened = {
  readonly seconds: number
  readonly w: number
  readonly h: number
  at(seconds: number): Promise<Buffer>
}

/** Opens a video in a page. */
export async function openVideo(page: Page, type: string, bytes: Buffer): Promise<Opened> {
  const [seconds, w, h] = await page.evaluate(load, [type, bytes.toString('base64')] as const)
  return { seconds, w, h, at: async (time) => Buffer.from(await page.evaluate(frameAt, time), 'base64') }
}

/** Runs in the page. */
async function load([type, base64]: readonly [string, string]): Promise<readonly [number, number, number]> {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
  const video = document.createElement('video')
  video.muted = true
  video.src = URL.createObjectURL(new Blob([bytes], { type }))
  document.body.replaceChildren(video)
  await new Promise((resolve, reject) => {
    video.onloadeddata = resolve
    video.onerror = () => reject(new Error(video.error?.message))
  })
  return [video.duration, video.videoWidth, video.videoHeight]
}

/** Runs in the page: goes to a time, and gives what is seen then as a PNG. */
async function frameAt(time: number): Promise<string> {
  const video = document.querySelector('video')!
  // Sought is not shown: the frame comes a moment later. Where it is the one that is shown already none may come; nothing is late by then.
  const shown = new Promise((resolve) => {
    video.requestVideoFrameCallback(resolve)
  })
  await new Promise((resolve) => {
    video.onseeked = resolve
    video.currentTime = time
  })
  await Promise.race([shown, new Promise((resolve) => setTimeout(resolve, 2_000))])
  const canvas = document.createElement('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  canvas.getContext('2d')!.drawImage(video, 0, 0)
  return canvas.toDataURL('image/png').split(',')[1]!
}

/** What a GIF shows in the end, as a PNG, and how long it takes until it begins again. */
export async function endOfGif(page: Page, bytes: Buffer): Promise<{ readonly png: Buffer; readonly seconds: number }> {
  const gif = new GifReader(bytes)
  const pixels = new Uint8Array(gif.width * gif.height * 4)
  let hundredths = 0
  for (let i = 0; i < gif.numFrames(); i++) {
    gif.decodeAndBlitFrameRGBA(i, pixels)
    hundredths += gif.frameInfo(i).delay
  }
  const raw = Buffer.from(pixels).toString('base64')
  const png = await page.evaluate(pngOf, [raw, gif.width, gif.height] as const)
  return { png: Buffer.from(png, 'base64'), seconds: hundredths / 100 }
}

/** Runs in the page. */
async function pngOf([base64, w, h]: readonly [string, number, number]): Promise<string> {
  const pixels = Uint8ClampedArray.from(atob(base64), (c) => c.charCodeAt(0))
  const canvas = document.createElement('canvas')
  canvas.width = w
  canvas.height = h
  canvas.getContext('2d')!.putImageData(new ImageData(pixels, w, h), 0, 0)
  return canvas.toDataURL('image/png').split(',')[1]!
}
