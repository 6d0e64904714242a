import { expect, it } from 'vitest'
import { readEvents } from './by-requests'

const text = `retry: 1000\n\n:${' '.repeat(40)}\n\nevent: open\ndata: name\n\nid: 1\ndata: [{"t":"beat"}]\n\ndata: [{"title":"größer 🖊"}]\n\nevent: end\ndata: {"code":1012,"reason":"restart"}\n\n`

it('reads events however the network cuts them', async () => {
  const bytes = new TextEncoder().encode(text)
  let cuts = 0
  for (let size = 1; size <= bytes.length; size++) {
    const heard: string[] = []
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start(controller) {
        for (let i = 0; i < bytes.length; i += size, cuts++) controller.enqueue(bytes.slice(i, i + size))
        controller.close()
      },
    })
    await readEvents(new Response(body), (event, text, id) => heard.push(`${event}|${text}|${id}`))
    expect(heard).toEqual([
      'retry|1000|',
      'open|name|',
      '|[{"t":"beat"}]|1',
      '|[{"title":"größer 🖊"}]|',
      'end|{"code":1012,"reason":"restart"}|',
    ])
  }
  expect(cuts).toBeGreaterThan(bytes.length)
})
