import { useEffect } from 'react'
import { SELECT } from '../editor/step-back'
import type { OpenHistory } from './history-offered'

type Act = (history: OpenHistory) => void

/** What keys do while the past is shown. */
const keys: { readonly [key: string]: Act } = {
  ' ': ({ player }) => (player.moment.playing ? player.pause() : player.play()),
  ArrowLeft: ({ player }) => player.stand(player.moment.changes - 1),
  ArrowRight: ({ player }) => player.stand(player.moment.changes + 1),
  Home: ({ player }) => player.stand(player.film.first),
  End: ({ player }) => player.stand(player.film.length),
  '+': ({ editor }) => editor.run('zoom-in'),
  '=': ({ editor }) => editor.run('zoom-in'),
  '-': ({ editor }) => editor.run('zoom-out'),
  '!': ({ editor }) => editor.run('zoom-fit'),
  h: ({ editor }) => editor.setTool('hand'),
  v: ({ editor }) => editor.setTool(SELECT),
}

/** Keys that whoever has the focus needs. */
const left = new Set(['Tab', 'Enter', 'ArrowUp', 'ArrowDown'])

/** Whether somebody types there: every key is theirs, Escape too. */
const types = (target: EventTarget | null): boolean => target instanceof HTMLInputElement && target.type === 'text'

/** Keys go to the past, and none to the board of now, which lies under it. */
export function useHistoryKeys(history: OpenHistory | null, onClose: () => void): void {
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLSelectElement || types(event.target)) return
      event.stopPropagation()
      if (left.has(event.key)) return
      const pressed = event.target instanceof HTMLButtonElement && event.key === ' '
      if (event.key === 'Escape') {
        // What is selected is let go of first.
        if (history !== null && history.editor.state.selection.size > 0) history.editor.select([])
        else onClose()
      } else if (pressed || event.ctrlKey || event.metaKey || event.altKey) return
      else if (history !== null && keys[event.key] !== undefined) keys[event.key]!(history)
      else return
      event.preventDefault()
    }
    addEventListener('keydown', key, { capture: true })
    return () => removeEventListener('keydown', key, { capture: true })
  }, [history, onClose])
}
