import { Board } from '../../board/board'
import { canonical, stateHash } from '../../board/canon'
import { decodeServerFrame } from '../../wire/codec'
import type { Item } from '../../wire/messages'
import type { Device } from '../memory-store'
import type { Counts } from './counts'
import type { Page } from './page'
import { Sim } from './sim'

/** What goes wrong in a run, with the seed to replay it. */
export class Divergence extends Error {}

type Step = { readonly weight: number; readonly do: (sim: Sim) => void | Promise<void> }

function live(sim: Sim): Page | undefined {
  return sim.pages.length > 0 ? sim.pages[sim.whole(sim.pages.length)] : undefined
}

/** What may happen next, and how often. */
const steps: readonly Step[] = [
  { weight: 30, do: (sim) => sim.commit(live(sim)!) },
  { weight: 20, do: (sim) => onLink(sim, (link) => sim.up(link, 1 + sim.whole(4))) },
  { weight: 20, do: (sim) => onLink(sim, (link) => sim.down(link, 1 + sim.whole(4))) },
  { weight: 5, do: (sim) => onLink(sim, (link) => sim.meddledUp(link)) },
  { weight: 10, do: (sim) => sim.advance(1 + sim.whole(sim.draw() < 0.1 ? 30_000 : 1500)) },
  { weight: 6, do: (sim) => sim.fetch(sim.draw() < 0.2) },
  { weight: 3, do: (sim) => onLink(sim, (link) => sim.cut(link, sim.draw() < 0.5)) },
  { weight: 1, do: (sim) => onLink(sim, (link) => sim.halfOpen(link)) },
  { weight: 1, do: (sim) => onLink(sim, (link) => sim.loseDown(link)) },
  { weight: 2, do: (sim) => present(sim) },
  { weight: 1, do: (sim) => sim.reload(live(sim)!, sim.draw() < 0.5) },
  { weight: 0.6, do: (sim) => sim.estrange(live(sim)!) },
  { weight: 0.5, do: (sim) => join(sim) },
  { weight: 0.5, do: (sim) => sim.turn(live(sim)!.user) },
  { weight: 0.5, do: (sim) => fail(sim) },
  { weight: 0.3, do: (sim) => sim.restart() },
]
const weights = steps.reduce((sum, step) => sum + step.weight, 0)

/** Runs one seed; throws a Divergence. */
export async function run(seed: number, program: string, counts: Counts): Promise<void> {
  const sim = new Sim(seed, program, counts)
  try {
    sim.enter()
    sim.enter()
    if (sim.draw() < 0.9) await calm(sim, 3)
    for (let i = 30 + sim.whole(90); i > 0; i--) await choose(sim).do(sim)
    if (seed % 25 === 0) await overflow(sim)
    for (let i = sim.whole(20); i > 0; i--) await choose(sim).do(sim)
    await drain(sim)
    await check(sim)
  } catch (error) {
    throw new Divergence(
      `seed ${seed}: ${(error as Error).message} (again: SEED=${seed} npx vitest run src/test/convergence.test.ts)`,
      {
        cause: error,
      },
    )
  } finally {
    for (const page of sim.pages) page.die(false)
    sim.host.end()
  }
}

function choose(sim: Sim): Step {
  let at = sim.draw() * weights
  for (const step of steps) {
    at -= step.weight
    if (at < 0) return step
  }
  return steps[0]!
}

function onLink(sim: Sim, work: (link: Sim['links'][number]) => void | Promise<void>): void | Promise<void> {
  const link = sim.pick(sim.links)
  if (link) return work(link)
}

function join(sim: Sim): void {
  if (sim.pages.length >= 6) return
  const other = sim.pick(sim.pages)
  // Somebody new, or another tab of somebody who is there.
  if (other && sim.draw() < 0.4) sim.enter(other.user, other.device)
  else sim.enter()
  sim.counts.add('late join')
}

function present(sim: Sim): void {
  const points = Array.from({ length: 4 * (1 + sim.whole(20)) }, () => sim.whole(100))
  live(sim)!.client.present({
    cursor: [sim.whole(1000), sim.whole(1000)],
    gesture:
      sim.draw() < 0.3
        ? null
        : { id: 'gesture-01', ids: [`el-gesture-${sim.whole(5)}`], props: new Map([['kind', 'stroke']]), points },
  })
}

async function fail(sim: Sim): Promise<void> {
  const how = sim.pick(['busy', 'unknown', 'lost'])!
  sim.counts.add(`store ${how}`)
  await sim.ask({ fail: how })
}

/** Somebody does not read while others draw a lot: their queue overflows, and they are asked to join anew (W28). */
async function overflow(sim: Sim): Promise<void> {
  await calm(sim, 20)
  const link = sim.links.find((each) => each.opened && !each.gone && !each.left)
  const writer = sim.pages.find((page) => page.user !== link?.user && page.client.role === 'editor')
  if (!link || !writer) return
  await sim.ask({ stall: link.name })
  for (let i = 0; i < 14; i++) {
    sim.commit(writer, true)
    for (const other of sim.links.filter((each) => each !== link)) {
      await sim.up(other, 10)
      await sim.down(other, 10)
    }
    await sim.settle()
  }
  await sim.ask({ unstall: link.name })
  await sim.settle()
}

/** Everything is delivered and time passes. */
async function calm(sim: Sim, rounds: number): Promise<void> {
  for (let i = 0; i < rounds; i++) {
    for (const link of [...sim.links]) {
      await sim.up(link, Number.POSITIVE_INFINITY)
      await sim.down(link, Number.POSITIVE_INFINITY)
    }
    await sim.fetch(false)
    await sim.settle()
    await sim.advance(500)
    if (sim.pages.every(atRest)) return
  }
}

function atRest(page: Page): boolean {
  return page.client.state.kind === 'saved' && page.client.session !== ''
}

/** Whether nothing waits on a device, nor as a copy. */
function empty(device: Device): boolean {
  return device.rows.size === 0 && device.shelf.length === 0
}

/** The faults end: everybody may draw, every connection is made anew, and all that was done arrives. */
async function drain(sim: Sim): Promise<void> {
  for (const user of [...sim.viewers]) await sim.turn(user)
  for (const link of [...sim.links]) await sim.cut(link, false)
  for (const page of sim.pages) page.client.back()
  for (let round = 0; round < 40; round++) {
    await calm(sim, 20)
    if (sim.pages.every(atRest) && sim.devices.every(empty)) break
    // Leases of crashed pages have to run out before their changes are taken over.
    await sim.advance(5_000)
  }
  await sim.settle()
  await calm(sim, 20)
}

async function check(sim: Sim): Promise<void> {
  for (const device of sim.devices) {
    const left = [...device.rows.keys(), ...device.shelf.map.keys()].join(', ')
    must(empty(device), `left on a device: ${left}; ${describePages(sim)}`)
  }
  const exported = await sim.ask({ export: true })
  const items = await audit(sim)
  must(items.length === exported.at!.seq, `the log has ${items.length} rows, the head is ${exported.at!.seq}`)
  const replayed = new Board()
  for (const item of items) replayed.apply({ seq: item.seq, author: item.author }, item.change.ops)
  same('a replay of the log', canonical(replayed), exported.form!)
  must(stateHash(replayed) === exported.state, 'the state hash of the export is another')
  for (const [i, page] of sim.pages.entries()) {
    must(atRest(page), `page ${i} is ${JSON.stringify(page.client.state)}`)
    same(`page ${i}`, canonical(page.client.confirmedBoard()), exported.form!)
    same(`the view of page ${i}`, canonical(page.client.view), exported.form!)
  }
  answers(sim, items)
}

/** Every commit is in the log once or was refused once, and never both; but for what somebody else has sent under its number too. */
function answers(sim: Sim, items: readonly Item[]): void {
  const taken = counted(items.map((item) => item.change.step))
  const refused = counted(sim.devices.flatMap((device) => device.refused.map((row) => row.change.step)))
  for (const [step, user] of sim.commits) {
    const [inLog, out] = [taken.get(step) ?? 0, refused.get(step) ?? 0]
    const once = inLog + out === 1 || (sim.forged.has(step) && inLog === 1 && out === 1)
    must(once, `${step} of ${user} is ${inLog} times in the log and was refused ${out} times`)
  }
  const numbers = new Set(items.map((item) => `${item.client} ${item.n}`))
  must(numbers.size === items.length, 'a number of a client stands twice in the log')
}

function counted(steps: readonly (string | undefined)[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const step of steps) if (step) counts.set(step, (counts.get(step) ?? 0) + 1)
  return counts
}

/** Reads the whole log, as someone who joins at seq 0 of this history. */
async function audit(sim: Sim): Promise<Item[]> {
  const { at } = await sim.ask({ export: true })
  const from = { epoch: at!.epoch, seq: 0, hash: 'AAAAAAAAAAAAAAAAAAAAAA' }
  const hello = [{ t: 'hello', client: 'the-auditor-of-a-logAA', at: from }]
  const heard = [
    await sim.ask({ open: 'audit', user: 'auditor' }),
    await sim.ask({ frame: 'audit', text: JSON.stringify(hello) }),
    await sim.ask({ settle: true }),
  ]
  const frames = heard.flatMap((answer) => answer.out).filter((sent) => sent.conn === 'audit')
  const messages = frames.flatMap((sent) => ('text' in sent ? decodeServerFrame(sent.text) : []))
  return messages.flatMap((message) => (message.t === 'changes' ? message.items : []))
}

function same(who: string, is: string, should: string): void {
  if (is === should) return
  let at = 0
  while (is[at] === should[at]) at++
  throw new Error(
    `${who} differs at ${at}: …${is.slice(Math.max(0, at - 80), at + 80)}… is not …${should.slice(Math.max(0, at - 80), at + 80)}…`,
  )
}

function describePages(sim: Sim): string {
  return sim.pages.map((page) => `${page.user} ${JSON.stringify(page.client.state)}`).join('; ')
}

function must(truth: boolean, otherwise: string): void {
  if (!truth) throw new Error(otherwise)
}
