import { commands } from '../editor/commands'
import { BoardEditor } from '../editor/editor'
import { tools } from '../tools'
import type { LaggingClient, LaggingRoom } from './lagging-room'

/** Somebody at the lagging room, with an editor in their hands. */
export class LaggingPerson {
  readonly client: LaggingClient
  readonly editor: BoardEditor
  private time = 0

  constructor(room: LaggingRoom, author: number, newID: () => string) {
    this.client = room.enter(author)
    this.editor = new BoardEditor(this.client, {
      kit: { tools, commands },
      now: () => (this.time += 2000),
      newID,
      frame: () => () => {},
      after: () => () => {},
      motion: () => false,
    })
    this.editor.setViewport({ w: 1000, h: 800 })
    this.client.on({ beneath: (lain) => this.editor.history.beneath(lain) })
  }
}
