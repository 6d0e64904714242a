import { judgeWhole } from './judge-props'
import { make, nothing, type OpRules } from './state'
import type { Restore } from './types'

/** restore brings a removed element back; it carries the whole of it (B7, B8). */
export const restore: OpRules<Restore> = {
  own: true,
  props: 'any',
  judge: (op) => judgeWhole(op.id, op.props),
  apply(state, op, at) {
    if (state.element(op.id)) return nothing('live')
    const grave = state.grave(op.id)
    if (!grave) return nothing('never')
    if (op.own && grave.by.author !== at.author) return nothing('others')
    return make(state, op.id, grave.maker, op.props, at)
  },
}
