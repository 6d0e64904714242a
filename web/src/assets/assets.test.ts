import { expect, test } from 'vitest'
import { ApiError } from '../sync/api'
import type { AssetStore, WaitingAsset } from '../sync/asset-store'
import { FakeClock } from '../test/fake-clock'
import { Assets } from './assets'
import { hashOf } from './hash'

/** A server and a device that do as a test says. */
class World {
  readonly clock = new FakeClock()
  readonly server = new Map<string, Blob>()
  readonly device = new Map<string, WaitingAsset>()
  readonly heard: string[] = []
  online = true
  keeps = true
  refuses: ApiError | null = null
  sent = 0

  page(): Assets {
    const reach = () => {
      if (!this.online) throw new ApiError('unreachable', 0, 'gone')
    }
    const store: AssetStore = {
      keep: async (row) => {
        if (!this.keeps) throw new Error('no room')
        this.device.set(row.asset, row)
      },
      waiting: async () => [...this.device.values()],
      drop: async (asset) => void this.device.delete(asset),
      close: () => {},
    }
    const assets = new Assets({
      store,
      clock: this.clock,
      has: async (asset) => {
        reach()
        return this.server.has(asset)
      },
      fetch: async (asset) => {
        reach()
        return this.server.get(asset) ?? null
      },
      fetchFrom: async () => null,
      send: async (asset, bytes) => {
        reach()
        this.sent++
        if (this.refuses !== null) throw this.refuses
        this.server.set(asset, bytes)
      },
    })
    assets.on({
      there: (asset) => this.heard.push(`there ${asset.slice(0, 4)}`),
      refused: (_, name, why) => this.heard.push(`refused ${name}: ${why}`),
    })
    return assets
  }

  /** Lets everything that is under way come to an end. */
  async rests(): Promise<void> {
    for (let i = 0; i < 50; i++) await Promise.resolve()
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const bytes = (text: string) => new Blob([text], { type: 'image/png' })

test('the name of bytes is their SHA-256', async () => {
  expect(await hashOf(new Blob(['abc']))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  expect(await hashOf(new Blob([new Uint8Array(3_000_000)]))).toHaveLength(64)
})

test('what is added is on the device until the server has it, and sent once', async () => {
  const world = new World()
  const page = world.page()
  const asset = await page.add(bytes('a'), 'a.png')
  expect(await page.add(bytes('a'), 'a.png')).toBe(asset)
  await world.rests()
  expect(world.server.size).toBe(1)
  expect(world.device.size).toBe(0)
  expect(world.sent).toBe(1)
  expect(await (await page.bytesOf(asset))!.text()).toBe('a')
})

test('without a connection it waits on the device, and the next page goes on', async () => {
  const world = new World()
  world.online = false
  const asset = await world.page().add(bytes('b'), '')
  await world.rests()
  expect([...world.device.keys()]).toEqual([asset])
  world.online = true
  const next = world.page()
  await next.resume()
  await world.rests()
  expect(world.server.has(asset)).toBe(true)
  expect(world.device.size).toBe(0)
})

test('what fails is tried again', async () => {
  const world = new World()
  world.online = false
  const page = world.page()
  const asset = await page.add(bytes('c'), '')
  await world.rests()
  world.online = true
  page.retry()
  await world.rests()
  expect(world.server.has(asset)).toBe(true)
})

test('what the server does not take is told, and is no longer kept', async () => {
  const world = new World()
  world.refuses = new ApiError('full', 507, 'No room.')
  const page = world.page()
  await page.add(bytes('d'), 'd.png')
  await world.rests()
  expect(world.heard).toEqual(['refused d.png: No room.'])
  expect(world.device.size).toBe(0)
})

test('bytes that are not there yet are asked for again, and that they came is told', async () => {
  const world = new World()
  const page = world.page()
  const asset = await hashOf(bytes('e'))
  expect(await page.bytesOf(asset)).toBeNull()
  expect(world.heard).toEqual([])
  world.server.set(asset, bytes('e'))
  page.retry()
  world.clock.advance(500)
  await world.rests()
  expect(world.heard).toEqual([`there ${asset.slice(0, 4)}`])
  expect(await (await page.bytesOf(asset))!.text()).toBe('e')
})

test('what the device does not keep is at risk until it is sent', async () => {
  const world = new World()
  world.keeps = false
  world.online = false
  const page = world.page()
  await page.add(bytes('f'), '')
  await world.rests()
  expect(page.atRisk).toBe(true)
  world.online = true
  page.retry()
  await world.rests()
  expect(page.atRisk).toBe(false)
})
