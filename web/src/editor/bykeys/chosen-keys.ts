import { lateCommands } from '../commands/walk'
import type { BoardEditor } from '../editor'
import { keyed } from '../keymaps'
import type { Kit } from '../kit'

/** Gives tools and commands the keys that the person has chosen, and brings the commands of who works by keys. */
export class ChosenKeys {
  private readonly leave: () => void

  constructor(editor: BoardEditor, { tools, commands }: Kit) {
    const whole = [...lateCommands, ...commands]
    const fitOut = () => {
      const { settings } = editor.state
      editor.fitOut({
        tools: keyed(tools, ({ id }) => `tool-${id}`, settings),
        commands: keyed(whole, ({ id }) => id, settings),
      })
    }
    this.leave = editor.subscribe(({ settings: now }, { settings: then }) => {
      if (now.keymap !== then.keymap || now.singleKeys !== then.singleKeys) fitOut()
    })
    fitOut()
  }

  /** Follows the settings no more. */
  close(): void {
    this.leave()
  }
}
