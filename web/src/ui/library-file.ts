import { joinOwn, splitOwn } from '../editor/clipboard-own'
import { decodePayload, encodePayload, type Read } from '../editor/clipboard-payload'
import { Pace } from '../editor/pace'
import { assetsIn } from '../export/pictures'
import { say } from '../words/say'
import type { Shape } from './library-store'

/**
 * A library as a file, out and in: like a file of our own (editor/clipboard-own.ts), with all shapes in its first line, and the bytes of
 * their pictures behind.
 */

export const LIBRARY = '.drawingroomlib'
export const OFFERED = [LIBRARY, '.drawingroom', '.excalidrawlib'].join(',')

const VERSION = 1
/** So many shapes of a file are taken. */
const MOST = 500
/** The longest list of shapes that is read, in characters. */
const LONGEST = 64 * 2 ** 20

/** A library as the parts of a file. */
export function writeLibrary(shapes: readonly Shape[]): BlobPart[] {
  const list = shapes.map(({ name, payload }) => ({ name, payload }))
  const pictures = new Map(shapes.flatMap((shape) => [...shape.pictures]))
  return joinOwn({ payload: JSON.stringify({ drawingroomlib: VERSION, shapes: list }), pictures })
}

/** What came of reading a file: its shapes, or a sentence for the person. */
type FoundShapes = { readonly shapes: readonly Shape[] } | { readonly sentence: string }

/** Reads a library of ours or of Excalidraw's, or a board's file as one shape, trusting nothing in it. Never throws. */
export async function readLibrary(file: File, newID: () => string): Promise<FoundShapes> {
  try {
    const theirs = /\.excalidrawlib$/i.test(file.name)
    const shapes = theirs ? await readTheirs(await file.text(), newID) : await readOurs(file)
    if (shapes.length > 0) return { shapes }
  } catch {
    // As if it were something else.
  }
  return { sentence: say('There are no shapes in {file} that could be read.', { file: file.name }) }
}

async function readOurs(file: File): Promise<readonly Shape[]> {
  const { payload, pictures } = await splitOwn(file)
  if (payload.length > LONGEST) return []
  if (!payload.startsWith('{"drawingroomlib"')) {
    const name = file.name.replace(/\.[^.]*$/, '')
    return shapesOf([{ name, read: await decodePayload(payload, new Pace()) }], pictures)
  }
  const { shapes } = JSON.parse(payload) as { readonly shapes?: unknown }
  const named: Named[] = []
  for (const one of (Array.isArray(shapes) ? shapes : []).slice(0, MOST)) {
    const { name, payload: own } = one as { readonly name?: unknown; readonly payload?: unknown }
    if (typeof own === 'string') named.push({ name, read: await decodePayload(own, new Pace()) })
  }
  return shapesOf(named, pictures)
}

/** Theirs: a list of items with names, or, in older files, of their elements alone. */
async function readTheirs(source: string, newID: () => string): Promise<readonly Shape[]> {
  if (source.length > LONGEST) return []
  const { libraryItems, library } = JSON.parse(source) as {
    readonly libraryItems?: unknown
    readonly library?: unknown
  }
  const items = Array.isArray(libraryItems) ? libraryItems : Array.isArray(library) ? library : []
  const { readExcalidraw } = await import('../editor/clipboard-excalidraw')
  const named: Named[] = []
  for (const item of items.slice(0, MOST)) {
    const { name, elements } = Array.isArray(item)
      ? { name: '', elements: item }
      : (item as { name?: unknown; elements?: unknown })
    const read = await readExcalidraw(JSON.stringify({ elements }), newID, new Pace(), () => true)
    named.push({ name, read })
  }
  return shapesOf(named, new Map())
}

type Named = { readonly name: unknown; readonly read: Read }

function shapesOf(named: readonly Named[], pictures: ReadonlyMap<string, Blob>): readonly Shape[] {
  return named.flatMap(({ name, read }) => {
    if ('sentence' in read || read.elements.length === 0) return []
    const own = [...assetsIn(read.elements)].flatMap((asset) => {
      const bytes = pictures.get(asset)
      return bytes === undefined ? [] : [[asset, bytes] as const]
    })
    const title = typeof name === 'string' ? name.slice(0, 200) : ''
    return [{ name: title, payload: encodePayload(read.elements), pictures: new Map(own) }]
  })
}
