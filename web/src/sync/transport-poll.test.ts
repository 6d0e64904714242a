import { afterEach, expect, it, vi } from 'vitest'
import { FakeClock } from '../test/fake-clock'
import { polls } from './transport-poll'
import { streams } from './transport-stream'

afterEach(() => vi.unstubAllGlobals())

type Asked = {
  readonly method: string
  readonly url: string
  readonly body: string
  readonly answer: (it: Response) => void
  lose(): void
}

/** A server whose answers the test gives, and a page that opened a connection to it. */
function page(way: 'poll' | 'stream' = 'poll') {
  const clock = new FakeClock(() => 0.5)
  const asked: Asked[] = []
  const heard: string[] = []
  let hidden = false
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    return new Promise<Response>((answer, reject) => {
      asked.push({
        method: init.method ?? 'GET',
        url,
        body: String(init.body ?? ''),
        answer,
        lose: () => reject(new TypeError('network')),
      })
    })
  })
  const events = {
    opened: () => heard.push('opened'),
    frame: (text: string) => heard.push(text),
    closed: (code: number, reason: string) => heard.push(`closed ${code} ${reason}`),
  }
  const open = way === 'poll' ? polls(clock, () => hidden) : streams(clock)
  const transport = open('board', 'token', events)
  return { clock, asked, heard, transport, hide: () => (hidden = true) }
}

const turns = async () => {
  for (let i = 0; i < 5; i++) await new Promise<void>((resolve) => setImmediate(resolve))
}
const headers = { 'content-type': 'text/event-stream; charset=utf-8' }
const piece = (text: string) => new Response(text, { headers })
const path = '/api/v1/boards/board/streams'

/** A page whose connection is called `name`, its first question asked. */
async function opened() {
  const it = page()
  it.asked[0]!.answer(piece('event: open\ndata: name\n\n'))
  await turns()
  return it
}

it('C26: asks for what comes after what it has, and once for each answer', async () => {
  const { clock, asked, heard } = await opened()
  expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `POST ${path}?speaks=2,1&poll`,
    `GET ${path}/name?after=0`,
  ])
  asked[1]!.answer(piece('id: 1\ndata: [1]\n\nid: 2\ndata: [2]\n\n'))
  await turns()
  asked[2]!.answer(piece(''))
  await turns()
  expect(asked.length).toBe(3)
  clock.advance(500)
  await turns()
  expect(asked.slice(2).map(({ url }) => url)).toEqual([`${path}/name?after=2`, `${path}/name?after=2`])
  asked[3]!.answer(piece('id: 3\ndata: [3]\n\nevent: end\ndata: {"code":1012,"reason":"restart in=9"}\n\n'))
  await turns()
  expect(heard).toEqual(['opened', '[1]', '[2]', '[3]', 'closed 1012 restart in=9'])
  expect(asked.length).toBe(4)
})

it('C26: an answer that is lost, or cut off, is asked for again; one that leaves something out ends the connection', async () => {
  const { clock, asked, heard } = await opened()
  asked[1]!.lose()
  await turns()
  clock.advance(250)
  await turns()
  expect(asked[2]!.url).toBe(`${path}/name?after=0`)
  const cut = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('id: 1\ndata: [1]\n\nid: 2\ndata: [2'))
      setImmediate(() => controller.error(new TypeError('network')))
    },
  })
  asked[2]!.answer(new Response(cut, { headers }))
  await turns()
  clock.advance(500)
  await turns()
  expect(asked[3]!.url).toBe(`${path}/name?after=1`)
  asked[3]!.answer(piece('id: 3\ndata: [3]\n\n'))
  await turns()
  expect(heard).toEqual(['opened', '[1]', 'closed 1006 '])
})

it('takes no page of somebody on the way for an answer', async () => {
  const { clock, asked, heard, transport } = await opened()
  const portal = () => new Response('<p>Sign in to this network</p>', { headers: { 'content-type': 'text/html' } })
  transport.send('[mine]')
  await turns()
  asked[1]!.answer(portal())
  asked[2]!.answer(portal())
  await turns()
  expect([asked.length, transport.buffered]).toEqual([3, 6])
  clock.advance(250)
  await turns()
  expect(asked.slice(3).map(({ method }) => method)).toEqual(['GET', 'POST'])
  asked[4]!.answer(new Response(null, { status: 204 }))
  await turns()
  expect([heard, transport.buffered]).toEqual([['opened'], 0])
})

it('is not asked for ever in vain', async () => {
  const { clock, asked, heard } = await opened()
  for (let i = 1; i <= 4; i++) {
    asked[i]!.lose()
    await turns()
    clock.advance(5000)
    await turns()
  }
  expect([asked.length, heard]).toEqual([5, ['opened', 'closed 1006 ']])
})

it('C28: rests when it is told that questions are not left waiting: less while things come or after it spoke, more while hidden', async () => {
  const { clock, asked, transport, hide } = await opened()
  const rests = async (ms: number) => {
    const before = asked.length
    clock.advance(ms - 1)
    await turns()
    expect(asked.length).toBe(before)
    clock.advance(1)
    await turns()
    expect(asked.length).toBe(before + 1)
  }
  asked.at(-1)!.answer(piece('retry: 1000\n\n'))
  await turns()
  await rests(1000)
  asked.at(-1)!.answer(piece('retry: 1000\n\nid: 1\ndata: [1]\n\n'))
  await turns()
  await rests(250)
  hide()
  asked.at(-1)!.answer(piece('retry: 1000\n\n'))
  await turns()
  await rests(2000)
  asked.at(-1)!.answer(piece('retry: 1000\n\n'))
  await turns()
  transport.send('[mine]')
  await turns()
  expect(asked.at(-1)).toMatchObject({ method: 'POST', url: `${path}/name?n=1`, body: '[mine]' })
  asked.at(-1)!.answer(new Response(null, { status: 204 }))
  await turns()
  expect(asked.at(-1)!.url).toBe(`${path}/name?after=1`)
})

it('C27: a request that came to another node is sent until the one that holds the connection has it, and then given up', async () => {
  const { clock, asked, heard, transport } = page('stream')
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('event: open\ndata: name\n\n')),
  })
  asked[0]!.answer(new Response(body, { headers }))
  await turns()
  transport.send('[hello]')
  transport.send('[more]')
  await turns()
  for (let i = 1; i <= 6; i++) {
    expect(asked[i]).toMatchObject({ url: `${path}/name?n=1`, body: '[hello]' })
    asked[i]!.answer(new Response(null, { status: i === 6 ? 204 : 421 }))
    await turns()
    clock.advance(100)
    await turns()
  }
  expect(asked[7]).toMatchObject({ url: `${path}/name?n=2`, body: '[more]' })
  for (let i = 7; i < 47; i++) {
    asked[i]!.answer(new Response('', { status: 421 }))
    await turns()
    clock.advance(100)
    await turns()
  }
  expect([asked.length, heard]).toEqual([47, ['opened', 'closed 1006 ']])
})
