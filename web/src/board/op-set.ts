import { Draft, writerOf } from './element'
import { form, judgeProps } from './judge-props'
import { fill, nothing, type OpRules } from './state'
import type { SetProps } from './types'

/** set writes properties of an element that is there (B3, B8, B9, B11, B12). */
export const set: OpRules<SetProps> = {
  own: true,
  props: 'some',
  judge: (op) => (op.props.size === 0 ? form('a set holds at least one property') : judgeProps(op.id, op.props, true)),
  apply(state, op, at) {
    const before = state.element(op.id)
    if (!before) return nothing(state.grave(op.id) ? 'grave' : 'absent')
    const by = { seq: at.seq, author: at.author }
    const draft = new Draft(before)
    const allowed = op.own ? (path: string) => writerOf(before, path).author === at.author : undefined
    const effect = fill(state, draft, op.props, by, allowed)
    if (effect.did !== 'nothing') state.place(draft.done(by))
    return effect
  },
}
