import { X } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { toBoard } from '../editor/camera'
import { isField } from '../editor/keyboard'
import { giveSign } from '../editor/own-signs'
import { pointerPlace } from '../editor/pointer-place'
import type { Editor } from '../editor/types'
import { type SignFace, signFaces } from '../render/company/sign-faces'
import { SIGNS } from '../wire/company'
import { say } from '../words/say'
import { Hint, IconButton } from './button'

/** The signs in a row: a press, or its number, gives one at one's hand. It stays, so that one can give several. */
export function SignBar({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const bar = useRef<HTMLDivElement>(null)
  const give = (sign: string) => {
    giveSign(editor, sign, toBoard(editor.state.camera, pointerPlace(editor)), performance.now())
  }
  useKeys(give, onClose)
  useNearHand(editor, bar)
  return (
    <div ref={bar} className="sign-bar panel" role="toolbar" aria-label={say('Signs')}>
      {SIGNS.map((sign, i) => (
        <Hint key={sign} label={say(signFaces.get(sign)!.title)} keys={`${i + 1}`}>
          <button
            type="button"
            className="icon-button sign"
            aria-label={say(signFaces.get(sign)!.title)}
            // The focus stays where it is: the keys are the board's and the bar's.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => give(sign)}
          >
            <Sign face={signFaces.get(sign)!} />
          </button>
        </Hint>
      ))}
      <IconButton label={say('Close')} keys="escape" onClick={onClose}>
        <X />
      </IconButton>
    </div>
  )
}

function Sign({ face }: { face: SignFace }) {
  return (
    <svg
      className="sign-face"
      viewBox="0 0 24 24"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {face.parts.map(({ d, fill, line }) => (
        <path key={d} d={d} fill={fill ?? 'none'} stroke={line ?? 'none'} />
      ))}
    </svg>
  )
}

/** How far below the hand the bar opens, and what it keeps from the window's edge, in CSS pixels. */
const BELOW = 28
const EDGE = 12

/** A mouse has its bar near by; fingers have it where their thumbs are (company.css). */
function useNearHand(editor: Editor, bar: React.RefObject<HTMLDivElement | null>): void {
  useLayoutEffect(() => {
    const element = bar.current
    if (element === null || !matchMedia('(pointer: fine)').matches) return
    const { x, y } = pointerPlace(editor)
    const { w, h } = editor.viewport
    const { offsetWidth, offsetHeight } = element
    const below = y + BELOW + offsetHeight + EDGE <= h
    element.style.left = `${Math.max(EDGE, Math.min(x - offsetWidth / 2, w - offsetWidth - EDGE))}px`
    element.style.top = `${below ? y + BELOW : Math.max(EDGE, y - BELOW - offsetHeight)}px`
    element.classList.add('is-near')
  }, [editor, bar])
}

/** While the bar is there, numbers mean signs, not tools. */
function useKeys(give: (sign: string) => void, close: () => void): void {
  const now = useRef({ give, close })
  now.current = { give, close }
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (isField(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
      const sign = /^[1-9]$/.test(event.key) ? SIGNS[Number(event.key) - 1] : undefined
      if (sign !== undefined) now.current.give(sign)
      else if (event.key === 'Escape') now.current.close()
      else return
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    addEventListener('keydown', key, { capture: true })
    return () => removeEventListener('keydown', key, { capture: true })
  }, [])
}
