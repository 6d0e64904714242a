import type { View } from '../wire/messages'
import { showing } from './camera'
import { followed } from './following'
import { presented } from './presenting'
import type { Camera, Editor } from './types'

/** What came of a call: one is there, with a way back; or is asked first. */
export type Answer =
  | { readonly is: 'brought'; readonly session: string; readonly home: Camera }
  | { readonly is: 'asked'; readonly session: string; readonly view: View }

/** What a call is answered with. */
export type Around = {
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number
  /** Calls after so many milliseconds; the result calls it off. */
  readonly after: (milliseconds: number, run: () => void) => () => void
  /** Whether the person is at something beside the board, as a field or a dialog. */
  readonly elsewhere: () => boolean
  readonly answer: (answer: Answer) => void
}

/** A stroke is waited for so long, and looked at so often, in milliseconds; who is longer at it is asked. */
const STROKE = 3_000
const LOOK = 50
/** Nobody is brought anywhere more often than this, in milliseconds: they are asked instead. */
const APART = 15_000

/** Goes where a call leads. */
export function obey(editor: Editor, [x, y, w, h]: View): void {
  editor.setCamera(showing({ x, y, w, h }, editor.viewport), true)
}

/**
 * Answers calls of others: brings one there at once, but never out of a stroke, a text, a dialog or a presentation of one's own, and not
 * again and again. Whoever goes along with the caller already has nothing to be told.
 */
export class Calls {
  private readonly editor: Editor
  private readonly around: Around
  private readonly leave: () => void
  private last = Number.NEGATIVE_INFINITY
  private callOff: (() => void) | null = null

  constructor(editor: Editor, around: Around) {
    this.editor = editor
    this.around = around
    this.leave = editor.client.on({ called: (session, view) => this.called(session, view) })
  }

  /** Hears no more. */
  close(): void {
    this.leave()
    this.callOff?.()
  }

  private called(session: string, view: View): void {
    this.callOff?.()
    if (!this.editor.client.others.has(session) || followed(this.editor) === session) return
    this.decide(session, view, this.around.now() + STROKE)
  }

  /** At once, or when the hand has let go of a stroke. */
  private decide(session: string, view: View, until: number): void {
    const { editor, around } = this
    const now = around.now()
    if (editor.busy && now < until && now - this.last >= APART) {
      this.callOff = around.after(LOOK, () => this.decide(session, view, until))
      return
    }
    const busy = editor.busy || editor.state.editing !== null || presented(editor) !== ''
    if (busy || now - this.last < APART || around.elsewhere()) {
      around.answer({ is: 'asked', session, view })
      return
    }
    this.last = now
    const home = editor.heading
    obey(editor, view)
    around.answer({ is: 'brought', session, home })
  }
}
