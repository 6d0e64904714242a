import { say } from '../words/say'
import { splitOwn } from './clipboard-own'
import { OWN } from './clipboard-payload'
import type { Sorted } from './clipboard-sort'
import { ALL } from './clipboard-text'

/** A file as it lies on the board: words, a picture, which may be one of a board (png), or nothing a board knows. */
export type FileSorted = Sorted | { readonly is: 'png' | 'image'; readonly file: File } | { readonly sentence: string }

/** The largest file that is read, in bytes: a full board as a picture. */
const LARGEST = 256 * 1024 * 1024

/** The same of our own with pictures in it, of which only the words are read at once. */
const LARGEST_OWN = 4 * 1024 * 1024 * 1024

/** So many letters of ten million are still a text file; what is longer is refused without being read. */
const LONGEST_TEXT = 4 * ALL

/** So many files at once. */
export const FILES = 20

/** Whether bytes begin as a picture does: what a file is called, and what it is said to be, does not count. */
function pictureIn(head: string): 'png' | 'other' | null {
  if (head.startsWith('\x89PNG')) return 'png'
  return /^(\xff\xd8\xff|GIF8[79]a|RIFF.{4}WEBP|.{4}ftypavi[fs])/s.test(head) ? 'other' : null
}

/** Looks at a file that was dropped or pasted. */
export async function sortFile(file: File): Promise<FileSorted> {
  if (file.name.toLowerCase().endsWith(OWN))
    return file.size > LARGEST_OWN
      ? { sentence: say('{file} is too large.', { file: file.name }) }
      : { is: 'elements', ...(await splitOwn(file)) }
  if (file.size > LARGEST) return { sentence: say('{file} is too large.', { file: file.name }) }
  if (/^image\/svg/.test(file.type) || /\.svg$/i.test(file.name)) return { is: 'svg', source: await file.text() }
  if (/\.excalidraw$/i.test(file.name)) return { is: 'excalidraw', source: await file.text() }
  const picture = pictureIn(String.fromCharCode(...new Uint8Array(await file.slice(0, 16).arrayBuffer())))
  if (picture !== null || /^image\//.test(file.type)) return { is: picture === 'png' ? 'png' : 'image', file }
  if (/^text\/(plain|markdown|csv|tab-separated-values)/.test(file.type) || /\.(txt|md|csv|tsv)$/i.test(file.name)) {
    if (file.size > LONGEST_TEXT)
      return { sentence: say('{file} is too long to be put on a board.', { file: file.name }) }
    return { is: 'text', text: await file.text() }
  }
  return { sentence: say('A board cannot show {file}.', { file: file.name }) }
}
