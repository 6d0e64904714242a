import { expect, test } from 'vitest'
import { pageFrom, type Sources } from './page'

const never = new Promise<never>(() => {})
const page = (text: string, status = 200) => new Response(text, { status })
const from = async (sources: Partial<Sources>) =>
  (
    await pageFrom({
      network: never,
      patience: never,
      kept: async () => page('kept'),
      outdated: async () => false,
      ...sources,
    })
  ).text()

test('a network that answers in time gives the page, whatever is kept', async () => {
  expect(await from({ network: Promise.resolve(page('fresh')) })).toBe('fresh')
  expect(await from({ network: Promise.resolve(page('not here', 404)) })).toBe('not here')
})

test('no network, and one that hangs: the page that is kept', async () => {
  expect(await from({ network: Promise.reject(new Error('no network')) })).toBe('kept')
  expect(await from({ patience: Promise.resolve() })).toBe('kept')
})

test('a proxy that answers for a server which is not there is no answer', async () => {
  expect(await from({ network: Promise.resolve(page('Bad gateway', 502)) })).toBe('kept')
  expect(await from({ network: Promise.resolve(page('Bad gateway', 502)), kept: async () => undefined })).toBe(
    'Bad gateway',
  )
})

test('with nothing kept the network has all the time it wants', async () => {
  let answer = (_: Response) => {}
  const network = new Promise<Response>((resolve) => (answer = resolve))
  const came = from({ network, patience: Promise.resolve(), kept: async () => undefined })
  answer(page('late'))
  expect(await came).toBe('late')
  const failed = Promise.reject(new Error('no network'))
  await expect(from({ network: failed, kept: async () => undefined })).rejects.toThrow('no network')
})

test('a page that the server has refused does not come from the device while the network may still give another', async () => {
  let answer = (_: Response) => {}
  const network = new Promise<Response>((resolve) => (answer = resolve))
  const came = from({ network, patience: Promise.resolve(), outdated: async () => true })
  // All that could be done meanwhile is done.
  for (let i = 0; i < 20; i++) await Promise.resolve()
  answer(page('new'))
  expect(await came).toBe('new')
  // Without a network an old one can at least be drawn on.
  expect(await from({ network: Promise.reject(new Error('no network')), outdated: async () => true })).toBe('kept')
})
