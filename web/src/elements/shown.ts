/** Lines that others have written are shown as what they are: nothing in them turns the text around them or is there without being seen. */

const breaks = /[\p{Cc}\p{Zl}\p{Zp}]+/gu
const halves = /\p{Cs}/gu
const format = /\p{Cf}/u
const joined = /[\p{So}\p{Sk}\p{M}\p{Script=Arabic}]/u
const joiner = /[\u200c\u200d]/u
const tag = /[\u{e0020}-\u{e007f}]/u
const tagged = /[\u{1f3f4}\u{e0020}-\u{e007e}]/u
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** A name or title without what the server refuses in them (auth/names.go): line breaks become spaces, hidden characters go, but for those that make emoji and letters. */
export function shownLine(text: string): string {
  let line = ''
  let before = ''
  for (const letter of text.replace(breaks, ' ').replace(halves, '\ufffd')) {
    if (format.test(letter) && !joins(before, letter)) continue
    line += letter
    before = letter
  }
  return line.trim().replace(/[\u200c\u200d]+$/u, '')
}

/** Whether a format character belongs to what stands before it: joiners to emoji, marks and Arabic letters; tags to a flag. */
function joins(before: string, letter: string): boolean {
  if (joiner.test(letter)) return joined.test(before)
  return tag.test(letter) && tagged.test(before)
}

/** A line among other text where no element can keep it apart, as in the name of a tab: text from right to left is set between isolates. */
export function isolated(line: string): string {
  return rightToLeft.test(line) ? `\u2068${line}\u2069` : line
}

/** The first letter or sign of a line as it is seen, in upper case; '' for an empty one. */
export function firstSign(line: string): string {
  const [first] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(line.trim())
  return first?.segment.toLocaleUpperCase() ?? ''
}
