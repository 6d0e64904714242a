import { beforeAll, describe, expect, it } from 'vitest'
import { Counts } from './convergence/counts'
import { buildHost } from './convergence/room-host'
import { run } from './convergence/run'

/** How many seeds: CI's number, the nightly one, or as many as CONVERGENCE_SEEDS says; or the one that SEED names. */
const SEEDS = Number(process.env.CONVERGENCE_SEEDS ?? (process.env.NIGHTLY ? 20_000 : 500))
const ONE = process.env.SEED === undefined ? undefined : Number(process.env.SEED)
/** Seeds that failed once; they are run for ever. */
const KEPT: readonly number[] = [352]
/** Runs at once: while a room works, another's pages do. */
const AT_ONCE = 4

/** What must have happened at least once over all runs, or they show nothing. */
const EXERCISED = [
  ...['put', 'set', 'set own', 'remove', 'remove own', 'restore', 'restore own'].map((op) => `op ${op}`),
  ...[
    'item',
    'accepted',
    'accepted of a dead page',
    'gap',
    'refused conflict',
    'refused used',
    'refused forbidden',
    'refused unknown_property',
    'refused unknown_op',
  ],
  ...['refused here forbidden', 'refused here bad_value', 'before the welcome'],
  ...[
    'cut',
    'cut after commit',
    'half open',
    'lost changes',
    'attempt failed',
    'stray attempt',
    'restart',
    'close 4009',
  ],
  ...[
    'welcome tail',
    'welcome snapshot',
    'snapshot fetched',
    'snapshot lost',
    'resync',
    'adopted',
    'role',
    'presence',
    'members',
  ],
  ...['reload', 'crash', 'write lost', 'late join', 'store busy', 'store unknown', 'store lost'],
  ...['twice', 'otherwise first', 'otherwise after', 'spoilt', 'unknown op', 'not at all'].map(
    (trick) => `meddled ${trick}`,
  ),
]

describe('C1, C2: convergence, devices that start anew with it', () => {
  let program = ''
  beforeAll(() => {
    program = buildHost()
  }, 300_000)

  it(`C2, C17, C18, on devices that restart too: ${ONE === undefined ? SEEDS : 'one'} runs of up to six clients and a real room end alike`, async () => {
    const counts = new Counts()
    const seeds = ONE === undefined ? [...KEPT, ...Array.from({ length: SEEDS }, (_, i) => i + 1)] : [ONE]
    const failures: Error[] = []
    const worker = async () => {
      for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
        await run(seed, program, counts).catch((error: Error) => failures.push(error))
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    console.info(`exercised: ${counts}`)
    expect(failures.map((error) => error.message)).toEqual([])
    if (ONE === undefined) expect(EXERCISED.filter((what) => counts.of(what) === 0)).toEqual([])
  }, 3_600_000)
})
