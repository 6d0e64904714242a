import type { EditorState } from './types'

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id))
}

function same(key: keyof EditorState, a: unknown, b: unknown): boolean {
  if (key === 'selection') return sameSet(a as ReadonlySet<string>, b as ReadonlySet<string>)
  if (key !== 'camera' && key !== 'style' && key !== 'settings') return Object.is(a, b)
  const before = a as { readonly [name: string]: unknown }
  return Object.entries(b as object).every(([name, value]) => Object.is(before[name], value))
}

/** The state with some of it changed; the very same value where nothing became another. */
export function transact(state: EditorState, change: Partial<EditorState>): EditorState {
  const differing = (Object.keys(change) as (keyof EditorState)[]).filter((key) => !same(key, state[key], change[key]))
  if (differing.length === 0) return state
  return { ...state, ...Object.fromEntries(differing.map((key) => [key, change[key]])) }
}
