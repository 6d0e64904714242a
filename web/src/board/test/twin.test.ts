import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { expect, it } from 'vitest'
import { Door, type Line } from './door'

const root = fileURLToPath(new URL('../../../..', import.meta.url))

/** Draws the trace in Go; TWIN_SEED repeats a run. */
const seed = process.env.TWIN_SEED ?? String(crypto.getRandomValues(new Uint32Array(1))[0])
const changes = process.env.TWIN_CHANGES ?? '55000'

/** Everything that must have happened, or the test was hollow. */
const expected = [
  ...[
    'accepted',
    'unreadable',
    'form',
    'unknown_op',
    'unknown_kind',
    'unknown_property',
    'bad_value',
    'too_many_ops',
    'too_large',
  ].map((verdict) => `verdict ${verdict}`),
  ...['done', 'part circle', 'part full', 'nothing exists', 'nothing grave'].map((effect) => `put ${effect}`),
  ...['done', 'part others', 'part circle', 'part full'].map((effect) => `set ${effect}`),
  ...['absent', 'grave', 'others', 'circle', 'full'].map((why) => `set nothing ${why}`),
  ...['done', 'nothing absent', 'nothing grave', 'nothing others'].map((effect) => `remove ${effect}`),
  ...['done', 'part circle', 'part full', 'nothing live', 'nothing never', 'nothing others'].map(
    (effect) => `restore ${effect}`,
  ),
  'state hash',
]

it('agrees with Go in verdict, effects and hash on fresh changes, hostile ones included', {
  timeout: 300_000,
}, async () => {
  console.log(`twin: TWIN_SEED=${seed}`)
  const counts = new Map<string, number>()
  const door = new Door((what) => counts.set(what, (counts.get(what) ?? 0) + 1))
  const go = spawn('go', ['run', './tools/boardtraces', '-seed', seed, '-changes', changes], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<number | null>((resolve, reject) => go.on('close', resolve).on('error', reject))
  let n = 0
  for await (const text of createInterface({ input: go.stdout })) {
    n++
    const line = JSON.parse(text) as Line
    const own = door.ask(line)
    if (isDeepStrictEqual(own, line)) continue
    go.kill()
    expect(own, `seed ${seed}, line ${n}`).toEqual(line)
  }
  expect(await ended).toBe(0)
  console.log(
    [...counts]
      .sort()
      .map(([what, count]) => `${what}: ${count}`)
      .join('\n'),
  )
  expect(expected.filter((what) => !counts.get(what))).toEqual([])
  if (!process.env.TWIN_CHANGES) expect(counts.get('ops judged')).toBeGreaterThan(100_000)
})
