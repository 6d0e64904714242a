import { canvasFont } from '../elements/measure'
import type { Face } from './worker/protocol'

function descriptorsOf(style: CSSStyleDeclaration): FontFaceDescriptors {
  const of = (name: string, or: string) => style.getPropertyValue(name) || or
  return {
    style: of('font-style', 'normal'),
    weight: of('font-weight', 'normal'),
    unicodeRange: of('unicode-range', 'U+0-10FFFF'),
    ascentOverride: of('ascent-override', 'normal'),
    descentOverride: of('descent-override', 'normal'),
    lineGapOverride: of('line-gap-override', 'normal'),
    // Known to browsers and not to the types.
    ...({ sizeAdjust: of('size-adjust', '100%') } as FontFaceDescriptors),
  }
}

/** A range of letters, however it is written. */
const plain = (range: string) =>
  range
    .toUpperCase()
    .replace(/\s/g, '')
    .replace(/(U\+|-)0+(?=[0-9A-F])/g, '$1')

const bare = (family: string) => family.replace(/^["']|["']$/g, '')

/** The same source seen from anywhere: addresses in a style sheet count from where that lies. */
function absolute(source: string, base: string): string {
  return source.replace(/url\(\s*(["']?)([^"')]+)\1\s*\)/g, (_, _quote, url) => `url("${new URL(url, base).href}")`)
}

const named = (family: string, { style, unicodeRange }: FontFaceDescriptors) =>
  `${family} ${style} ${plain(unicodeRange!)}`

/**
 * Asks for the font of most letters before the first of them is to be drawn: one that came only then would have all that has letters painted twice,
 * and measured twice.
 */
export function askForLetters(): void {
  // Where it cannot be had, letters are set in what stands behind it.
  void document.fonts.load(canvasFont({ font: 'sans', size: 0 }, 16)).catch(() => {})
}

/** Every face that the page's own style sheets bring, so that a worker can have them too. */
export function facesOfPage(): Face[] {
  const there = new Set<string>()
  for (const face of document.fonts)
    if (face.status === 'loaded') there.add(`${bare(face.family)} ${face.style} ${plain(face.unicodeRange)}`)
  const faces: Face[] = []
  for (const sheet of document.styleSheets) {
    for (const rule of rulesOf(sheet)) {
      if (!(rule instanceof CSSFontFaceRule)) continue
      const family = bare(rule.style.getPropertyValue('font-family'))
      const source = absolute(rule.style.getPropertyValue('src'), sheet.href ?? document.baseURI)
      const descriptors = descriptorsOf(rule.style)
      faces.push({ family, source, descriptors, loaded: there.has(named(family, descriptors)) })
    }
  }
  return faces
}

/** Sheets from elsewhere do not let themselves be read; none of ours comes from there. */
function rulesOf(sheet: CSSStyleSheet): Iterable<CSSRule> {
  try {
    return sheet.cssRules
  } catch {
    return []
  }
}
