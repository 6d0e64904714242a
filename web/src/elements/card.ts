import { centreOf, grown } from '../geometry/box'
import { type BoardPoint, turned } from '../geometry/point'
import { toSay } from '../words/say'
import type { ElementProps, Kind } from './element'
import { fittedIn } from './fitting'
import { labelled, type Room, roomIn } from './label'
import { hostOf, markOf, pathOf, urlOf } from './link'
import { drawArrow } from './link-mark'
import { measure } from './measure'
import type { Outline, Pen } from './pen'
import { number, sized, string, upright } from './props'
import { shapeKind } from './shape'
import { shownLine } from './shown'
import { smallLine } from './small-line'
import { layout, typeOf } from './text-layout'
import { joined, runsOf, withoutWords } from './text-runs'
import { plain, type Words, wordsIn } from './words'

/** What a card is made of, in hundredths. */
const CORNER = 1000
const PAD = 1400
/** The side of the tile with the letter of the host. */
const TILE = 4800
/** A card narrower than this has no tile. */
const NARROW = 18_000
/** What lies between the tile and the words. */
const GAP = 1200
/** The mark that it leads somewhere, in the upper right corner: the room it takes, and how far its middle is from the sides. */
const LEADS = 2600
const LEADS_IN = 1800
/** The lines at the foot, and how high their letters are. */
const HOST = { line: 1750, size: 1250 }
const PATH = { line: 1550, size: 1100 }
/** What is kept free around the lines of the title (see label.ts). */
const AROUND = 500

/** Hosts are told apart by these, as people are. */
const tones = ['red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet', 'pink']

/** How large a card is with a title of one line, in hundredths. */
const [WIDE, HIGH] = [32_000, 8800]

function toneOf(host: string): string {
  let sum = 0
  for (let i = 0; i < host.length; i++) sum = (sum * 31 + host.charCodeAt(i)) % 65_521
  return tones[sum % tones.length]!
}

const hasTile = (p: ElementProps) => sized(p).w >= NARROW && sized(p).h >= TILE
/** Where the words begin, from the left. */
const wordsLeft = (p: ElementProps) => (hasTile(p) ? PAD + TILE + GAP : PAD)

/** What the host and the path take at the foot. */
const FOOT = HOST.line + PATH.line + PAD - 200

/** What the title leaves free on each side. */
const sides = (p: ElementProps) => ({
  left: wordsLeft(p) - AROUND,
  right: LEADS - AROUND,
  top: PAD - AROUND - 200,
  bottom: FOOT - AROUND,
})

function roomOf(p: ElementProps): Room {
  const { w, h } = sized(p)
  const { left, right, top, bottom } = sides(p)
  const percent = (part: number, of: number) => (of === 0 ? 0 : Math.min(50, (100 * part) / of))
  return {
    left: percent(left, w),
    right: percent(right, w),
    top: percent(top, h),
    bottom: Math.min(80, (100 * bottom) / Math.max(1, h)),
  }
}

function sizeFor(p: ElementProps, w: number, h: number): readonly [w: number, h: number] {
  const { left, right, top, bottom } = sides(p)
  return [Math.ceil(w + left + right + 2 * AROUND), Math.ceil(h + top + bottom + 2 * AROUND)]
}

const outline = (w: number, h: number, to: Outline) => to.roundRect(0, 0, w, h, CORNER)

const sheet = shapeKind({
  kind: 'card',
  noun: () => toSay('Card'),
  outline: (_p, w, h, to) => outline(w, h, to),
  word: () => '',
  room: roomOf,
})

/** The title's letters do not become smaller than this, in hundredths; then the card grows. */
const LEAST = 1100

const fitted = (p: ElementProps, words: Words) => fittedIn(p, words, (own) => roomIn(own, roomOf(own)), LEAST)

/** How large a fresh card is, that its title stands in it with letters of the usual size. */
export function sizeOfCard(p: ElementProps, title: string): readonly [w: number, h: number] {
  const fresh = new Map([...p, ['size', [WIDE, HIGH]] as const])
  const set = layout(plain(title), typeOf(fresh), roomIn(fresh, roomOf(fresh)).w)
  return [WIDE, Math.max(HIGH, sizeFor(fresh, 0, set.h)[1])]
}

/** The pen at a card, which is turned as a whole. */
function lay(p: ElementProps, pen: Pen): void {
  const { x, y, w, h } = sized(p)
  pen.from(x, y, number(p, 'angle'), w / 2, h / 2)
}

function edge(p: ElementProps, key: object, pen: Pen): void {
  const { w, h } = sized(p)
  lay(p, pen)
  pen.opacity(number(p, 'opacity') * 0.4)
  pen.line(key, 'card edge', 'grey', 100, [], (to) => outline(w, h, to))
}

function tile(p: ElementProps, key: object, mark: string, tone: string, pen: Pen): void {
  const y = (sized(p).h - TILE) / 2
  pen.opacity(number(p, 'opacity'))
  pen.fill(key, 'card tile', `soft-${tone}`, (to) => to.roundRect(PAD, y, TILE, TILE, CORNER * 0.8))
  const type = { font: 'sans', size: 2400 }
  const left = PAD + (TILE - measure().width(mark, type)) / 2
  if (type.size * pen.scale < 4) pen.bar(left, y + TILE * 0.35, TILE * 0.3, TILE * 0.3, tone)
  else pen.text(mark, left, y + measure().baseline(type, TILE), type, tone, false)
}

/** The host, and below it the path: lines of their own, so that no letter of a path or a title stands beside the host. */
function foot(p: ElementProps, host: string, path: string, pen: Pen): void {
  const { w, h } = sized(p)
  const colour = string(p, 'text-colour')
  const opacity = number(p, 'opacity')
  const left = wordsLeft(p)
  const from = h - FOOT + 200 + (path === '' ? PATH.line / 2 : 0)
  const line = { x: left, w: w - left - PAD }
  const type = (size: number) => ({ font: 'sans', size })
  smallLine(host, { type: type(HOST.size), colour, strength: opacity * 0.85 }, { ...line, y: from, h: HOST.line }, pen)
  const small = { type: type(PATH.size), colour, strength: opacity * 0.55 }
  smallLine(path, small, { ...line, y: from + HOST.line, h: PATH.line }, pen)
}

/** Where the mark that it leads somewhere is, on the board. */
function leads(p: ElementProps): BoardPoint {
  const box = sized(p)
  const at = { x: box.x + box.w - LEADS_IN, y: box.y + LEADS_IN }
  return turned(at, centreOf(box), number(p, 'angle'))
}

/** Without a fill it is no less a card: one takes hold of it anywhere. */
const filled = (p: ElementProps) => (string(p, 'fill') === 'none' ? new Map([...p, ['fill', 'paper']]) : p)

/** A link as a card: its title, a letter for its host, the host, and the rest of the address. Nothing is fetched for it. */
export const card: Kind = {
  ...sheet,
  bounds: (p) => grown(upright(p, sized(p)), 100),
  overhang: () => 50,
  hit: (p, at, slack) => sheet.hit(filled(p), at, slack),
  cross: (p, from, to, slack) => sheet.cross(filled(p), from, to, slack),
  enters: (p, box) => sheet.enters(filled(p), box),
  draw(p, pen) {
    const key = p.get('size')
    if (typeof key !== 'object') return
    sheet.draw(withoutWords(p), pen)
    edge(p, key, pen)
    const url = urlOf(p.get('link'))
    const host = url === null ? '–' : hostOf(url)
    if (hasTile(p)) tile(p, key, url === null ? '?' : markOf(url), url === null ? 'grey' : toneOf(host), pen)
    foot(p, host, url === null ? '' : pathOf(url), pen)
    if (url !== null) drawArrow(key, p, { x: sized(p).w - LEADS_IN, y: LEADS_IN }, pen)
    const words = wordsIn(p)
    if (words.text !== '') labelled(fitted(p, words), roomOf(p), pen)
  },
  lettering: { ...sheet.lettering!, sizeFor, fitted },
  leads,
  label(p) {
    const link = p.get('link')
    return `${joined(runsOf(p)).trim()}\n${typeof link === 'string' ? shownLine(link) : ''}`.trim()
  },
}
