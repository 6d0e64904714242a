import type { Parts } from '../editor/parts'
import type { Painters } from './painters'

/** Nothing was painted for so long, in milliseconds: the hand has gone elsewhere, or looks. */
const REST = 10_000

/** Has a worker that has learned a great board relieved when it rests: a board may lie open for days. */
export class Relief {
  private readonly painters: Pick<Painters, 'relieve'>
  private readonly after: Parts['after']
  private readonly may: () => boolean
  private callOff: () => void = () => {}

  /** `may`: whether it holds nothing that the next would have to make again. */
  constructor(painters: Pick<Painters, 'relieve'>, after: Parts['after'], may: () => boolean) {
    this.painters = painters
    this.after = after
    this.may = may
  }

  /** Something was painted. */
  painted(): void {
    this.callOff()
    this.callOff = this.after(REST, () => this.may() && this.painters.relieve())
  }

  close(): void {
    this.callOff()
  }
}
