import { toBoard } from '../editor/camera'
import { noticesOf } from '../editor/notices'
import { hitPixels } from '../editor/tool'
import type { Editor, Style } from '../editor/types'
import { string } from '../elements/props'
import { keyText } from '../words/keys'
import { say } from '../words/say'
import { openStyle } from './style-open'

/** How a pick that is going on is called off. */
let calledOff: (() => void) | null = null

/**
 * Takes the colour of the next element that is clicked, as the style of what is selected and of what comes next; with alt, its fill.
 * What is taken is the element's own colour, a token of the palette too, and not what a pixel looks like in this theme.
 */
export function pickColour(editor: Editor): void {
  calledOff?.()
  const board = document.getElementById('board')
  if (board === null) return
  openStyle('')
  const ended = new AbortController()
  const end = () => {
    ended.abort()
    board.classList.remove('is-picking')
    calledOff = null
  }
  calledOff = end
  board.classList.add('is-picking')
  noticesOf(editor).say(
    say('Take a colour'),
    say('Click what has it. With {alt} its fill is taken. {escape} ends.', {
      alt: keyText('alt'),
      escape: keyText('escape'),
    }),
  )
  const options = { capture: true, signal: ended.signal }
  addEventListener('pointerdown', (e) => taken(editor, board, e, end), options)
  addEventListener(
    'keydown',
    (e) => {
      if (e.key === 'Alt') return
      end()
      if (e.key !== 'Escape') return
      e.preventDefault()
      e.stopPropagation()
    },
    options,
  )
}

/** A press on the board takes; one beside it ends, and is what it would have been. */
function taken(editor: Editor, board: HTMLElement, e: PointerEvent, end: () => void): void {
  end()
  if (!(e.target instanceof Node) || !board.contains(e.target)) return
  e.preventDefault()
  e.stopPropagation()
  const change = styleAt(editor, board, e)
  if (change !== null) editor.setStyle(change)
}

function styleAt(editor: Editor, board: HTMLElement, e: PointerEvent): Partial<Style> | null {
  const { left, top } = board.getBoundingClientRect()
  const { camera } = editor.state
  const at = toBoard(camera, { x: e.clientX - left, y: e.clientY - top })
  const id = editor.finder.topmost(at, (hitPixels(e.pointerType !== 'mouse') * 100) / camera.zoom)
  const props = id === null ? undefined : editor.client.view.element(id)?.props
  if (props === undefined) return null
  if (!e.altKey) return { colour: string(props, 'colour') }
  const fill = string(props, 'fill')
  return fill === '' ? null : { fill, 'fill-style': string(props, 'fill-style') }
}
