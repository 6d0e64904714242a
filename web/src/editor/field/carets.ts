import type { Element } from '../../board/types'
import { textIn, textNames } from '../../elements/cells'
import type { ElementProps } from '../../elements/element'
import { measure } from '../../elements/measure'
import { colourOf, roomColour } from '../../elements/palette'
import { number } from '../../elements/props'
import { lineLeft } from '../../elements/text-layout'
import { indexOf, type Letter } from '../../elements/text-letters'
import { runsOf } from '../../elements/text-runs'
import { wordsOf } from '../../elements/words'
import { carriesWords, linesBox, setIn, turnsAbout } from '../../elements/writing'
import type { Box } from '../../geometry/box'
import { turned } from '../../geometry/point'
import type { Other } from '../../sync/types'
import { toScreen } from '../camera'
import { caretIn, lineAt } from '../caret'
import type { BoardEditor } from '../editor'

type Shown = {
  readonly node: HTMLElement
  /** What its places were worked out of. */
  of: readonly unknown[]
  places: Places | null
  told: string
}

/** Shows where others type: a caret in their colour with their name, and what they have marked. */
export class OthersCarets {
  private readonly host: HTMLElement
  private readonly editor: BoardEditor
  private readonly shown = new Map<string, Shown>()

  constructor(host: HTMLElement, editor: BoardEditor) {
    this.host = host
    this.editor = editor
  }

  /** Takes them away. */
  close(): void {
    for (const { node } of this.shown.values()) node.remove()
    this.shown.clear()
  }

  /** Shows them as they are now. */
  follow(): void {
    const { others } = this.editor.client
    for (const [session, { node }] of this.shown) {
      if (others.get(session)?.caret !== undefined) continue
      node.remove()
      this.shown.delete(session)
    }
    for (const [session, other] of others) if (other.caret !== undefined) this.lay(session, other)
  }

  private lay(session: string, other: Other): void {
    const element = this.editor.client.view.element(other.caret![0])
    const now = this.shown.get(session) ?? { node: made(), of: [], places: null, told: '' }
    const of = [element, other.caret, measure()]
    if (of.some((one, i) => one !== now.of[i])) {
      now.places = element === undefined ? null : placesOf(element, other)
      now.of = of
    }
    const { places } = now
    this.shown.set(session, now)
    if (!now.node.isConnected) this.host.append(now.node)
    now.node.hidden = places === null
    if (places === null) return
    const { camera, theme } = this.editor.state
    const { x, y } = toScreen(camera, places.corner)
    now.node.style.transform = `translate(${x}px,${y}px) rotate(${places.angle / 100}deg) scale(${camera.zoom})`
    now.node.style.setProperty('--own', colourOf(other.member.colour, theme) ?? roomColour('accent', theme))
    now.node.style.setProperty('--far', String(1 / camera.zoom))
    const told = JSON.stringify([places, other.member.name])
    if (told === now.told) return
    now.told = told
    now.node.replaceChildren(...places.marked.map(ground), caret(places.caret, other.member.name))
  }
}

/** Where a caret and what is marked lie, from the corner of the lines they are in. */
type Places = {
  readonly corner: { readonly x: number; readonly y: number }
  readonly angle: number
  readonly caret: Box
  readonly marked: readonly Box[]
}

function placesOf(element: Element, other: Other): Places | null {
  if (!carriesWords(element.props)) return null
  const [, fromRun, fromAt, run, at] = other.caret!
  const place = placeIn(element.props, { run, at })
  if (place === null) return null
  const { props, runs, index: here } = place
  const began = fromRun === place.cell ? 0 : indexOf(runs, { run: fromRun, at: fromAt })
  if (began === null) return null
  const set = setIn(props, wordsOf(runs))
  const { x, y, w } = linesBox(props, set)
  const own = lineAt(set, here)
  const left = (line: typeof own, index: number) => lineLeft(props, line, w) + caretIn(set, line, index)
  const caret = { x: left(own, here), y: own.y, w: 0, h: own.h }
  const marked: Box[] = []
  const [from, to] = [Math.min(here, began), Math.max(here, began)]
  for (const line of from === to ? [] : set.lines) {
    if (line.to < from || line.from > to) continue
    const [a, b] = [left(line, Math.max(from, line.from)), left(line, Math.min(to, line.to))]
    marked.push({ x: Math.min(a, b), y: line.y, w: Math.abs(b - a), h: line.h })
  }
  const angle = number(props, 'angle')
  return { corner: turned({ x, y }, turnsAbout(props, set), angle), angle, caret, marked }
}

/** Where a letter is: in which of an element's texts, and its index there. Before all letters of a cell the place is the cell's name. */
function placeIn(props: ElementProps, letter: Letter) {
  for (const cell of textNames(props)) {
    const text = textIn(props, cell)
    if (text === undefined) continue
    const runs = runsOf(text)
    const index = letter.run === cell ? 0 : indexOf(runs, letter)
    if (index !== null) return { cell, props: text, runs, index }
  }
  return null
}

function made(): HTMLElement {
  const node = document.createElement('div')
  node.className = 'others-caret'
  node.setAttribute('aria-hidden', 'true')
  return node
}

function ground({ x, y, w, h }: Box): HTMLElement {
  const node = document.createElement('i')
  node.style.cssText = `left:${x / 100}px;top:${y / 100}px;width:${w / 100}px;height:${h / 100}px`
  return node
}

function caret({ x, y, h }: Box, name: string): HTMLElement {
  const node = document.createElement('b')
  node.style.cssText = `left:${x / 100}px;top:${y / 100}px;height:${h / 100}px`
  const flag = document.createElement('span')
  flag.textContent = name
  node.append(flag)
  return node
}
