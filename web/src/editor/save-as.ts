import { say } from '../words/say'

/** So long a file's address stays good after it was asked for, in milliseconds. */
const KEPT = 60_000

/** Saves bytes as a file, under a name that file systems take (see fileName). */
export function saveAs(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), KEPT)
}

/** A board's title as the name of a file: without what file systems do not take. */
export function fileName(title: string): string {
  const name = title
    .replace(/[\p{Cc}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 100)
  return name === '' ? say('Drawing [file]') : name
}
