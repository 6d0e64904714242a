import { fitted, seen, showing } from '../editor/camera'
import { noticesOf } from '../editor/notices'
import type { Editor } from '../editor/types'
import { say } from '../words/say'
import { addressOf, hashWith, type Place } from './address'

/** What is seen must have rested so long before the address says it, in milliseconds. Browsers allow about a hundred writes in half a minute. */
export const rest = 500

/** Goes where the address leads, and says in it where one is, once one has moved about or changed something: the same entry of the history, so that "back" leaves the board. */
export function followPlace(editor: Editor, kinds: Kinds = async () => {}): void {
  const moved = hasMoved()
  const go = () => {
    const address = addressOf(location)
    if (address.page === 'board' && address.place !== null) goTo(editor, address.place, moved, kinds)
  }
  go()
  addEventListener('hashchange', go)
  writePlace(editor, moved)
}

type Moved = () => boolean
/** Loads the kinds of elements that are not there yet. */
type Kinds = () => Promise<void>

/** Whether the person has done anything on the page: until then the board is shown as it comes. */
export function hasMoved(): Moved {
  let moved = false
  const gone = new AbortController()
  for (const type of ['pointerdown', 'wheel', 'keydown'])
    addEventListener(
      type,
      () => {
        moved = true
        gone.abort()
      },
      { capture: true, passive: true, signal: gone.signal },
    )
  return () => moved
}

/** Goes to a place; to elements as soon as they are there. */
export function goTo(editor: Editor, place: Place, moved: Moved, kinds: Kinds): void {
  if (place.to === 'view') {
    if (editor.viewport.w > 0) editor.setCamera(showing(place.box, editor.viewport))
    return
  }
  const show = () => {
    const there = place.ids.filter((id) => editor.client.view.element(id) !== undefined)
    if (there.length === 0 || editor.finder.expects) return false
    editor.select(there)
    editor.setCamera(fitted(editor.selectionBox(), editor.viewport))
    return true
  }
  if (show()) return
  // They come with the board, unless somebody has removed them.
  let going = true
  const again = () => {
    if (going && (moved() || show())) end()
  }
  const end = () => {
    going = false
    leave()
  }
  const leave = editor.client.on({
    changed: () => void kinds().then(again),
    state: async () => {
      if (editor.client.state.kind !== 'saved') return
      await kinds()
      if (!going) return
      end()
      if (!show())
        noticesOf(editor).say(say('Not here any more'), say('What this link leads to was removed from the board.'))
    },
  })
}

/** Writes another part behind # into the address: the same entry of the browser's history. */
export function writeHash(hash: string): void {
  if (hash !== location.hash) history.replaceState(history.state, '', `${location.pathname}${location.search}${hash}`)
}

function writePlace(editor: Editor, moved: Moved): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const write = () => {
    const box = seen(editor.state.camera, editor.viewport)
    writeHash(hashWith(location.hash, { to: 'view', box }))
  }
  editor.subscribe(({ camera }, before) => {
    if (camera === before.camera || !moved()) return
    clearTimeout(timer)
    timer = setTimeout(write, rest)
  })
  // Who draws without having moved about finds the drawing where it was, and not in the middle, however soon the page comes again.
  editor.history.on(() => moved() && write())
}
