import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { toBoard } from '../editor/camera'
import { endWords, say as speak } from '../editor/own-words'
import { pointerPlace } from '../editor/pointer-place'
import type { Editor } from '../editor/types'
import { rounded } from '../geometry/point'
import { MAX_CHAT } from '../wire/company'
import { say } from '../words/say'
import { colourClass } from './palette'

/** Where the line stands from the hand, in CSS pixels, and what it keeps from the window's edge. */
const BESIDE = { x: 14, y: 18 }
const EDGE = 12

/** A line at one's own hand: the others read it as it is typed. Enter begins the next one, Esc ends it. */
export function ChatLine({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const [line, setLine] = useState('')
  /** What was said with Enter, and can still be read. */
  const [before, setBefore] = useState('')
  const bubble = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => field.current?.focus(), [])
  useAtHand(editor, bubble)
  useEffect(() => () => endWords(editor), [editor])
  const me = editor.client.members.get(editor.client.session)
  const type = (words: string) => {
    setLine(words)
    speak(editor, words)
  }
  return (
    <div ref={bubble} className={`chat-line ${colourClass(me?.colour ?? 'teal')}`}>
      {/* As wide as what is written, so that the field is. */}
      <span className="chat-ghost" aria-hidden="true">
        {line || before || say('Say something')}
      </span>
      <input
        ref={field}
        className="chat-field"
        dir="auto"
        aria-label={say('Say something at your cursor. Enter begins the next line, Escape ends.')}
        placeholder={before || say('Say something')}
        maxLength={MAX_CHAT}
        autoComplete="off"
        value={line}
        onChange={(event) => type(event.target.value)}
        onBlur={onClose}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Escape') onClose()
          else if (event.key === 'Enter' && line.trim() !== '') {
            setBefore(line)
            setLine('')
          } else if (event.key === 'Enter') onClose()
          else return
          event.preventDefault()
          event.stopPropagation()
        }}
      />
    </div>
  )
}

/** Keeps the line beside the hand, and within the window; and tells the others where the hand is, which may never have moved. */
function useAtHand(editor: Editor, bubble: React.RefObject<HTMLDivElement | null>): void {
  useLayoutEffect(() => {
    const place = () => {
      const element = bubble.current
      if (element === null) return
      const { x, y } = pointerPlace(editor)
      const { w, h } = editor.viewport
      const { offsetWidth, offsetHeight } = element
      const left = Math.max(EDGE, Math.min(x + BESIDE.x, w - offsetWidth - EDGE))
      const top = Math.max(EDGE, Math.min(y + BESIDE.y, h - offsetHeight - EDGE))
      element.style.transform = `translate(${left}px, ${top}px)`
    }
    place()
    const { x, y } = rounded(toBoard(editor.state.camera, pointerPlace(editor)))
    editor.client.present({ cursor: [x, y] })
    const observer = new ResizeObserver(place)
    if (bubble.current !== null) observer.observe(bubble.current)
    addEventListener('pointermove', place, { passive: true })
    return () => {
      observer.disconnect()
      removeEventListener('pointermove', place)
    }
  }, [editor, bubble])
}
