import { createHash } from 'node:crypto'
import { Board } from '../board'
import { stateHash } from '../canon'
import { decodeChange, encodeChange } from '../change'
import { judge } from '../judge'
import { parseStrict, StrictError } from '../strict'
import type { Change } from '../types'
import { effectText } from './fixtures'

/** One line of a trace; what it says is told in rooms/board/boardtest/trace.go. */
export type Line = {
  new?: boolean
  author?: number
  raw?: string
  log?: boolean
  verdict?: string
  digest?: string
  effects?: string[]
  state?: string
  paint?: string
}

const payloadDepth = 7
const hashEvery = 50

/** A board with the door before it: the twin of boardtest.Door. `count` is told what happened. */
export class Door {
  private board = new Board()
  private seq = 0
  private readonly count: (what: string) => void

  constructor(count: (what: string) => void) {
    this.count = count
  }

  /** What this side makes of a line's change, as a line of its own; the same if the twins agree. */
  ask(line: Line): Line {
    if (line.new) {
      this.board = new Board()
      this.seq = 0
      return { new: true }
    }
    const answer = this.answer(line)
    this.count(`verdict ${answer.verdict}`)
    return answer
  }

  private answer({ author, raw, log }: Line): Line {
    const said: Line = { author: author!, raw: raw ?? '', verdict: 'accepted' }
    if (raw === undefined) delete said.raw
    if (log) said.log = true
    const change = decode(raw ?? '')
    if (typeof change === 'string') return { ...said, verdict: change }
    // The few changes of a thousand equal ops would drown the others in the sum.
    if (change.ops.length <= 100) for (const _ of change.ops) this.count('ops judged')
    said.digest = digest(encodeChange(change))
    const refusal = judge(change)
    if (refusal) {
      said.verdict = refusal.code
      if (!log) return said
    }
    this.seq++
    const effects = this.board.apply({ seq: this.seq, author: author! }, change.ops)
    said.effects = effects.map(effectText)
    for (const [i, op] of change.ops.entries()) this.count(`${op.op} ${said.effects[i]}`)
    if (this.seq % hashEvery === 0) {
      said.state = stateHash(this.board)
      said.paint = digest(
        this.board
          .paintOrder()
          .map((id) => `${id}\n`)
          .join(''),
      )
      this.count('state hash')
    }
    return said
  }
}

function decode(raw: string): Change | string {
  try {
    const decoded = decodeChange(parseStrict(raw, payloadDepth))
    return 'refusal' in decoded ? decoded.refusal.code : decoded.ok
  } catch (error) {
    if (error instanceof StrictError) return 'unreadable'
    throw error
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}
