import { BOLD, familyOf } from '../elements/measure'
import { colourOf, type Room } from '../elements/palette'
import type { Outline, Pen, Placed, Type } from '../elements/pen'
import { type Box, sameBox } from '../geometry/box'
import type { BoardPoint } from '../geometry/point'
import { SvgOutline, units } from './svg-outline'

/** Text as it may stand in XML, in an attribute too: nothing breaks out, and what XML cannot hold is left out. */
export function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"'\n\r\t]/g, (c) => `&#${c.charCodeAt(0)};`)
}

/** A colour as attributes that every program knows: `#rrggbb`, and its opacity apart. */
function painted(name: 'fill' | 'stroke', css: string): string {
  const alpha = /^#[0-9a-f]{8}$/i.test(css) ? Number.parseInt(css.slice(7), 16) / 255 : 1
  const opacity = alpha < 1 ? ` ${name}-opacity="${Math.round(alpha * 1000) / 1000}"` : ''
  return `${name}="${css.slice(0, 7)}"${opacity}`
}

/** Stands behind the font of kinds.json where letters slope: they are in files of their own. */
export const SLOPED = ' italic'

/** Letters of which font they are. */
const letterName = ({ font, italic }: Type): string => (italic === true ? font + SLOPED : font)

/** Bold and sloped letters, as attributes. */
function faced({ bold, italic }: Type): string {
  return `${bold === true ? ` font-weight="${BOLD}"` : ''}${italic === true ? ' font-style="italic"' : ''}`
}

/** The thinnest a line is drawn, in hundredths: as on the screen at 100 % (render/canvas-pen.ts). */
const THINNEST = 60

/** Draws elements as SVG, in units from a corner: double precision is left behind at the corner, as floats would not do far out. */
export class SvgPen implements Pen {
  /** As at four times the size: nothing is left out for being small. */
  readonly scale = 0.04
  readonly grain = 0.04
  /** The letters that were set, by letterName. */
  readonly letters = new Map<string, Set<string>>()
  private readonly corner: BoardPoint
  private readonly room: Room
  private parts: string[] = []
  private place = ''
  private group = ''
  private open = ''
  private strength = 100
  private areas = 0
  private clip: Box | null = null
  private readonly pictures: ReadonlyMap<string, string>
  /** Which pictures stand in the text already, and under which number. */
  private readonly placed = new Map<string, number>()
  private clips = 0

  /** `pictures`: the address of each asset that there is. */
  constructor(corner: BoardPoint, room: Room, pictures: ReadonlyMap<string, string> = new Map()) {
    this.corner = corner
    this.room = room
    this.pictures = pictures
  }

  /** What was drawn since it was asked last. */
  take(): string {
    this.leaveClip()
    const text = this.parts.join('')
    this.parts = []
    return text
  }

  /** Draws something of which no more is seen than lies in a box; null for all. What shares a box stands in one group. */
  clipped(clip: Box | null, draw: () => void): void {
    if (clip !== null && (this.clip === null || !sameBox(this.clip, clip))) {
      this.leaveClip()
      const { x, y, w, h } = clip
      const [left, top] = [units(x - this.corner.x), units(y - this.corner.y)]
      const id = `frame-${++this.clips}`
      this.parts.push(
        `<clipPath id="${id}"><rect x="${left}" y="${top}" width="${units(w)}" height="${units(h)}"/></clipPath>`,
        `<g clip-path="url(#${id})">\n`,
      )
      this.clip = clip
    } else if (clip === null) this.leaveClip()
    draw()
  }

  private leaveClip(): void {
    this.close()
    if (this.clip !== null) this.parts.push('</g>\n')
    this.clip = null
  }

  from(x: number, y: number, turn: number, cx: number, cy: number): void {
    const shift = `translate(${units(x - this.corner.x)} ${units(y - this.corner.y)})`
    this.place = turn === 0 ? shift : `${shift} rotate(${turn / 100} ${units(cx)} ${units(cy)})`
  }

  opacity(percent: number): void {
    this.strength = percent
  }

  fill(_key: object, _word: string, colour: string, build: (to: Outline) => void): void {
    const css = colourOf(colour, this.room)
    if (css === null) return
    this.add(`<path ${painted('fill', css)} d="${pathOf(build)}"/>`)
  }

  line(
    _key: object,
    _word: string,
    colour: string,
    width: number,
    dash: readonly number[],
    build: (to: Outline) => void,
  ): void {
    const css = colourOf(colour, this.room)
    if (css === null) return
    const broken = dash.length > 0 ? ` stroke-dasharray="${dash.map(units).join(' ')}"` : ''
    this.add(
      `<path fill="none" ${painted('stroke', css)} stroke-width="${units(Math.max(width, THINNEST))}" stroke-linecap="round" stroke-linejoin="round"${broken} d="${pathOf(build)}"/>`,
    )
  }

  within(_key: object, _word: string, areas: () => readonly ((to: Outline) => void)[], draw: () => void): void {
    const ids: string[] = []
    for (const area of areas()) {
      const id = `area${++this.areas}`
      ids.push(id)
      this.add(`<clipPath id="${id}"><path d="${pathOf(area)}"/></clipPath>`, false)
    }
    this.add(ids.map((id) => `<g clip-path="url(#${id})">`).join(''), false)
    draw()
    this.add('</g>'.repeat(ids.length), false)
  }

  text(text: string, x: number, y: number, type: Type, colour: string, rtl: boolean): void {
    const css = colourOf(colour, this.room)
    if (css === null) return
    this.note(letterName(type), text)
    const at = `x="${units(x)}" y="${units(y)}"`
    const set = `font-family="${escaped(familyOf(type.font))}" font-size="${units(type.size)}"${faced(type)}`
    // The place given is the left side; a line from right to left ends there.
    const way = rtl ? ' direction="rtl" text-anchor="end"' : ''
    this.add(`<text ${at} ${set} ${painted('fill', css)}${way} xml:space="preserve">${escaped(text)}</text>`)
  }

  bar(x: number, y: number, w: number, h: number, colour: string): void {
    const css = colourOf(colour, this.room)
    if (css === null) return
    this.add(`<rect x="${units(x)}" y="${units(y)}" width="${units(w)}" height="${units(h)}" ${painted('fill', css)}/>`)
  }

  image(placed: Placed): boolean {
    const { asset, w, h, natural, part, mirrored, radius } = placed
    const address = this.pictures.get(asset)
    if (address === undefined) return false
    const clip = `clip-${++this.clips}`
    const round = radius > 0 ? ` rx="${units(radius)}"` : ''
    const edge = `<clipPath id="${clip}"><rect width="${units(w)}" height="${units(h)}"${round}/></clipPath>`
    // The whole picture in its own pixels, put so that the part fills the rectangle.
    const [kx, ky] = [w / 100 / part.w, h / 100 / part.h]
    const right = mirrored ? w / 100 + part.x * kx : -part.x * kx
    const place = [mirrored ? -kx : kx, 0, 0, ky, right, -part.y * ky].map(fine).join(' ')
    const shown = this.shown(asset, address, natural)
    this.add(`<g clip-path="url(#${clip})">${edge}<g transform="matrix(${place})">${shown}</g></g>`)
    return true
  }

  /** The bytes of a picture stand in the text once. */
  private shown(asset: string, address: string, [w, h]: Placed['natural']): string {
    const before = this.placed.get(asset)
    if (before !== undefined) return `<use href="#picture-${before}"/>`
    const number = this.placed.size + 1
    this.placed.set(asset, number)
    const name = `id="picture-${number}"`
    return `<image ${name} width="${w}" height="${h}" preserveAspectRatio="none" href="${escaped(address)}"/>`
  }

  /** What an element is drawn with stands in one group, which carries its place. Opacity is each part's own, as on a canvas. */
  private add(part: string, drawn = true): void {
    const group = `<g transform="${this.place}">`
    if (group !== this.group) {
      this.close()
      this.group = group
      this.open = '</g>\n'
      this.parts.push(group)
    }
    const name = part.indexOf(' ')
    this.parts.push(
      drawn && this.strength < 100
        ? `${part.slice(0, name)} opacity="${this.strength / 100}"${part.slice(name)}`
        : part,
    )
  }

  private close(): void {
    this.parts.push(this.open)
    this.open = ''
    this.group = ''
  }

  private note(font: string, text: string): void {
    let letters = this.letters.get(font)
    if (letters === undefined) {
      letters = new Set()
      this.letters.set(font, letters)
    }
    for (const letter of text) letters.add(letter)
  }
}

/** A factor to six places: what is stretched by it may be thousands of pixels wide. */
const fine = (factor: number) => String(Math.round(factor * 1e6) / 1e6 + 0)

function pathOf(build: (to: Outline) => void): string {
  const outline = new SvgOutline()
  build(outline)
  return outline.text
}
