import { colourNames } from './svg-colours'
import type { XmlNode } from './xml'

/** How something is painted: as inherited from what is around it. Colours are `#rrggbbaa`, a token, or 'none'. */
export type Paint = {
  readonly fill: string
  readonly stroke: string
  readonly width: number
  readonly fillOpacity: number
  readonly strokeOpacity: number
  readonly opacity: number
  readonly dash: string
  readonly color: string
  readonly fontSize: number
  readonly fontFamily: string
  readonly anchor: string
  readonly visible: boolean
}

/** As SVG begins. Black is ink, which is seen on dark paper too. */
export const firstPaint: Paint = {
  fill: 'ink',
  stroke: 'none',
  width: 1,
  fillOpacity: 1,
  strokeOpacity: 1,
  opacity: 1,
  dash: 'solid',
  color: 'ink',
  fontSize: 16,
  fontFamily: '',
  anchor: 'start',
  visible: true,
}

/** A value of a presentation attribute, or of the `style` attribute, which is stronger. No other CSS is looked at. */
function styleOf(node: XmlNode): (name: string) => string | undefined {
  const own = new Map<string, string>()
  for (const [, name, value] of (node.attributes.get('style') ?? '')
    .slice(0, 5000)
    .matchAll(/([\w-]{1,40})\s*:\s*([^;]{1,400})/g))
    own.set(name!, value!.replace(/!important/, '').trim())
  return (name) => own.get(name) ?? node.attributes.get(name)?.trim()
}

/** A length or number in units; a percentage is of `whole`. Undefined for what is none. */
export function lengthOf(text: string | undefined, whole = 100): number | undefined {
  const found = /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d{1,3})?)\s*(px|pt|pc|mm|cm|in|em|ex|rem|%)?\s*$/i.exec(
    text ?? '',
  )
  if (found === null) return undefined
  const scale = found[2] === '%' ? whole / 100 : (UNITS[found[2]?.toLowerCase() ?? 'px'] ?? 1)
  const length = Number(found[1]) * scale
  return Number.isFinite(length) && Math.abs(length) < 1e9 ? length : undefined
}

const UNITS: { readonly [unit: string]: number } = {
  px: 1,
  pt: 4 / 3,
  pc: 16,
  mm: 96 / 25.4,
  cm: 96 / 2.54,
  in: 96,
  em: 16,
  ex: 8,
  rem: 16,
}

const hex = (n: number) =>
  Math.round(Math.min(255, Math.max(0, n)))
    .toString(16)
    .padStart(2, '0')

/** A colour of CSS as one of ours; undefined for what is none. Black is ink. */
export function colourFrom(text: string): string | undefined {
  const css = text.trim().toLowerCase()
  if (css === 'none' || css === 'transparent') return 'none'
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])([0-9a-f])?$/.exec(css)
  if (short)
    return named(
      `#${short
        .slice(1)
        .map((c) => (c === undefined ? 'ff' : c + c))
        .join('')}`,
    )
  if (/^#[0-9a-f]{6}$/.test(css)) return named(`${css}ff`)
  if (/^#[0-9a-f]{8}$/.test(css)) return named(css)
  const parts = /^rgba?\(([^()]{1,100})\)$/
    .exec(css)?.[1]
    ?.split(/[\s,/]+/)
    .filter(Boolean)
  if (parts !== undefined && parts.length >= 3) {
    const of = (part: string, one: number) =>
      part.endsWith('%') ? (Number.parseFloat(part) / 100) * one : Number.parseFloat(part)
    const all = [of(parts[0]!, 255), of(parts[1]!, 255), of(parts[2]!, 255), of(parts[3] ?? '1', 1) * 255]
    return all.every(Number.isFinite) ? named(`#${all.map(hex).join('')}`) : undefined
  }
  const name = colourNames.get(css)
  return name === undefined ? undefined : named(`#${name}ff`)
}

function named(colour: string): string {
  return colour === '#000000ff' ? 'ink' : colour.endsWith('00') && colour.length === 9 ? 'none' : colour
}

/** Finds what a name within the picture means: for gradients, of which a colour stands for all. */
export type Lookup = (id: string) => XmlNode | undefined

function paintFrom(text: string, color: string, lookup: Lookup): string | undefined {
  if (text === 'currentColor' || text === 'currentcolor') return color
  const url = /^url\(\s*["']?#([^"')\s]{1,200})["']?\s*\)\s*(.*)$/.exec(text)
  if (url === null) return colourFrom(text)
  const stops = lookup(url[1]!)?.children.filter(({ name }) => name === 'stop') ?? []
  const middle = stops[Math.floor(stops.length / 2)]
  const stop = middle && colourFrom(styleOf(middle)('stop-color') ?? '#000')
  return stop ?? (url[2] ? colourFrom(url[2]) : undefined) ?? 'grey'
}

function share(text: string | undefined): number | undefined {
  const n = lengthOf(text, 1)
  return n === undefined ? undefined : Math.min(1, Math.max(0, n))
}

/** How an element is painted within what is around it. */
export function paintOf(node: XmlNode, around: Paint, lookup: Lookup): Paint {
  const style = styleOf(node)
  const given = (name: string) => {
    const value = style(name)
    return value === undefined || value === 'inherit' ? undefined : value
  }
  const color = colourFrom(given('color') ?? '') ?? around.color
  const paint = (name: string) => {
    const value = given(name)
    return value === undefined ? undefined : paintFrom(value, color, lookup)
  }
  const dashes = given('stroke-dasharray')
  return {
    color,
    fill: paint('fill') ?? around.fill,
    stroke: paint('stroke') ?? around.stroke,
    width: lengthOf(given('stroke-width')) ?? around.width,
    fillOpacity: share(given('fill-opacity')) ?? around.fillOpacity,
    strokeOpacity: share(given('stroke-opacity')) ?? around.strokeOpacity,
    opacity: around.opacity * (share(given('opacity')) ?? 1),
    dash: dashes === undefined ? around.dash : dashOf(dashes),
    fontSize: lengthOf(given('font-size'), around.fontSize) ?? around.fontSize,
    fontFamily: given('font-family')?.slice(0, 200) ?? around.fontFamily,
    anchor: given('text-anchor') ?? around.anchor,
    visible:
      given('display') !== 'none' &&
      !/^(hidden|collapse)$/.test(given('visibility') ?? (around.visible ? '' : 'hidden')),
  }
}

function dashOf(text: string): string {
  const first = /\d*\.?\d+/.exec(text)
  if (text === 'none' || first === null || Number(first[0]) <= 0) return /\d/.test(text) ? 'dotted' : 'solid'
  return Number(first[0]) <= 2 ? 'dotted' : 'dashed'
}

/** A colour seen through: an opacity between 0 and 1 laid on it. Tokens cannot carry one, and stay as they are where it is whole. */
export function faded(colour: string, opacity: number, black = '#000000'): string {
  if (colour === 'none' || opacity >= 1) return colour
  const base = colour.startsWith('#') ? colour : black
  const alpha = base.length === 9 ? Number.parseInt(base.slice(7), 16) : 255
  return opacity <= 0 ? 'none' : `${base.slice(0, 7)}${hex(alpha * opacity)}`
}
