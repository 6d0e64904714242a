import { kinds, type Property, properties } from './dictionary'
import { sortedPaths } from './element'
import { cutPath, isPath, settingsID } from './names'
import type { Props, Refusal, Value } from './types'

/** Judges the props of a put or a restore. */
export function judgeWhole(id: string, props: Props): Refusal | undefined {
  if ((props.get('kind') ?? null) === null) return form('an element must have a kind')
  return judgeProps(id, props, false)
}

/** Judges props path by path. `set`: null may stand. */
export function judgeProps(id: string, props: Props, set: boolean): Refusal | undefined {
  let counted = ''
  let entries = 0
  for (const path of sortedPaths(props)) {
    if (!isPath(path)) return form('a path is not put together as it must be')
    const { name, entry } = cutPath(path)
    const known = properties.get(name)
    if (!known || (entry !== undefined && known.entries === 0)) {
      return { code: 'unknown_property', why: `there is no property ${path}` }
    }
    const value = props.get(path)!
    const refusal = judgeValue(id, path, value, known, entry !== undefined, set)
    if (refusal) return refusal
    if (name !== counted) {
      counted = name
      entries = 0
    }
    if (entry !== undefined && value !== null) entries++
    if (entries > known.entries) return bad(path, 'is more than the map can hold')
  }
  return undefined
}

function judgeValue(
  id: string,
  path: string,
  value: Value | null,
  known: Property,
  entry: boolean,
  set: boolean,
): Refusal | undefined {
  if (!entry && known.entries > 0) return bad(path, 'is a map; only its entries can be written')
  if (value === null) {
    if (!set) return form('null stands in a set only')
    return path === 'kind' ? bad(path, 'cannot be unset') : undefined
  }
  if (!known.fits(value)) return bad(path, 'does not fit its type')
  if (known.is !== 'kind') return undefined
  if (!kinds.has(value as string)) {
    return { code: 'unknown_kind', why: 'this server does not know that kind of element' }
  }
  if ((value === 'board') !== (id === settingsID)) return bad(path, "is the settings' and theirs only")
  return undefined
}

/** A refusal for what is not put together as it must be. */
export function form(why: string): Refusal {
  return { code: 'form', why }
}

function bad(path: string, why: string): Refusal {
  return { code: 'bad_value', why: `${path} ${why}` }
}
