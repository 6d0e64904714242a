import type { BoardEditor } from './editor'

/** Some tools are taken for as long as their key is held: once they were used meanwhile, the tool of before comes back. */
export class Spring {
  private readonly editor: BoardEditor
  private held: { readonly key: string; readonly before: string; used: boolean } | null = null

  constructor(editor: BoardEditor) {
    this.editor = editor
  }

  /** A key is about to do what it does. */
  down(key: string): void {
    if (this.held === null) this.held = { key, before: this.editor.state.tool, used: false }
  }

  /** The tool in the hand was used. */
  used(): void {
    if (this.held !== null) this.held.used = true
  }

  /** A key was let go. */
  up(key: string): void {
    const { held } = this
    if (held === null || held.key !== key) return
    this.held = null
    if (held.used && this.editor.tool.springs === true && held.before !== this.editor.state.tool)
      this.editor.setTool(held.before)
  }
}
