import type { Page } from 'playwright-core'

/** What somebody wrote or is called may be longer than its place: its end gives way to dots, and all of it is read elsewhere. */
const ofPeople = [
  '.title-button',
  '.title-input',
  '.title-still',
  '.card-title',
  '.me-name',
  '.people-name',
  '.outline-name',
  '.library-name',
  '.layer-name',
  '.frame-row-name',
  '.commands-input',
]

/**
 * What on the page is not to be seen as it is meant, one line each: words that are cut off or leave what they stand in, words and buttons
 * outside the window where no scrolling brings them, buttons or words over one another, a page that scrolls sideways.
 */
export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate((own) => {
    type Box = { left: number; top: number; right: number; bottom: number }
    const found = new Set<string>()
    const root = document.documentElement
    const wide = root.clientWidth
    const high = innerHeight
    if (root.scrollWidth > wide) found.add(`the page scrolls sideways: ${root.scrollWidth} px in ${wide} px`)

    const named = (el: Element) => {
      const text = (el.getAttribute('aria-label') ?? el.textContent ?? '').trim()
      return `“${text.slice(0, 60)}” (${el.tagName.toLowerCase()}${el.className && typeof el.className === 'string' ? `.${el.className.trim().replaceAll(/\s+/g, '.')}` : ''})`
    }
    const shown = (el: Element) => {
      if (el.closest('#board, svg, .only-read, noscript, .hint, option, .find-frames') !== null) return false
      // What is only read lies in a pixel.
      for (let at: Element | null = el; at !== null && at !== document.body; at = at.parentElement)
        if (getComputedStyle(at).clipPath.startsWith('inset(50%')) return false
      return el.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })
    }
    const boxOf = ({ left, top, right, bottom }: DOMRect): Box => ({ left, top, right, bottom })
    const meet = (a: Box, b: Box): Box => ({
      left: Math.max(a.left, b.left),
      top: Math.max(a.top, b.top),
      right: Math.min(a.right, b.right),
      bottom: Math.min(a.bottom, b.bottom),
    })
    const empty = (box: Box) => box.right - box.left <= 1 || box.bottom - box.top <= 1

    /** What of a box is in sight in what scrolls or cuts around it, from an element on; the window cuts only what nothing scrolls. */
    const inSight = (from: Element | null, box: Box): Box => {
      let seen = box
      for (let at = from; at !== null && at !== document.body; at = at.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(at)
        if (overflowX === 'visible' && overflowY === 'visible') continue
        seen = meet(seen, boxOf(at.getBoundingClientRect()))
      }
      return seen
    }
    /** Whether it is scrolled along an axis by something above it. */
    const scrolls = (el: Element, axis: 'X' | 'Y') => {
      for (let at = el.parentElement; at !== null && at !== document.body; at = at.parentElement)
        if (/auto|scroll/.test(getComputedStyle(at)[`overflow${axis}`])) {
          if (axis === 'X' ? at.scrollWidth > at.clientWidth : at.scrollHeight > at.clientHeight) return true
        }
      return false
    }
    const outside = (el: Element, box: Box, what: string) => {
      if (empty(box)) return
      if (!scrolls(el, 'X') && (box.left < -1 || box.right > wide + 1)) found.add(`${what} is outside the window`)
      const page = document.querySelector('.start') !== null && el.closest('.start') !== null
      if (!page && !scrolls(el, 'Y') && (box.top < -1 || box.bottom > high + 1))
        found.add(`${what} is outside the window`)
    }

    // Words.
    type Seen = { el: Element; box: Box; layer: Element }
    const layerOf = (el: Element) =>
      el.closest('.dialog, .above-all, .layers, .outline, .library, .frames, .find, .toast, .room, .mode, .start') ??
      document.body
    const words: Seen[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const el = node.parentElement!
      if (!/\S/.test((node as Text).data) || /script|style|title|textarea/i.test(el.tagName) || !shown(el)) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const rect of range.getClientRects()) {
        const box = boxOf(rect)
        const seen = inSight(el, box)
        if (!empty(seen)) words.push({ el, box: seen, layer: layerOf(el) })
        if (own.some((name) => el.closest(name) !== null)) continue
        outside(el, seen, named(el))
        // Out of the button, or of the panel, in which it stands.
        const around = el.closest(
          'button, a, select, [role^="menuitem"], [role="option"], [role="treeitem"], .panel, .setting, .hint, .start',
        )
        const place = around?.getBoundingClientRect()
        if (place !== undefined && !empty(seen) && (box.left < place.left - 1 || box.right > place.right + 1))
          found.add(`${named(el)} leaves what it stands in`)
        if (
          place !== undefined &&
          around!.matches('button, a, [role^="menuitem"], [role="option"]') &&
          (box.top < place.top - 2 || box.bottom > place.bottom + 2)
        )
          found.add(`${named(el)} is higher than what it stands in`)
      }
    }
    // Cut by their own box, or by one around it.
    for (const el of document.querySelectorAll<HTMLElement>('body *')) {
      if (!/\S/.test(el.innerText ?? '') || !shown(el) || own.some((name) => el.closest(name) !== null)) continue
      if (el.matches('textarea, input, select, option')) continue
      const { overflowX, overflowY } = getComputedStyle(el)
      const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip'
      if (el.clientWidth <= 1 || el.querySelector(':scope .templates-list') !== null) continue
      if (hides(overflowX) && el.scrollWidth > el.clientWidth + 1) found.add(`${named(el)} is cut off at its end`)
      if (hides(overflowY) && el.scrollHeight > el.clientHeight + 1) found.add(`${named(el)} is cut off at its foot`)
      // Only a row of tools is pushed along by a finger.
      if (/auto|scroll/.test(overflowX) && el.scrollWidth > el.clientWidth + 1 && !el.matches('.toolbar, .text-bar'))
        found.add(`${named(el)} scrolls sideways`)
    }
    // What stands in a field while it is empty, and what is chosen in a list.
    const pencil = document.createElement('canvas').getContext('2d')!
    for (const el of document.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')) {
      if (!shown(el) || Number(getComputedStyle(el).opacity) === 0) continue
      const text = el instanceof HTMLSelectElement ? (el.selectedOptions[0]?.text ?? '') : el.placeholder
      if (text === '' || (el instanceof HTMLInputElement && el.value !== '')) continue
      const style = getComputedStyle(el)
      pencil.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
      const arrow = el instanceof HTMLSelectElement ? 18 : 0
      const room = el.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight) - arrow
      if (pencil.measureText(text).width > room + 1) found.add(`“${text}” has no room in its field`)
    }

    // What opens over the page is in the window as a whole, and scrolls within.
    for (const el of document.querySelectorAll('[role="dialog"], [role="menu"]')) {
      if (!shown(el)) continue
      const { left, top, right, bottom } = el.getBoundingClientRect()
      if (left < -1 || top < -1 || right > wide + 1 || bottom > high + 1)
        found.add(`${named(el)} is not in the window as a whole`)
    }

    // Buttons.
    const buttons: Seen[] = []
    for (const el of document.querySelectorAll('button, a, select, input, [role^="menuitem"], [role="option"]')) {
      if (!shown(el)) continue
      const box = inSight(el.parentElement, boxOf(el.getBoundingClientRect()))
      if (empty(box)) continue
      outside(el, box, named(el))
      buttons.push({ el, box, layer: layerOf(el) })
    }
    // What acts on a card lies in the corner of its picture, as on any shelf; the words of the card are looked at as words.
    const inCorner = (a: Element, b: Element) =>
      a.matches('.card') && b.closest('.card-place') === a.closest('.card-place')
    const over = (all: Seen[], slack: number) => {
      for (const [i, a] of all.entries())
        for (const b of all.slice(i + 1)) {
          if (a.layer !== b.layer || a.el === b.el || a.el.contains(b.el) || b.el.contains(a.el)) continue
          if (inCorner(a.el, b.el)) continue
          const both = meet(a.box, b.box)
          if (both.right - both.left > slack && both.bottom - both.top > slack)
            found.add(`${named(a.el)} lies over ${named(b.el)}`)
        }
    }
    over(buttons, 1)
    over(words, 3)
    return [...found]
  }, ofPeople)
}
