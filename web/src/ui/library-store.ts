import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { newID } from '../board/ids'
import { orderBetween, orderKeys } from '../board/order-keys'

/** What a person has put by to use again, on any board: kept on this device, the same in all its tabs. */

/** A shape of the library: elements as a payload (editor/clipboard-payload.ts), and the bytes of the pictures among them, by their hash. */
export type Shape = {
  readonly name: string
  readonly payload: string
  readonly pictures: ReadonlyMap<string, Blob>
}

/** The same, kept. `order`: its place, as an order key. */
export type KeptShape = Shape & { readonly id: string; readonly order: string }

interface Library extends DBSchema {
  shapes: { key: string; value: KeptShape }
}

let opening: Promise<IDBPDatabase<Library>> | null = null

function open(): Promise<IDBPDatabase<Library>> {
  opening ??= openDB<Library>('drawingroom-library', 1, {
    upgrade: (db) => void db.createObjectStore('shapes', { keyPath: 'id' }),
    blocking: forget,
    terminated: forget,
  }).catch((error: unknown) => {
    opening = null
    throw error
  })
  return opening
}

/** The next one who asks opens it anew. */
function forget(): void {
  void opening?.then((db) => db.close())
  opening = null
}

const listeners = new Set<() => void>()
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('drawingroom.library')
channel?.addEventListener('message', () => tell())

function tell(): void {
  for (const listener of [...listeners]) listener()
}

function changed(): void {
  tell()
  channel?.postMessage('changed')
}

/** Calls when the library may have become another, in this tab or another one. */
export function onLibrary(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** All of it, in its order. Rejects where this device keeps nothing. */
export async function listShapes(): Promise<readonly KeptShape[]> {
  const all = await (await open()).getAll('shapes')
  return all.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : 1))
}

/** Keeps shapes, before all others, in the order in which they are given. */
export async function keepShapes(shapes: readonly Shape[]): Promise<void> {
  const [first] = await listShapes()
  const keys = orderKeys(null, first?.order ?? null, shapes.length)
  const writing = (await open()).transaction('shapes', 'readwrite')
  await Promise.all([
    ...shapes.map(({ name, payload, pictures }, i) =>
      writing.store.put({ id: newID(), name, payload, pictures, order: keys[i]! }),
    ),
    writing.done,
  ])
  changed()
}

/** Changes what is said of a shape; nothing where it is not there any more. */
async function set(id: string, change: Partial<Pick<KeptShape, 'name' | 'order'>>): Promise<void> {
  const writing = (await open()).transaction('shapes', 'readwrite')
  const shape = await writing.store.get(id)
  if (shape !== undefined) await writing.store.put({ ...shape, ...change })
  await writing.done
  changed()
}

export const renameShape = (id: string, name: string): Promise<void> => set(id, { name })

/** Puts a shape before another; '' puts it last. */
export async function putShapeBefore(id: string, before: string): Promise<void> {
  if (id === before) return
  const rest = (await listShapes()).filter((one) => one.id !== id)
  const at = rest.findIndex((one) => one.id === before)
  const end = at < 0 ? rest.length : at
  await set(id, { order: orderBetween(rest[end - 1]?.order ?? null, rest[end]?.order ?? null) })
}

/** Keeps a shape again that was deleted, in the place where it was. */
export async function putShapeBack(shape: KeptShape): Promise<void> {
  await (await open()).put('shapes', shape)
  changed()
}

export async function deleteShape(id: string): Promise<void> {
  await (await open()).delete('shapes', id)
  changed()
}
