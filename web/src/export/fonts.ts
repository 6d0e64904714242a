import type { Element } from '../board/types'
import { textsIn } from '../elements/cells'
import { familyOf, forgetMeasures } from '../elements/measure'
import { number, string } from '../elements/props'
import { hasRuns, joined, runsOf } from '../elements/text-runs'
import { loadLetters } from '../render/letters'
import { escaped, SLOPED } from './svg-pen'

/** Letters by font, as letterName names them. */
export type Letters = ReadonlyMap<string, ReadonlySet<string>>

function familiesOf(font: string): string[] {
  return familyOf(font)
    .split(',')
    .map((name) => unquoted(name))
}

function unquoted(name: string): string {
  return name.trim().replace(/^["']|["']$/g, '')
}

/** Whether any of the letters lies in a unicode-range ("U+0-FF, U+131, U+4??"); an empty one is all of them. */
export function inRange(range: string, letters: ReadonlySet<string>): boolean {
  const spans = [...range.matchAll(/U\+([0-9A-F?]{1,6})(?:-([0-9A-F]{1,6}))?/gi)].map(([, from, to]) => [
    Number.parseInt(from!.replaceAll('?', '0'), 16),
    Number.parseInt(to ?? from!.replaceAll('?', 'F'), 16),
  ])
  if (spans.length === 0) return true
  for (const letter of letters) {
    const code = letter.codePointAt(0)!
    if (spans.some(([from, to]) => code >= from! && code <= to!)) return true
  }
  return false
}

/** The faces of the page's own style sheets that letters are set with, each with the address of its file. */
function facesFor(letters: Letters): { readonly rule: CSSFontFaceRule; readonly url: string }[] {
  const found: { readonly rule: CSSFontFaceRule; readonly url: string }[] = []
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSFontFaceRule)) continue
      const family = unquoted(rule.style.getPropertyValue('font-family'))
      const source = /url\(\s*["']?([^"')]+)["']?\s*\)/.exec(rule.style.getPropertyValue('src'))?.[1]
      if (source === undefined) continue
      const range = rule.style.getPropertyValue('unicode-range')
      const slope = rule.style.getPropertyValue('font-style') === 'italic' ? SLOPED : ''
      const used = [...letters].some(
        ([name, set]) =>
          name.endsWith(SLOPED) === (slope !== '') &&
          familiesOf(name.replace(SLOPED, '')).includes(family) &&
          inRange(range, set),
      )
      if (used) found.push({ rule, url: new URL(source, sheet.href ?? location.href).href })
    }
  }
  return found
}

async function dataOf(url: string): Promise<string> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`no font at ${url}`)
  const blob = await answer.blob()
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^;,]*/, 'data:font/woff2'))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
}

/** The rules that bring the fonts of some letters, the files inside; what cannot be fetched is left to the reader's own fonts. */
export async function fontRules(letters: Letters): Promise<string> {
  if (letters.size === 0) return ''
  const rules = await Promise.all(
    facesFor(letters).map(async ({ rule, url }) => {
      const read = (name: string) => rule.style.getPropertyValue(name)
      const inside = await dataOf(url).catch(() => null)
      if (inside === null) return ''
      const rest = ['font-family', 'font-style', 'font-weight', 'unicode-range']
        .filter((name) => read(name) !== '')
        .map((name) => `${name}:${read(name)};`)
      return `@font-face{${rest.join('')}src:url(${inside}) format("woff2")}`
    }),
  )
  return escaped(rules.join(''))
}

/** Resolves when the fonts of what is about to be drawn are there. */
export async function fontsReady(elements: readonly Pick<Element, 'props'>[]): Promise<void> {
  const letters = new Map<string, Set<string>>()
  const texts = elements.flatMap(({ props }) => textsIn(props)).filter(hasRuns)
  if (texts.length > 0) await loadLetters()
  for (const props of texts) {
    if (number(props, 'font-size') === 0) continue
    const font = string(props, 'font')
    const set = letters.get(font) ?? new Set()
    letters.set(font, set)
    for (const letter of joined(runsOf(props))) set.add(letter)
  }
  const wanted = [...letters].flatMap(([font, set]) =>
    ['', 'italic '].map((face) => [`${face}16px ${familyOf(font)}`, [...set].join('')] as const),
  )
  const there = wanted.every((one) => document.fonts.check(...one))
  // Where one cannot be had, the others are waited for all the same.
  await Promise.allSettled(wanted.map((one) => document.fonts.load(...one)))
  // The page hears of their arrival later, and until then a canvas goes on with their stand-ins.
  if (!there) forgetMeasures()
}
