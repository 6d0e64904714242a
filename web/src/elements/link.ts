import { properties } from '../board/dictionary'
import type { ElementProps } from './element'
import { shownLine } from './shown'

/**
 * Where an element leads, and how that is said. Everything in a link was written by somebody else: it is judged again whenever it is
 * used, and what is shown of it is the host as the browser will ask for it, in ASCII, and letters that cannot turn those around them.
 */

/** A link longer than this may hide in its length where it leads: only so much of its path is shown, in letters. */
const SHOWN = 200
/** A title made from a link is no longer than this, in letters. */
const TITLE = 80

const schemes: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:'])

/** A link as a URL; null for what nobody may be sent to. */
export function urlOf(link: unknown): URL | null {
  if (typeof link !== 'string' || properties.get('link')?.fits(link) !== true || !URL.canParse(link)) return null
  const url = new URL(link)
  if (!schemes.has(url.protocol)) return null
  return url.protocol !== 'mailto:' && url.hostname === '' ? null : url
}

/** Where an element leads, to be opened as it is; null for nowhere. */
export function linkOf(p: ElementProps): string | null {
  const link = p.get('link')
  return link === undefined ? null : (urlOf(link)?.href ?? null)
}

/** Whether a link leads to a page. */
export function isPage(url: URL | null): url is URL {
  return url !== null && url.protocol !== 'mailto:'
}

/** The one address of a page that a text consists of; null where it is anything else. */
export function soleLink(text: string): string | null {
  const word = text.trim()
  return /^https?:\/\//i.test(word) && isPage(urlOf(word)) ? word : null
}

/** What somebody wrote as a link, made whole: "example.org" leads to a page. Null where it leads nowhere. */
export function linkFrom(written: string): string | null {
  const word = written.trim()
  if (urlOf(word) !== null) return word
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(word) && urlOf(`mailto:${word}`) !== null) return `mailto:${word}`
  // A port may follow the host; any other scheme is none of ours.
  const bare = /^[^\s:/?#@]+\.[^\s:/?#@]+(:\d+)?([/?#]|$)/.test(word) || /^localhost(:\d+)?([/?#]|$)/.test(word)
  return bare && urlOf(`https://${word}`) !== null ? `https://${word}` : null
}

/** The host that a link leads to, or the address that it writes to. */
export function hostOf(url: URL): string {
  if (url.protocol === 'mailto:') return shownLine(url.pathname.slice(0, SHOWN))
  return url.host.replace(/^www\./, '')
}

/** The letter that stands for a host; '@' for a mail. */
export function markOf(url: URL): string {
  return isPage(url) ? (/[a-z0-9]/.exec(hostOf(url))?.[0] ?? '·').toUpperCase() : '@'
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The rest of a link in words: its path and what follows; '' where there is none. */
export function pathOf(url: URL): string {
  if (!isPage(url)) return ''
  const rest = `${url.pathname}${url.search}${url.hash}`.slice(0, SHOWN)
  return rest === '/' ? '' : shownLine(decoded(rest))
}

/** A part of a path in words: without what tells programs of what sort it is, and without the signs that stand for spaces. */
function wordsIn(part: string): string {
  const words = shownLine(decoded(part.slice(0, SHOWN)))
    .replace(/\.(html?|php|aspx?|jsp|pdf|md|txt)$/i, '')
    .replace(/[-_+\s]+/g, ' ')
    .trim()
  return words.slice(0, 1).toLocaleUpperCase() + words.slice(1)
}

/** Whether words are letters and not a number or a name that only machines read. */
function readable(words: string): boolean {
  return /\p{L}{2}/u.test(words) && !/^[0-9a-f-]{16,}$/i.test(words) && !/^\S{40,}$/.test(words)
}

/** A title for a link, from what its path says: "Sticky note" for …/wiki/Sticky_note; its host where the path says nothing. */
export function titleOf(url: URL): string {
  const parts = isPage(url)
    ? url.pathname
        .split('/')
        .filter((part) => part !== '')
        .map(wordsIn)
    : []
  const last = parts.at(-1) ?? ''
  const before = parts.at(-2) ?? ''
  const title = readable(last) ? last : readable(before) ? (/^\d{1,9}$/.test(last) ? `${before} ${last}` : before) : ''
  const letters = [...(title === '' || /^index$/i.test(title) ? hostOf(url) : title)]
  return letters.length > TITLE
    ? `${letters
        .slice(0, TITLE - 1)
        .join('')
        .trimEnd()}…`
    : letters.join('')
}
