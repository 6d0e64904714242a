import { encodeSlowly, NAME } from '../editor/clipboard-payload'
import type { Pace } from '../editor/pace'
import type { ElementProps } from '../elements/element'
import { drawName } from '../elements/frame-name'
import { linkOf } from '../elements/link'
import { drawWhole } from '../elements/link-mark'
import { type Room, roomColour } from '../elements/palette'
import type { Box } from '../geometry/box'
import { spacing, strength } from '../render/paper'
import { fontRules, fontsReady } from './fonts'
import { inside } from './pictures'
import type { Ground, Scope } from './scope'
import { units } from './svg-outline'
import { escaped, SvgPen } from './svg-pen'

/** How a picture is to look. */
export type Look = { readonly room: Room; readonly ground: Ground; readonly title: string }

/** The namespace of what we put into an SVG. */
const SPACE = 'urn:drawingroom'

/**
 * A picture as SVG that needs nothing from outside; it carries its elements, so that a board can take them up again.
 * `going` hears the share and says whether to go on; null where it does not. In parts, for the whole may be long.
 */
export async function svgOf(
  scope: Scope,
  look: Look,
  pace: Pace,
  going: (share: number) => boolean,
): Promise<readonly string[] | null> {
  const { box, drawn, carried } = scope
  await fontsReady(drawn)
  const pen = new SvgPen({ x: box.x, y: box.y }, look.room, await inside(drawn, scope.source))
  const body: string[] = []
  for (const [i, { id, props }] of drawn.entries()) {
    drawLinked(props, scope.clips.get(id) ?? null, pen, body)
    if (!pace.due) continue
    body.push(pen.take())
    await pace.turn()
    if (!going((i / drawn.length) * 0.8)) return null
  }
  for (const { id, props } of scope.named) pen.clipped(scope.clips.get(id) ?? null, () => drawName(props, pen))
  body.push(pen.take())
  const fonts = await fontRules(pen.letters)
  const payload = await encodeSlowly(await carried(pace), pace, (share) => going(0.8 + share * 0.2), scope.source)
  const [w, h] = [units(box.w), units(box.h)]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}">\n`,
    look.title === '' ? '' : `<title>${escaped(look.title)}</title>\n`,
    `<metadata><${NAME}:board xmlns:${NAME}="${SPACE}">`,
    payload,
    `</${NAME}:board></metadata>\n`,
    fonts === '' ? '' : `<style>${fonts}</style>\n`,
    groundOf(scope, look),
    ...(scope.clipped ? clipped(body, w, h) : body),
    '</svg>\n',
  ]
}

/** An element, within a link where it leads somewhere. */
function drawLinked(props: ElementProps, clip: Box | null, pen: SvgPen, body: string[]): void {
  const link = linkOf(props)
  if (link !== null) body.push(pen.take(), `<a href="${escaped(link)}" target="_blank" rel="noopener noreferrer">`)
  pen.clipped(clip, () => drawWhole(props, pen))
  if (link !== null) body.push(pen.take(), '</a>\n')
}

/** Cut off at the edges: browsers do that by themselves, but programs for drawing show what lies beyond. */
function clipped(body: readonly string[], w: string, h: string): readonly string[] {
  const clip = `<clipPath id="area"><rect width="${w}" height="${h}"/></clipPath>`
  return [`${clip}<g clip-path="url(#area)">\n`, ...body, '</g>\n']
}

/** The paper under everything. `name`: of its pattern, no other in the same file has it. */
export function groundOf({ box, paper }: Pick<Scope, 'box' | 'paper'>, { room, ground }: Look, name = 'paper'): string {
  if (ground === 'none') return ''
  const all = `width="${units(box.w)}" height="${units(box.h)}"`
  const plain = `<rect ${all} fill="${roomColour('paper', room)}"/>\n`
  if (ground === 'plain' || paper.paper === 'plain') return plain
  const apart = spacing(paper.grid, 1)
  const side = units(apart)
  const [x, y] = [units(first(box.x, apart)), units(first(box.y, apart))]
  const colour = roomColour(paper.paper === 'dots' ? 'dots' : 'lines', room)
  const down = `<rect width="${side}" height="1"/>`
  const across = `<rect width="1" height="${side}"/>`
  const mark = paper.paper === 'dots' ? '<rect width="2" height="2"/>' : paper.paper === 'lines' ? down : down + across
  // Dots lie about their place, lines below and beside it.
  const shift = paper.paper === 'dots' ? ` patternTransform="translate(-1 -1)"` : ''
  const pattern = `<pattern id="${name}" x="${x}" y="${y}" width="${side}" height="${side}" patternUnits="userSpaceOnUse"${shift}>`
  const opacity = Math.round(strength(apart, 1) * 1000) / 1000
  return `${plain}<defs>${pattern}<g fill="${colour}" opacity="${opacity}">${mark}</g></pattern></defs><rect ${all} fill="url(#${name})"/>\n`
}

/** Where the first dot or line lies from the left or top, in hundredths. */
function first(from: number, apart: number): number {
  return Math.ceil(from / apart) * apart - from
}
