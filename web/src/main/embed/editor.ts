import type { Kit } from '../../editor/kit'
import type { EmbedOptions } from '../../embed/options'
import type { BoardClient } from '../../sync/types'
import { hand } from '../../tools/hand'
import { PageEditor } from '../canvas'

/** The canvas of a board in a frame: with the tools that its address names, or to be looked at only. */
export class EmbedEditor extends PageEditor {
  readonly #options: EmbedOptions

  constructor(client: BoardClient, host: HTMLElement, options: EmbedOptions) {
    super(client, host)
    this.#options = options
    if (options.mode === 'edit') return
    this.setViewing(true)
    this.setTool(hand.id)
  }

  protected override async wholeKit(): Promise<Kit> {
    if (this.#options.mode === 'view') {
      const { cameraCommands } = await import('../../editor/commands/camera')
      return { tools: [hand], commands: cameraCommands }
    }
    return (await import('./kit')).kitFor(this.#options)
  }

  /** The first tool of the address is in the hand. */
  async takeFirst(): Promise<void> {
    const [first] = this.#options.tools ?? []
    await this.whole
    if (this.#options.mode === 'edit' && first !== undefined) this.setTool(first)
  }

  /** Those that have a button: none where one only looks. */
  async shownTools(): Promise<Kit['tools']> {
    const { mode, tools: named } = this.#options
    if (mode === 'view' || named?.length === 0) return []
    const { tools } = await this.wholeKit()
    return tools.filter(({ id }) => named === null || named.includes(id))
  }
}
