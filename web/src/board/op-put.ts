import { judgeWhole } from './judge-props'
import { make, nothing, type OpRules } from './state'
import type { Put } from './types'

/** put makes an element (B5). */
export const put: OpRules<Put> = {
  own: false,
  props: 'any',
  judge: (op) => judgeWhole(op.id, op.props),
  apply(state, op, at) {
    if (state.element(op.id)) return nothing('exists')
    if (state.grave(op.id)) return nothing('grave')
    return make(state, op.id, at.author, op.props, at)
  },
}
