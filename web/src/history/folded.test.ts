import { afterEach, describe, expect, it, vi } from 'vitest'
import { Board } from '../board/board'
import { canonical, restored, stateHash } from '../board/canon'
import { freshSeed, Random, randomOp } from '../board/test/random'
import { activityOf } from './activity'
import { Film } from './film'
import { filmFrom } from './film-from'
import { momentsOf, naming } from './moments'
import { PastClient } from './past-client'
import { Player } from './player'
import type { Row } from './row'
import { sittingsOf } from './sittings'

const HOUR = 3_600_000

function life(random: Random, length: number): Row[] {
  let time = 0
  return Array.from({ length }, (_, i) => {
    time += random.below(20) === 0 ? HOUR : random.below(5_000)
    return { seq: i + 1, author: 1 + random.below(3), time, change: { ops: [randomOp(random, 30)] } }
  })
}

/** The same life as a film from its beginning, and as one of which so many changes were folded. */
function both(rows: readonly Row[], folded: number): readonly [whole: Film, left: Film] {
  const whole = new Film()
  whole.add(rows)
  const left = new Film(folded, restored(folded, canonical(whole.boardAt(folded))))
  left.add(rows.slice(folded))
  return [whole, left]
}

afterEach(() => vi.unstubAllGlobals())

describe('a history of which the beginning was folded', () => {
  it('is the same from there on, however one comes there: random lives, by hash', () => {
    const seed = freshSeed('folded film')
    const random = new Random(seed)
    let moments = 0
    for (let round = 0; round < 10; round++) {
      const rows = life(random, 300 + random.below(6_000))
      const folded = 1 + random.below(rows.length)
      const [whole, left] = both(rows, folded)
      const client = new PastClient('board', left, folded)
      for (let i = 0; i < 40; i++) {
        const at = folded + random.below(rows.length - folded + 1)
        client.show(at)
        const want = stateHash(whole.boardAt(at))
        expect(stateHash(left.boardAt(at)), `seed ${seed}, after ${at}, folded up to ${folded}`).toBe(want)
        expect(stateHash(client.view), `seed ${seed}, shown after ${at}`).toBe(want)
        expect(left.rowAt(at)).toBe(at === folded ? undefined : rows[at - 1])
        expect(left.changesAt(left.timeOf(at)) >= at).toBe(true)
        moments++
      }
      expect([left.length, left.timeOf(folded), left.timeOf(0)]).toEqual([rows.length, 0, 0])
      expect(activityOf(left, 7).reduce((sum, { changes }) => sum + changes, 0)).toBe(rows.length - folded)
    }
    expect(moments).toBe(400)
  })

  it('counts its changes as ever', () => {
    const rows = life(new Random(7), 400)
    const [whole, left] = both(rows, 250)
    const before = sittingsOf(whole).filter(({ to }) => to > 250)
    const after = sittingsOf(left)
    expect(after.map(({ to, ended }) => [to, ended])).toEqual(before.map(({ to, ended }) => [to, ended]))
    expect(after[0]!.from).toBe(251)
  })

  it('is played from what was folded, and no further back', () => {
    const [, left] = both(life(new Random(3), 20), 12)
    const player = new Player(left, new PastClient('board', left, 20), { now: () => 0, frame: () => () => {} }, () => ({
      session: 's',
      author: 1,
      name: '',
      colour: 'red',
    }))
    player.stand(0)
    expect(player.moment).toMatchObject({ changes: 12, time: 0 })
    player.stand(13)
    expect(player.moment.changes).toBe(13)
    player.stand(99)
    player.play()
    expect(player.moment.changes).toBeGreaterThanOrEqual(12)
  })

  it('leaves out named moments that were folded', () => {
    const film = new Film(5, new Board())
    const then: Row = { seq: 6, author: 1, time: 0, change: { ops: [naming('moment-then', null, 'As it was')] } }
    film.add([then, { ...then, seq: 7, change: { ops: [] } }])
    const props = new Map<string, [number, string]>([
      ['moments/moment-gone', [4, 'Gone']],
      ['moments/moment-edge', [5, 'The last folded']],
      ['moments/moment-lost', [0, 'Named then, and folded']],
      ['moments/moment-then', [0, 'As it was']],
      ['moments/moment-here', [7, 'Here']],
    ])
    expect(momentsOf(film, props).map(({ changes, title }) => [changes, title])).toEqual([
      [6, 'As it was'],
      [7, 'Here'],
    ])
  })

  it('is asked for by the state that is left', async () => {
    const board = new Board()
    board.apply({ seq: 3, author: 1 }, [
      {
        op: 'put',
        id: 'element01',
        props: new Map<string, string>([
          ['kind', 'note'],
          ['meta', 'a "board":{} within'],
        ]),
      },
    ])
    const asked: string[] = []
    vi.stubGlobal('fetch', async (path: string) => {
      asked.push(path)
      return new Response(
        path.includes('/state')
          ? `{"id":"b","epoch":"e","seq":9,"time":1,"hash":"00","state":"00","board":${canonical(board)}}\n`
          : JSON.stringify({ keep: '30', folded: 9 }),
      )
    })
    const { film, keep } = await filmFrom('b', new AbortController().signal)
    expect(asked).toEqual(['/api/v1/boards/b', '/api/v1/boards/b/state?seq=9'])
    expect([keep, film.first, film.length, stateHash(film.boardAt(9))]).toEqual([30, 9, 9, stateHash(board)])
  })
})
