import { expect, it } from 'vitest'
import { Door, type Line } from './door'
import { files, read } from './fixtures'

for (const file of files('traces')) {
  it(`makes of the trace ${file} what Go made of it`, () => {
    let hashes = 0
    const door = new Door((what) => {
      if (what === 'state hash') hashes++
    })
    for (const text of read('traces', file).trimEnd().split('\n')) {
      const line = JSON.parse(text) as Line
      expect(door.ask(line)).toEqual(line)
    }
    expect(hashes).toBeGreaterThan(0)
  })
}
