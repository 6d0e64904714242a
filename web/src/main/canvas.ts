import { newID } from '../board/ids'
import { BoardEditor } from '../editor/editor'
import { Input } from '../editor/input'
import type { Parts } from '../editor/parts'
import { TextOverlay } from '../editor/text-overlay'
import type { CreateEditor, Editor, Style } from '../editor/types'
import { pictureCommands } from '../export/commands'
import { fileCommands } from '../export/file-commands'
import { Surface } from '../render/surface'
import { tools } from '../tools'
import { chromeCommands } from '../ui/commands'
import { linkCommands } from './link-commands'
import { followSettings, keptSettings } from './settings'
import { keepStyle, keptStyle } from './style-kept'

const pageParts: Parts = {
  tools,
  commands: [...chromeCommands, ...linkCommands, ...pictureCommands, ...fileCommands],
  newID,
  now: () => performance.now(),
  frame(run) {
    const request = requestAnimationFrame(run)
    return () => cancelAnimationFrame(request)
  },
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds)
    return () => clearTimeout(timer)
  },
  motion: () => !matchMedia('(prefers-reduced-motion: reduce)').matches,
}

/** An editor with its canvases in the host, listening to the hand. */
class PageEditor extends BoardEditor {
  private readonly host: HTMLElement
  private readonly closing: { close(): void }[]
  private closed = false

  constructor(...[client, host]: Parameters<CreateEditor>) {
    super(client, { ...pageParts, settings: keptSettings(), style: keptStyle() })
    this.host = host
    this.closing = [
      { close: followSettings(this) },
      new Surface(host, this),
      new Input(host, this),
      new TextOverlay(host, this),
    ]
    pageParts.frame(() => void this.takeClipboard())
  }

  /** Pasting and copying come with the first frame: nobody has anything to copy before, and the first stroke need not wait for them. */
  private async takeClipboard(): Promise<void> {
    const { ClipboardEvents } = await import('../editor/clipboard-events')
    if (!this.closed)
      this.closing.push(new ClipboardEvents(this.host, this, async () => (await import('../export')).reader))
  }

  override setStyle(change: Partial<Style>): void {
    super.setStyle(change)
    keepStyle(change)
  }

  override run(commandID: string): void {
    // In the frame in which the window is resized nobody has been told yet (see render/surface.ts), and what is fitted would fit the old size.
    const { clientWidth: w, clientHeight: h } = this.host
    if (w !== this.viewport.w || h !== this.viewport.h) this.setViewport({ w, h })
    super.run(commandID)
  }

  override destroy(): void {
    this.closed = true
    super.destroy()
    for (const part of this.closing.toReversed()) part.close()
  }
}

/** Makes an editor for a board: the canvases go into the host, which must have a size and be positioned. */
export const createEditor: CreateEditor = (client, host): Editor => new PageEditor(client, host)
