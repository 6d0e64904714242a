import type { Page } from 'playwright-core'
import type { Item } from './boards'

/** Changes of so many elements each: strokes of 50 points stay below the 256 KiB of a change. */
const CHUNK = 150

/** Makes a board on a server and puts everything on it, through the socket as any page does. Returns the board's address; the page is signed in then. */
export async function boardWith(page: Page, origin: string, items: readonly Item[]): Promise<string> {
  await page.goto(origin)
  await page.evaluate(begin)
  for (let i = 0; i < items.length; i += CHUNK) {
    const ops = items.slice(i, i + CHUNK).map((item) => ({ op: 'put', ...item }))
    await page.evaluate(say, { n: i / CHUNK + 1, ops: JSON.stringify(ops) })
  }
  return origin + (await page.evaluate(end, Math.ceil(items.length / CHUNK)))
}

type Filling = { url: string; socket: WebSocket; answered: number; refused: string }

declare global {
  interface Window {
    filling?: Filling
  }
}

/** Runs in the page: signs in, makes a board and joins it. */
async function begin(): Promise<void> {
  const post = async (path: string, body: unknown) => {
    const headers = { 'Content-Type': 'application/json' }
    const response = await fetch(`/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
    return response.json()
  }
  await post('/guests', { name: 'Bench' })
  const board = (await post('/boards', { title: 'Benchmark' })) as { id: string; url: string }
  const { token } = (await post('/session', {})) as { token: string }
  const address = `${location.origin.replace('http', 'ws')}/api/v1/boards/${board.id}/socket`
  const socket = new WebSocket(address, ['drawingroom.v1', `jwt.${token}`])
  const filling = { url: board.url, socket, answered: 0, refused: '' }
  window.filling = filling
  await new Promise<void>((resolve, reject) => {
    socket.onclose = (e) => reject(new Error(`closed: ${e.code} ${e.reason}`))
    socket.onopen = () => {
      const id = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
      const client = id.replaceAll('+', '-').replaceAll('/', '_').slice(0, 22)
      socket.send(JSON.stringify([{ t: 'hello', client }]))
    }
    socket.onmessage = (e) => {
      for (const message of JSON.parse(e.data)) {
        if (message.t === 'welcome') resolve()
        if (message.t === 'changes') filling.answered += message.items.length
        if (message.t === 'refused') filling.refused = message.why
        if (message.t === 'beat') socket.send('[{"t":"beat"}]')
      }
    }
  })
}

/** Runs in the page. */
function say({ n, ops }: { n: number; ops: string }): void {
  window.filling!.socket.send(`[{"t":"change","n":${n},"ops":${ops}}]`)
}

/** Runs in the page: waits until everything is on the board. */
async function end(changes: number): Promise<string> {
  const filling = window.filling!
  while (filling.answered < changes) {
    if (filling.refused !== '') throw new Error(filling.refused)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  filling.socket.onclose = null
  filling.socket.close()
  return filling.url
}
