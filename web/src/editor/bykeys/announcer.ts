import type { Op } from '../../board/types'
import { sayCount } from '../../words/count'
import { say } from '../../words/say'
import type { BoardEditor } from '../editor'
import { deedWords } from './deeds'
import { calledOut } from './names'
import type { Walker } from './walker'

/** What happens within so many milliseconds is said in one breath: a key that is held down, what is made and then selected. */
const BREATH = 250

/** Says what one does oneself, and what one has selected. */
export class Announcer {
  private readonly editor: BoardEditor
  private readonly walker: Walker
  private readonly tell: (sentence: string) => void
  private readonly ends: readonly (() => void)[]
  private deed = ''
  private chosen = false
  private tool = false
  private callOff: (() => void) | null = null

  constructor(editor: BoardEditor, walker: Walker, tell: (sentence: string) => void) {
    this.editor = editor
    this.walker = walker
    this.tell = tell
    this.ends = [
      editor.subscribe((now, then) => {
        if (now.selection !== then.selection) this.chosen = true
        if (now.tool !== then.tool) this.tool = true
        if (this.chosen || this.tool) this.soon()
      }),
      editor.watch({
        stale: () => {},
        live: () => {},
        doing: (ops, way) => this.did(ops, way),
      }),
    ]
  }

  /** Says nothing more. */
  close(): void {
    this.callOff?.()
    for (const end of this.ends) end()
  }

  /** Says what is selected, once more. */
  again(): void {
    this.chosen = true
    this.soon()
  }

  private did(ops: readonly Op[], way: 'undo' | 'redo' | undefined): void {
    // Who types hears the letters from the field.
    if (this.editor.state.editing !== null) return
    const deed = deedWords(this.editor.client.view, ops, way === 'undo')
    if (deed === '') return
    this.deed =
      way === undefined ? deed : way === 'undo' ? say('Undone: {deed}', { deed }) : say('Done again: {deed}', { deed })
    this.soon()
  }

  private soon(): void {
    this.callOff?.()
    this.callOff = this.editor.parts.after(BREATH, () => this.speak())
  }

  private speak(): void {
    this.callOff = null
    // In the midst of a gesture much is selected and let go again.
    if (this.editor.busy) {
      this.soon()
      return
    }
    const lines = [this.deed, this.tool ? this.toolWords() : '', this.chosen ? this.selectionWords() : '']
    this.deed = ''
    this.tool = false
    this.chosen = false
    const said = lines.filter(Boolean)
    if (said.length > 0) this.tell(said.join('. '))
  }

  private toolWords(): string {
    const { tool } = this.editor
    return this.editor.state.tool === 'select' ? '' : say('Tool: {name}', { name: say(tool.title) })
  }

  private selectionWords(): string {
    const { editor, walker } = this
    const { selection, editing } = editor.state
    if (editing !== null) return ''
    if (selection.size === 0) return editor.state.tool === 'select' ? say('Nothing selected') : ''
    if (selection.size > 1) return sayCount('{n} selected', '{n} selected', selection.size)
    const { at } = walker
    const name = calledOut(editor.client.view, at, editor.finder.shown(at)?.props)
    const place = walker.placeOf(at)
    return place === null ? name : say('{name}, {n} of {all}', { name, ...place })
  }
}
