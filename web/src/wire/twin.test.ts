import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Mutator } from './mutator.testing'
import { bytesOf, judgeFrame, loadFixtures, type Verdict } from './testing'

/** How many frames a seed makes. */
const frames = 150_000
/** Seeds that once failed. They run for ever, beside a new one. */
const kept: readonly number[] = [1674772025]

type Judged = { readonly from: string; readonly frame: Buffer; readonly here: Verdict }

/** What the Go decoders say of the same frames: rooms/wire, TestTwinAnswers. */
function answersOfGo(judged: readonly Judged[]): Verdict[] {
  const folder = mkdtempSync(join(tmpdir(), 'wire-twin-'))
  try {
    const path = join(folder, 'frames')
    writeFileSync(path, judged.map((j) => `${j.from} ${j.frame.toString('base64')}\n`).join(''))
    execFileSync('go', ['test', './rooms/wire', '-run', '^TestTwinAnswers$', '-count=1'], {
      cwd: `${__dirname}/../../..`,
      env: { ...process.env, WIRE_TWIN_FRAMES: path },
    })
    return readFileSync(`${path}.go`, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Verdict)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Of a node's frame with an error, the messages before it are not compared: here none of it is taken. */
function comparable(from: string, v: Verdict): Verdict {
  return from === 'server' && v.close !== '' ? { close: v.close, messages: [] } : v
}

/** What the verdicts show: types taken, refusals, closes. */
function note(counts: Map<string, number>, { from, here }: Judged): void {
  const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1)
  if (here.close) count(`${from} close ${here.close}`)
  for (const m of here.messages) {
    if (m.startsWith('{')) count(`${from} ${(JSON.parse(m) as { t: string }).t}`)
    else count(`refused ${m.split('/')[2]}`)
  }
}

const mustBeSeen = [
  ...['hello', 'adopt', 'change', 'presence', 'token', 'beat'].map((t) => `client ${t}`),
  ...['welcome', 'adopted', 'changes', 'refused', 'accepted', 'gap', 'presence', 'members'].map((t) => `server ${t}`),
  ...['resync', 'renew', 'role', 'beat'].map((t) => `server ${t}`),
  ...['form', 'unknown_op', 'unknown_kind', 'unknown_property', 'bad_value'].map((code) => `refused ${code}`),
  ...['client close protocol', 'server close protocol', 'server close version'],
]

it('the decoders in Go and TypeScript say the same of mutated frames', () => {
  const fresh = Number(process.env.WIRE_TWIN_SEED ?? Math.floor(Math.random() * 2 ** 31))
  // Good frames weigh more: what is nearly right tells decoders apart.
  const originals = loadFixtures()
    .flatMap((x) => Array(x.path.startsWith('good') ? 6 : 1).fill({ from: x.from, frame: bytesOf(x) }))
    .filter(({ frame }) => frame.length < 1500)
  const counts = new Map<string, number>()
  for (const seed of [...kept, fresh]) {
    console.log(`wire twin: seed ${seed}, ${frames} frames`)
    const mutator = new Mutator(seed, originals)
    const judged = Array.from({ length: frames }, () => mutator.next()).map((made) => ({
      ...made,
      here: judgeFrame(made.from, made.frame),
    }))
    const there = answersOfGo(judged)
    expect(there.length).toBe(judged.length)
    judged.forEach((j, i) => {
      note(counts, j)
      expect(comparable(j.from, j.here), `seed ${seed}, frame ${i} from a ${j.from}: ${j.frame.toString()}`).toEqual(
        comparable(j.from, there[i]!),
      )
    })
  }
  console.log(`wire twin: ${[...counts].map(([what, n]) => `${what} ${n}`).join(', ')}`)
  for (const what of mustBeSeen) expect(counts.get(what) ?? 0, what).toBeGreaterThan(0)
})
