import type { Value } from '../board/types'
import type { Gesture } from '../wire/messages'
import type { Live } from './tool'

/** The largest property that is told while a shape is being shaped, in characters: points and long texts wait for the commit. */
const SMALL = 500

function told(live: Live): ReadonlyMap<string, Value> | undefined {
  if (live.props !== undefined) return live.props
  const [one, ...more] = live.changes?.values() ?? []
  if (one === undefined || more.length > 0) return undefined
  const small = [...one].filter(
    (entry): entry is [string, Value] => entry[1] !== null && JSON.stringify(entry[1]).length < SMALL,
  )
  return small.length === one.size ? new Map(small) : undefined
}

/** A gesture as the others are told of it (W15). */
export function gestureOf(live: Live): Gesture {
  const props = told(live)
  return {
    id: live.id,
    ids: live.ids,
    ...(props !== undefined && { props }),
    ...(live.by !== undefined && { by: [live.by.x, live.by.y] as const }),
    ...(live.points !== undefined && { points: live.points }),
  }
}
