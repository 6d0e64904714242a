/** Where a line of text may end. */

/** Letters between which a line may end anywhere: ideographs, kana and pictures. */
const APART =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60\p{Extended_Pictographic}]/u
/** Those of scripts that write no spaces between words. */
const JOINED = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
/** No line begins with these. */
const NOT_FIRST =
  /^[\p{Pe}\p{Pf}、。，．・：；？！!?,.:;゛゜ヽヾゝゞ々ー゠…‥〜％‰℃°′″ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰ-ㇿ\p{M}]/u
/** Nor ends with these. */
const NOT_LAST = /[\p{Ps}\p{Pi}￥＄￡]$/u
/** What a line may end behind, and is not seen there. */
const SPACE = /[ \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000\u200b]/

type Segments = Iterable<{ readonly index: number; readonly segment: string }>
type Segmenter = { segment(text: string): Segments }

const segmenters = new Map<string, Segmenter | null>()

/** What takes a text apart, where the browser has it. */
function segmenter(granularity: 'grapheme' | 'word'): Segmenter | null {
  let found = segmenters.get(granularity)
  if (found === undefined) {
    found = typeof Intl.Segmenter === 'function' ? new Intl.Segmenter(undefined, { granularity }) : null
    segmenters.set(granularity, found)
  }
  return found
}

/** A text in what a person takes for one letter each: a family of four is one. */
export function graphemes(text: string): string[] {
  const by = segmenter('grapheme')
  return by === null ? [...text] : Array.from(by.segment(text), ({ segment }) => segment)
}

/** Where words begin, within a text. */
export function wordStarts(text: string): number[] {
  const by = segmenter('word')
  return by === null ? [] : Array.from(by.segment(text), ({ index }) => index)
}

/** Whether a line may end between a letter and the next. */
function mayEnd(before: string, after: string): boolean {
  if (NOT_FIRST.test(after) || NOT_LAST.test(before)) return false
  if (APART.test(before) || APART.test(after)) return true
  return /[\p{L}\p{N}][-\u2010\u2013]$/u.test(before)
}

/** The parts of a paragraph between which a line may end, each with the spaces that follow it. */
export function breakable(paragraph: string): string[] {
  const found: string[] = []
  for (const word of paragraph.match(
    /[^ \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000\u200b]*[ \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000\u200b]*/gu,
  ) ?? []) {
    if (word === '') continue
    if (APART.test(word) || JOINED.test(word) || word.includes('-') || /[\u2010\u2013]/.test(word))
      found.push(...within(word))
    else found.push(word)
  }
  // Spaces that a paragraph begins with stand before its first word.
  if (found.length > 1 && withoutSpaces(found[0]!) === '') found.splice(0, 2, found[0]! + found[1]!)
  return found
}

function within(word: string): string[] {
  const parts: string[] = []
  const starts = JOINED.test(word) ? new Set(wordStarts(word)) : null
  let part = ''
  let at = 0
  for (const letter of graphemes(word)) {
    const before = part.slice(-2)
    const joined = starts?.has(at) === true && JOINED.test(before) && JOINED.test(letter) && !NOT_FIRST.test(letter)
    if (part !== '' && !SPACE.test(letter) && (joined || mayEnd(part.slice(-16), letter))) {
      parts.push(part)
      part = ''
    }
    part += letter
    at += letter.length
  }
  if (part !== '') parts.push(part)
  return parts
}

/** A part without the spaces at its end. */
export function withoutSpaces(part: string): string {
  let end = part.length
  while (end > 0 && SPACE.test(part[end - 1]!)) end--
  return part.slice(0, end)
}
