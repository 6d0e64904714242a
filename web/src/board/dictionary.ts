import file from '../../../rooms/board/kinds.json'
import { type Test, type TypeEntry, testOf } from './dictionary-types'
import { cutPath } from './names'
import type { Value } from './types'

/** The dictionary: what a property may hold, and which kinds there are. What its words mean is said in rooms/board/dictionary.go. */

/** What is known of a property: the name of its type, what the type is, its test (of an entry, if it is a map), how many entries (0: no map). */
export type Property = { readonly type: string; readonly is: string; readonly fits: Test; readonly entries: number }

/** A kind: the properties it uses beyond the common ones, and its defaults. */
export type Kind = { readonly uses: readonly string[]; readonly defaults: ReadonlyMap<string, Value> }

const types = new Map<string, TypeEntry>(Object.entries(file.types))

function property(type: string): Property {
  const entry = types.get(type)!
  const entries = entry.is === 'map' ? entry.max! : 0
  const fits = testOf(entries ? (entry.of as string) : type, { types, palette: file.palette, schemes: file.schemes })
  return { type, is: entry.is, fits, entries }
}

/** All properties by name. */
export const properties: ReadonlyMap<string, Property> = new Map(
  Object.entries(file.properties).map(([name, type]) => [name, property(type)]),
)

/** All kinds by name. */
export const kinds: ReadonlyMap<string, Kind> = new Map(
  Object.entries(file.kinds).map(([name, kind]) => [
    name,
    { uses: kind.uses, defaults: new Map(Object.entries(kind.defaults as Record<string, Value>)) },
  ]),
)

/** The properties that every kind uses. */
export const common: readonly string[] = file.common

/** The colour tokens. */
export const palette: readonly string[] = file.palette

/** What a kind's property reads as where it was never set; undefined where the kind has no default for it. */
export function defaultOf(kind: string, name: string): Value | undefined {
  return kinds.get(kind)?.defaults.get(name)
}

/** The words of a choice type ("dash", "font", "paper", …), in the order of kinds.json; none for other types. */
export function choices(type: string): readonly string[] {
  const entry = types.get(type)
  return entry?.is === 'choice' ? (entry.of as readonly string[]) : []
}

/**
 * The map that a path is an entry of, and how many entries it may have (B11); undefined if the path is none, or the dictionary does not
 * know the map: then it may have any number (B15).
 */
export function mapLimit(path: string): { name: string; entries: number } | undefined {
  const { name, entry } = cutPath(path)
  const entries = entry === undefined ? 0 : (properties.get(name)?.entries ?? 0)
  return entries > 0 ? { name, entries } : undefined
}
