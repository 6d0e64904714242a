import type { Page } from 'playwright-core'
import type { Item } from './boards'

/** Changes of so many elements each: strokes of 50 points stay below the 256 KiB of a change. */
const CHUNK = 150

/** So many changes one page load makes before the next: a server takes so many at once from who joins, and then slows them down. */
const PER_PAGE = 4_000

/** Changes and bytes of a frame; a server takes 512 KiB. */
const FRAME = 100
const FRAME_BYTES = 300_000

/** So many changes are on their way at most: for one who does not read a server keeps no more. */
const AHEAD = 300

/** An op as it goes over the wire. */
export type Asked = { readonly op: string; readonly id: string; readonly props?: Item['props'] }

/** Makes a board with all items on it, so many in each change. Returns the board's address; the page is signed in then. */
export const boardWith = (page: Page, origin: string, items: readonly Item[], chunk = CHUNK): Promise<string> =>
  boardBy(
    page,
    origin,
    items.map((item) => ({ op: 'put', ...item })),
    chunk,
  )

/** Makes a board on a server and does everything on it, through the socket as any page does, so many ops in each change. */
export async function boardBy(page: Page, origin: string, ops: readonly Asked[], chunk: number): Promise<string> {
  await page.goto(origin)
  const board = await page.evaluate(begin)
  for (let first = 0; first < ops.length; first += chunk * PER_PAGE) {
    const part = ops.slice(first, first + chunk * PER_PAGE)
    await page.evaluate(enter, board.id)
    const changes = Array.from({ length: Math.ceil(part.length / chunk) }, (_, i) => ({
      t: 'change',
      n: i + 1,
      ops: part.slice(i * chunk, (i + 1) * chunk),
    }))
    for (const frame of framesOf(changes.map((change) => JSON.stringify(change))))
      await page.evaluate(say, { ...frame, ahead: AHEAD })
    await page.evaluate(leave, changes.length)
  }
  return origin + board.url
}

/** Frames of as many changes as are sent at once, and as many as a server takes in one: asking the page for each change would take longer than the server does. */
function* framesOf(changes: readonly string[]): Generator<{ readonly last: number; readonly text: string }> {
  let [from, bytes] = [0, 0]
  for (const [i, change] of changes.entries()) {
    if (i > from && (i - from === FRAME || bytes + change.length > FRAME_BYTES)) {
      yield { last: i, text: `[${changes.slice(from, i).join(',')}]` }
      ;[from, bytes] = [i, 0]
    }
    bytes += change.length
  }
  yield { last: changes.length, text: `[${changes.slice(from).join(',')}]` }
}

type Filling = { client: number; socket: WebSocket; answered: number; refused: string }

declare global {
  interface Window {
    filling?: Filling
  }
}

/** Runs in the page: signs in and makes a board. */
async function begin(): Promise<{ id: string; url: string }> {
  const post = async (path: string, body: unknown) => {
    const headers = { 'Content-Type': 'application/json' }
    const response = await fetch(`/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
    return response.json()
  }
  await post('/guests', { name: 'Bench' })
  return post('/boards', { title: 'Benchmark' })
}

/** Runs in the page: joins a board as a page load of its own. */
async function enter(id: string): Promise<void> {
  const headers = { 'Content-Type': 'application/json' }
  const { token } = await (await fetch('/api/v1/session', { method: 'POST', headers, body: '{}' })).json()
  const address = `${location.origin.replace('http', 'ws')}/api/v1/boards/${id}/socket`
  const socket = new WebSocket(address, ['drawingroom.v1', `jwt.${token}`])
  const filling: Filling = { client: 0, socket, answered: 0, refused: '' }
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
        if (message.t === 'welcome') {
          filling.client = message.client
          socket.onclose = (e) => {
            filling.refused = `closed: ${e.code} ${e.reason}`
          }
          resolve()
        }
        if (message.t === 'changes')
          filling.answered += message.items.filter((item: { client: number }) => item.client === filling.client).length
        if (message.t === 'refused') filling.refused = message.why
        if (message.t === 'beat') socket.send('[{"t":"beat"}]')
      }
    }
  })
}

/** Runs in the page: waits until few enough are on their way, and sends more. */
async function say({ text, last, ahead }: { text: string; last: number; ahead: number }): Promise<void> {
  const filling = window.filling!
  while (filling.answered < last - ahead && filling.refused === '')
    await new Promise((resolve) => setTimeout(resolve, 1))
  filling.socket.send(text)
}

/** Runs in the page: waits until everything is on the board, and goes. */
async function leave(changes: number): Promise<void> {
  const filling = window.filling!
  while (filling.answered < changes) {
    if (filling.refused !== '') throw new Error(filling.refused)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  filling.socket.onclose = null
  filling.socket.close()
}
