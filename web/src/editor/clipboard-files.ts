import { OWN } from './clipboard-payload'
import type { Sorted } from './clipboard-sort'
import { ALL } from './clipboard-text'

/** A file as it lies on the board: words, a picture that may be one of ours, or nothing a board knows. */
export type FileSorted = Sorted | { readonly is: 'png'; readonly file: File } | { readonly sentence: string }

/** The largest file that is read, in bytes: a full board as a picture. */
const LARGEST = 256 * 1024 * 1024

/** So many letters of ten million are still a text file; what is longer is refused without being read. */
const LONGEST_TEXT = 4 * ALL

/** So many files at once. */
export const FILES = 20

/** Looks at a file that was dropped or pasted. */
export async function sortFile(file: File): Promise<FileSorted> {
  if (file.size > LARGEST) return { sentence: `${file.name} is too large.` }
  if (file.name.toLowerCase().endsWith(OWN)) return { is: 'elements', payload: await file.text() }
  if (/^image\/svg/.test(file.type) || /\.svg$/i.test(file.name)) return { is: 'svg', source: await file.text() }
  if (/\.excalidraw$/i.test(file.name)) return { is: 'excalidraw', source: await file.text() }
  if (file.type === 'image/png') return { is: 'png', file }
  if (/^image\//.test(file.type)) return { sentence: 'Pictures cannot be put on a board yet.' }
  if (/^text\/(plain|markdown|csv|tab-separated-values)/.test(file.type) || /\.(txt|md|csv|tsv)$/i.test(file.name)) {
    if (file.size > LONGEST_TEXT) return { sentence: `${file.name} is too long to be put on a board.` }
    return { is: 'text', text: await file.text() }
  }
  return { sentence: `A board cannot show ${file.name}.` }
}
