import { followers } from './table'

/** What was chosen, by its name. What is as at first is left out. */
export type Chosen = { readonly [name: string]: unknown }

/** What a device and the server last agreed on: whose it was, the server's version, and how it was read on the device. */
export type Agreed = { readonly user: string; readonly version: number; readonly chosen: Chosen }

/** What the server keeps of a person; version 0 is nothing. */
export type Copy = { readonly user: string; readonly version: number; readonly preferences: Chosen }

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/**
 * The rule, name by name: what has been changed here since the device and the server last agreed holds; else what the server has. So two devices
 * lose nothing of each other but where both changed the same: there the one that is sent last holds. Clocks have no say. What
 * the server keeps under names that are not known here, a newer page's, stays as it is.
 */
export function merge(here: Chosen, base: Chosen, there: Chosen): Chosen {
  const next = new Map(Object.entries(there))
  for (const name of followers) {
    if (same(here[name], base[name])) continue
    if (here[name] === undefined) next.delete(name)
    else next.set(name, here[name])
  }
  return Object.fromEntries(next)
}

/** What counts as agreed once the server's has been taken here and before it has taken ours: what was changed here still differs from it. */
export function taken(here: Chosen, base: Chosen, now: Chosen): Chosen {
  return only((name) => (same(here[name], base[name]) ? now[name] : base[name]))
}

/**
 * What counts as agreed on a device that does not know this person. Of whom the server keeps nothing, they begin with what the device has. Else
 * what the server keeps holds; beside it stays what nobody yet has agreed on here, and goes what another person left.
 */
export function firstBase(here: Chosen, agreed: Agreed | null, there: Copy): Chosen {
  if (there.version === 0) return {}
  return only((name) => (agreed !== null || there.preferences[name] !== undefined ? here[name] : undefined))
}

function only(of: (name: string) => unknown): Chosen {
  return Object.fromEntries(
    followers.flatMap((name) => {
      const value = of(name)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}
