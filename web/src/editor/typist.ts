import type { Op, Props, Value } from '../board/types'
import { textIn, textNames } from '../elements/cells'
import type { Changes, ElementProps } from '../elements/element'
import { kindOf } from '../elements/kind-of'
import { defaultOf } from '../elements/props'
import { plain, type Words } from '../elements/words'
import type { BoardEditor } from './editor'
import { emptied, revived, saying } from './text-life'
import {
  beginText,
  committed,
  edited,
  propsOfText,
  rebased,
  type TextSession,
  textOps,
  tidyOps,
  typing,
} from './text-session'

/**
 * What is typed is committed after a pause of so many milliseconds, and at least so often while it goes on. While others are here
 * they see it grow sooner.
 */
const PACE = { pause: 350, longest: 1500 }
const TOGETHER = { pause: 120, longest: 250 }

/** Types into a text of the board: keeps the session, and commits it so that the others see it grow. */
export class Typist {
  private readonly editor: BoardEditor
  private current: TextSession | null = null
  private callOff: (() => void) | null = null
  private since = 0
  private busy = false
  /** The text as the board had it last: somebody may remove it while one types. */
  private kept: ElementProps | null = null
  /** The most that a text begun here has said, for undo to bring back; null for one that was there before. */
  private most: Words | null = null
  /** Others wrote while an input method was composing. */
  private behind = false
  /** An input method is composing: the text is not whole, and must not be touched. */
  composing = false

  /** Types for an editor from now on. */
  constructor(editor: BoardEditor) {
    this.editor = editor
    editor.typing.take(this)
  }

  /** The session, if one is typing. */
  get session(): TextSession | null {
    return this.current
  }

  /** The properties of the text as they are now, to lay the field over it. */
  get props(): ElementProps | undefined {
    if (this.current === null) return undefined
    const { finder } = this.editor
    const props = propsOfText(this.current, { element: (id) => finder.shown(id) })
    return props ?? (this.kept === null ? undefined : textIn(this.kept, this.current.cell))
  }

  begin(id: string, fresh: ElementProps | null, cell: string): void {
    this.end()
    const { client, newID } = this.editor
    const props = client.view.element(id)?.props
    const within = cell !== '' || props === undefined ? cell : (textNames(props)[0] ?? '')
    this.current = beginText(client.view, id, newID, fresh, this.dressed(id), within)
    this.kept = this.editor.client.view.element(id)?.props ?? null
    this.most = this.current.fresh === null ? null : plain('')
    this.composing = false
    this.behind = false
  }

  /** How the letters of a label that is begun here look: as the style says. */
  private dressed(id: string): Changes {
    const props = this.editor.client.view.element(id)?.props
    const lettering = props && kindOf(props).lettering
    if (props === undefined || lettering === undefined) return new Map()
    const { style } = this.editor.state
    const wanted = new Map<string, Value>([['font', style.font]])
    // Where letters fit themselves they begin as large as the kind has them.
    if (lettering.fitted === undefined) wanted.set('font-size', style['font-size'])
    return new Map([...wanted].filter(([name, value]) => value !== defaultOf(props, name)))
  }

  /** The field says this now; new letters have these marks, or those around. */
  type(text: string, marks?: string): void {
    if (this.current !== null) this.goOn(typing(this.current, text, marks))
  }

  /** Changes entries as the session's pen writes them. */
  edit(make: (session: TextSession) => Props): void {
    if (this.current !== null) this.goOn(edited(this.current, make(this.current)))
  }

  private goOn(next: TextSession): void {
    this.current = next
    if (this.most !== null && next.typed.length >= this.most.text.length) this.most = next.words
    if (this.behind && !this.composing) this.takeIn()
    const now = this.editor.parts.now()
    if (this.callOff === null) this.since = now
    this.callOff?.()
    const pace = this.editor.client.others.size === 0 ? PACE : TOGETHER
    const wait = Math.min(pace.pause, Math.max(0, this.since + pace.longest - now))
    this.callOff = this.editor.parts.after(wait, () => this.commit())
  }

  /** Commits what was typed and not told yet. */
  commit(): void {
    this.callOff?.()
    this.callOff = null
    if (this.current === null || this.busy || this.composing) return
    this.busy = true
    this.editor.commit(this.ops(this.current), this.current.step)
    this.busy = false
    if (this.current !== null) this.current = committed(this.current, this.editor.client.view)
    this.keep()
  }

  /** The board changed: what others wrote comes into the field, what is typed here stays. */
  changed(touched: ReadonlySet<string> | 'all'): void {
    if (this.current === null || this.busy || (touched !== 'all' && !touched.has(this.current.id))) return
    const props = this.editor.client.view.element(this.current.id)?.props
    if (props === undefined) this.commit()
    // Its row or column was taken away, and what stood there with it.
    else if (textIn(props, this.current.cell) === undefined) this.editor.endTyping()
    else if (this.composing) this.behind = true
    else this.takeIn()
  }

  private takeIn(): void {
    this.behind = false
    if (this.current !== null) this.current = rebased(this.current, this.editor.client.view)
    this.keep()
  }

  private keep(): void {
    if (this.current !== null) this.kept = this.editor.client.view.element(this.current.id)?.props ?? this.kept
  }

  /** What to commit now: a text that somebody removed comes back with the next letters typed into it. */
  private ops(session: TextSession): readonly Op[] {
    const { view } = this.editor.client
    if (this.kept === null || view.element(session.id) !== undefined) return textOps(session, view)
    return revived(session, this.kept, view)
  }

  /** Ends it: commits, and takes away a text that says nothing. Returns its id if it stays. */
  end(): string | null {
    const ended = this.current
    if (ended === null) return null
    this.composing = false
    this.commit()
    const said = this.current ?? ended
    this.current = null
    const element = this.editor.client.view.element(ended.id)
    if (element === undefined) return null
    if (said.cell !== '' || said.typed.trim() !== '' || kindOf(element.props).lettering !== undefined) {
      const { client } = this.editor
      const alone = client.session !== '' && client.others.size === 0
      this.editor.commit(tidyOps(said, client.view, alone), said.step)
      return said.id
    }
    const ops = emptied(element, this.editor.client.author)
    // Emptying a text that was there is one step with its removal; one begun here would leave undo nothing to bring back.
    if (this.most === null || this.most.text.trim() === '') this.editor.commit(ops, ended.step)
    else this.editor.commit(ops, this.editor.newID(), saying(element.props, this.most, said.pen))
    return null
  }
}
