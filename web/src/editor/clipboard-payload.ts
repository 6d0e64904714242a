import { decodeProps, encodeProps } from '../board/change'
import { judge } from '../board/judge'
import { isElementID, settingsID } from '../board/names'
import { parseStrict } from '../board/strict'
import type { Value } from '../board/types'
import { assetOf } from '../elements/asset-of'
import type { ElementProps } from '../elements/element'
import { say } from '../words/say'
import type { Pace } from './pace'

/**
 * Elements on their way between boards, in one text that lives through clipboards, web pages, SVG and PNG files: a head and one
 * line an element, in paint order, each line strict JSON of its own so that reading can be cut up. The text is ASCII; what HTML and XML
 * know as special is escaped inside of the JSON's strings, its quotes are written as apostrophes, and lines end with a bar.
 *
 *   {'drawingroom':1,'elements':2}|{'id':'…','props':{…}}|…
 *
 * The head says how many lines follow, for what was cut short between two of them looks whole. Older ones do not say it. Where there
 * are pictures, it also says of which board: their bytes are fetched from there.
 */

/** An element as it is carried. */
export type Carried = { readonly id: string; readonly props: ElementProps }

/** What came of reading: the elements that may stand on a board, and how many may not; or a sentence for the person. */
export type Read =
  | {
      readonly elements: readonly Carried[]
      readonly refused: number
      /** The board that they were taken from, where there are pictures among them. */
      readonly from?: string
    }
  | { readonly sentence: string }

/** Of what is carried alone, and with the bytes of its pictures behind it in one file (clipboard-own.ts). */
const VERSION = { alone: 1, whole: 2 }

/** What a payload says beside its elements: their board, and whether the bytes of their pictures stand behind it. */
export type Beside = { readonly board?: string; readonly whole?: boolean }

/** The name under which the payload travels: of an attribute in HTML, an element in SVG, a text in PNG. */
export const NAME = 'drawingroom'

/** How the names of files end that hold a payload and nothing else. */
export const OWN = `.${NAME}`

/** No board holds more elements (design, section 6). */
export const MOST = 100_000

/** The longest payload that is read, in characters: a full board of long strokes. */
export const LONGEST = 256 * 1024 * 1024

/** Objects within arrays within props: far less than this. */
const DEPTH = 8

/** What a line may be at most, in characters: a change's limit, with each letter escaped. */
const LONGEST_LINE = 6 * 256 * 1024

function carriedForm(json: string): string {
  return json
    .replace(/[<>&'|\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('"', "'")
}

/** Writes elements of a board as a payload. Give them in paint order. */
export function encodePayload(elements: readonly Carried[], beside: Beside = {}): string {
  return [encodeHead(elements, beside), ...elements.map(({ id, props }) => encodeLine(id, props))].join('|')
}

function encodeHead(elements: readonly Carried[], { board = '', whole = false }: Beside): string {
  const pictures = board !== '' && elements.some(({ props }) => assetOf(props) !== '')
  const version = whole ? VERSION.whole : VERSION.alone
  return carriedForm(JSON.stringify({ [NAME]: version, elements: elements.length, ...(pictures && { board }) }))
}

function encodeLine(id: string, props: ElementProps): string {
  return carriedForm(`{"id":${JSON.stringify(id)},"props":${encodeProps(props)}}`)
}

/** The same, cut into turns; `done` hears the share. */
export async function encodeSlowly(
  elements: readonly Carried[],
  pace: Pace,
  done: (share: number) => void = () => {},
  beside: Beside = {},
): Promise<string> {
  const lines = [encodeHead(elements, beside)]
  for (const [i, { id, props }] of elements.entries()) {
    lines.push(encodeLine(id, props))
    if (!pace.due) continue
    await pace.turn()
    done(i / elements.length)
  }
  return lines.join('|')
}

const broken = (): Read => ({ sentence: say('It is damaged or cut short.') })
const newer = (): Read => ({ sentence: say('It comes from a newer Drawing Room, and cannot be read here.') })
const tooMany = (): Read => ({ sentence: say('A board holds {n} elements, and this is more.', { n: MOST }) })

/**
 * Reads a payload, trusting nothing in it; never throws. What the dictionary does not let stand is left out and counted.
 * `done` hears the share of the work; a call that returns false ends it, as if nothing had been there.
 */
export async function decodePayload(
  text: string,
  pace: Pace,
  done: (share: number) => boolean = () => true,
): Promise<Read> {
  if (text.length > LONGEST) return tooMany()
  let end = endOf(text, 0)
  const begun = head(text.slice(0, end))
  if (begun === null) return broken()
  if (begun.version > VERSION.whole) return newer()
  const elements: Carried[] = []
  const ids = new Set<string>()
  let refused = 0
  for (let at = end + 1; at < text.length; at = end + 1) {
    end = endOf(text, at)
    const line = end - at > LONGEST_LINE ? null : read(text.slice(at, end))
    if (line === null || (line !== 'refused' && ids.has(line.id))) return broken()
    if (line === 'refused') refused++
    else {
      ids.add(line.id)
      elements.push(line)
    }
    if (elements.length + refused > MOST) return tooMany()
    if (!pace.due) continue
    await pace.turn()
    if (!done(end / text.length)) return { elements: [], refused: 0 }
  }
  if (begun.elements !== undefined && begun.elements !== elements.length + refused) return broken()
  return { elements, refused, ...(begun.board !== '' && { from: begun.board }) }
}

function endOf(text: string, from: number): number {
  const end = text.indexOf('|', from)
  return end < 0 ? text.length : end
}

function parse(line: string): { readonly [key: string]: unknown } | null {
  try {
    const value = parseStrict(line.replaceAll("'", '"'), DEPTH)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

/** Reads the head; null where it is none. `elements`: how many lines are to follow, where it says so. */
function head(line: string): { readonly version: number; readonly elements?: unknown; readonly board: string } | null {
  const value = parse(line)
  const version = value?.[NAME]
  if (value === null || typeof version !== 'number' || !Number.isInteger(version) || version < 1) return null
  const { elements, board } = value
  return { version, elements, board: typeof board === 'string' && isElementID(board) ? board : '' }
}

/** Reads a line; null where it is none of ours, 'refused' where the dictionary says no. */
function read(text: string): Carried | 'refused' | null {
  const value = parse(text)
  if (value === null || Object.keys(value).some((key) => key !== 'id' && key !== 'props')) return null
  const { id } = value
  const props = decodeProps(value.props)
  if (typeof id !== 'string' || !isElementID(id) || props === undefined) return null
  for (const one of props.values()) if (one === null) return null
  if (id === settingsID || judge({ ops: [{ op: 'put', id, props }] }) !== undefined) return 'refused'
  return { id, props: props as ReadonlyMap<string, Value> }
}
