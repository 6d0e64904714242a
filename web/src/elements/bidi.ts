/**
 * Which way letters run where both ways stand in one line, after the Unicode bidirectional algorithm (UAX 9) without explicit
 * embeddings: those are for documents, and a person writing on a board has none.
 */

/** Letters that have a direction, and those of them that go from right to left: Hebrew, Arabic and their kin. */
const STRONG = /[\p{L}\p{Nl}\u200e\u200f\u061c]/u
const LEFTWARD = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/** Whether a paragraph reads from right to left: its first letter with a direction says so, as in a field with dir="auto". */
export function rightToLeft(paragraph: string): boolean {
  const first = STRONG.exec(paragraph)?.[0]
  return first !== undefined && LEFTWARD.test(first)
}

/** Whether any letter goes from right to left. */
export function hasLeftward(text: string): boolean {
  return LEFTWARD.test(text)
}

type Class = 'L' | 'R' | 'AL' | 'EN' | 'AN' | 'ES' | 'CS' | 'ET' | 'NSM' | 'ON'

const ARABIC = /[\u0600-\u07bf\u0860-\u08ff\ufb50-\ufdff\ufe70-\ufeff]/

function classOf(letter: string): Class {
  if (/[0-9\u06f0-\u06f9]/.test(letter)) return 'EN'
  if (/[\u0660-\u0669\u066b\u066c]/.test(letter)) return 'AN'
  if (/[+-]/.test(letter)) return 'ES'
  if (/[,./:\u00a0]/.test(letter)) return 'CS'
  if (/[#$%°\u20a0-\u20cf\u066a]/.test(letter)) return 'ET'
  if (/\p{M}/u.test(letter)) return 'NSM'
  if (!STRONG.test(letter)) return 'ON'
  if (!LEFTWARD.test(letter)) return 'L'
  return ARABIC.test(letter) ? 'AL' : 'R'
}

/** The weak classes of a line (W1 to W7). */
function resolved(classes: Class[], base: Class): Class[] {
  let strong = base
  let before = base
  const now = classes.map((one): Class => {
    let mine = one === 'NSM' ? before : one
    if (mine === 'EN' && strong === 'AL') mine = 'AN'
    if (mine === 'L' || mine === 'R' || mine === 'AL') strong = mine
    before = mine
    return mine
  })
  for (let i = 1; i + 1 < now.length; i++) {
    const [a, b, c] = [now[i - 1], now[i], now[i + 1]]
    if (a === c && ((b === 'ES' && a === 'EN') || (b === 'CS' && (a === 'EN' || a === 'AN')))) now[i] = a!
  }
  for (let i = 0; i < now.length; i++) {
    if (now[i] !== 'ET') continue
    let end = i
    while (now[end] === 'ET') end++
    if (now[i - 1] === 'EN' || now[end] === 'EN') now.fill('EN', i, end)
    i = end - 1
  }
  strong = base
  return now.map((one) => {
    if (one === 'L' || one === 'R' || one === 'AL') strong = one
    if (one === 'EN' && strong === 'L') return 'L'
    return one === 'ES' || one === 'CS' || one === 'ET' ? 'ON' : one === 'AL' ? 'R' : one
  })
}

/** The neutral ones between letters of one direction take it, others that of the paragraph (N1, N2). */
function settled(classes: Class[], base: 'L' | 'R'): Class[] {
  const now = [...classes]
  const way = (one: Class | undefined) => (one === undefined ? base : one === 'L' ? 'L' : 'R')
  for (let i = 0; i < now.length; i++) {
    if (now[i] !== 'ON') continue
    let end = i
    while (now[end] === 'ON') end++
    const [before, after] = [way(now[i - 1]), way(now[end])]
    now.fill(before === after ? before : base, i, end)
    i = end - 1
  }
  return now
}

/** The level of each UTF-16 unit of a line: even ones run to the right, odd ones to the left. */
export function levelsOf(line: string, rtl: boolean): number[] {
  const letters = [...line]
  const base = rtl ? 'R' : 'L'
  const classes = settled(resolved(letters.map(classOf), base), base)
  const levels: number[] = []
  let last = letters.length
  while (last > 0 && /\s/.test(letters[last - 1]!)) last--
  for (const [i, letter] of letters.entries()) {
    const one = classes[i]!
    const own = rtl ? (one === 'R' ? 1 : 2) : one === 'L' ? 0 : one === 'R' ? 1 : 2
    // Spaces at the end, and tabs, stand where the paragraph goes on.
    const level = i >= last || letter === '\t' ? (rtl ? 1 : 0) : own
    for (let k = 0; k < letter.length; k++) levels.push(level)
  }
  return levels
}

/** Things of these levels as they are seen from left to right (L2). */
export function inSight<T extends { readonly level: number }>(things: readonly T[]): T[] {
  const seen = [...things]
  const top = Math.max(0, ...seen.map(({ level }) => level))
  for (let level = top; level > 0; level--) {
    for (let i = 0; i < seen.length; i++) {
      if (seen[i]!.level < level) continue
      let end = i
      while (end < seen.length && seen[end]!.level >= level) end++
      seen.splice(i, end - i, ...seen.slice(i, end).reverse())
      i = end
    }
  }
  return seen
}
