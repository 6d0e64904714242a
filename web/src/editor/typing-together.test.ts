import { describe, expect, it } from 'vitest'
import { placed, slicesOf } from '../elements/text-runs'
import { dice, TEXT as ID, Log, Typist } from '../test/typists'

/** Rounds of the law, and steps of each; the nightly run does more. */
const ROUNDS = process.env.NIGHTLY ? 3000 : 150
const STEPS = 60
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000)

const exercised = { sameRun: 0, samePlace: 0, inside: 0, line: 0, overlap: 0, cut: 0, again: 0 }

const START = '一丁丂七丄\n丅丆万丈三\n'

function round(seed: number): void {
  const below = dice(seed)
  const log = new Log()
  let letter = 0x5000
  const alive = new Set(START)
  const deleted = new Set<string>()
  const people = [1, 2, 3].slice(0, 2 + below(2)).map((author) => {
    let own = 0
    return new Typist(log, author, () => `P${String(own++).padStart(14, '0')}${author}`)
  })
  log.add(9, [{ op: 'put', id: ID, props: new Map([['kind', 'text']]) }])
  log.add(9, [{ op: 'set', id: ID, props: new Map([['text/start', ['a1', START, '']]]) }])
  for (const one of people) one.hear(9)
  const carets = people.map(() => below(START.length))
  for (let step = 0; step < STEPS; step++) {
    const who = below(people.length)
    const one = people[who]!
    const said = one.said
    const act = below(12)
    if (below(6) === 0) carets[who] = below(said.length + 1)
    const caret = Math.min(carets[who]!, said.length)
    if (act < 5) {
      const added = below(8) === 0 ? '\n' : String.fromCharCode(letter++)
      if (added !== '\n') alive.add(added)
      note(people, one, caret)
      one.type(said.slice(0, caret) + added + said.slice(caret))
      carets[who] = caret + 1
    } else if (act === 5) {
      const from = Math.max(0, caret - 1 - below(4))
      for (const gone of said.slice(from, caret)) {
        if (deleted.has(gone)) exercised.overlap++
        deleted.add(gone)
      }
      if (from < caret) exercised.cut++
      one.type(said.slice(0, from) + said.slice(caret))
      carets[who] = from
    } else if (act < 8) one.commit()
    else if (act === 8) one.send()
    else if (act < 11) one.hear(1 + below(3))
    else if (below(3) === 0) {
      one.close()
      exercised.again++
    }
  }
  for (const one of people) one.settle()
  for (const one of people) one.hear(10_000)
  const texts = people.map((one) => one.said)
  for (const text of texts) expect(text).toBe(texts[0])
  for (const one of alive) {
    if (one === '\n') continue
    const times = [...texts[0]!].filter((other) => other === one).length
    expect(times, `${one} in ${JSON.stringify(texts[0])}`).toBe(deleted.has(one) ? 0 : 1)
  }
}

/** Counts what an insertion meets that others have open and not told yet. */
function note(people: readonly Typist[], one: Typist, caret: number): void {
  one.open()
  const slices = slicesOf(placed(one.session!.runs))
  let seen = 0
  const left = slices.find(({ from, to }) => {
    seen += to - from
    return caret <= seen
  })
  if (left !== undefined && caret < seen) exercised.inside++
  for (const other of people) {
    if (other === one || other.session === null || other.session.pending.size === 0) continue
    for (const [path, value] of other.session.pending) {
      const id = path.slice('text/'.length)
      const [order = ''] = (value as readonly string[] | null) ?? []
      if (left === undefined) continue
      if (id.includes(`_${left.run.name}`)) exercised.sameRun++
      if (id.endsWith(`_${left.run.name}_${(left.to - (seen - caret)).toString(36)}`)) exercised.samePlace++
      if (order !== '' && !one.said.slice(0, caret).includes('\n')) exercised.line++
    }
  }
}

describe('several people type in one text at once', () => {
  it(`every letter that nobody deleted is there once, deleted ones are not, and all see the same (seed ${SEED})`, () => {
    for (let i = 0; i < ROUNDS; i++) {
      try {
        round(SEED + i)
      } catch (e) {
        throw new Error(`seed ${SEED + i}: ${(e as Error).message}`, { cause: e })
      }
    }
    for (const [what, times] of Object.entries(exercised)) expect(times, what).toBeGreaterThan(0)
    console.log(`typing together: seed ${SEED}, ${ROUNDS} rounds, ${JSON.stringify(exercised)}`)
  }, 60_000)
})
