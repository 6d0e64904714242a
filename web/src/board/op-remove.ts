import { madeBy } from './element'
import { form } from './judge-props'
import { settingsID } from './names'
import { done, nothing, type OpRules } from './state'
import type { Remove } from './types'

/** remove takes an element away and leaves a grave (B6, B8). */
export const remove: OpRules<Remove> = {
  own: true,
  props: 'none',
  judge: (op) => (op.id === settingsID ? form('the settings of a board cannot be removed') : undefined),
  apply(state, op, at) {
    const element = state.element(op.id)
    if (!element) return nothing(state.grave(op.id) ? 'grave' : 'absent')
    if (op.own && !madeBy(element, at.author)) return nothing('others')
    state.bury(op.id, { by: { seq: at.seq, author: at.author }, maker: element.maker })
    return done
  },
}
