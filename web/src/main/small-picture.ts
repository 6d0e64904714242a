import { leisurely } from '../editor/leisure'
import type { Editor } from '../editor/types'
import type { Room } from '../elements/palette'
import type { Box } from '../geometry/box'
import { paperOf } from '../render/paper'
import { getBoard } from '../sync/api'
import { sendThumbnail } from '../sync/shelf-api'
import type { BoardClient } from '../sync/types'

/** The size of a board's small picture, in pixels. */
const WIDTH = 640
const HEIGHT = 400

/** What the server takes of one, in bytes. */
const MOST = 512 * 1024

/** A board has come to rest when nothing has changed for so long, in milliseconds. */
const REST = 3_000
/** So much later, and up to twice that, a page looks after what others alone have drawn: their pages do it first. */
const OTHERS_REST = 20_000

/** A page sends no more than one small picture in so long, in milliseconds. */
const APART = 15_000

/**
 * Keeps the small picture of a board, which lists show, as the board is: some seconds after it has come to rest, and when the page is put aside. Whoever may draw
 * makes it, by the painting that exports have, while no hand is at work.
 */
export function keepSmallPicture(editor: Editor): () => void {
  const { client } = editor
  const keeper = new Keeper(editor)
  const off = [
    client.on({
      changed: () => keeper.due(client.state.kind !== 'saved'),
      struck: () => keeper.due(true),
    }),
    listen(document, 'visibilitychange', () => document.hidden && keeper.now()),
    listen(window, 'pagehide', () => keeper.now()),
  ]
  // Who cannot be asked now is asked with the next change.
  void keeper.begin().catch(() => {})
  return () => {
    keeper.stop()
    for (const end of off) end()
  }
}

function listen(target: EventTarget, type: string, run: () => void): () => void {
  target.addEventListener(type, run)
  return () => target.removeEventListener(type, run)
}

class Keeper {
  private readonly editor: Editor
  private timer: ReturnType<typeof setTimeout> | undefined
  private sent = 0
  private sentAt = Number.NEGATIVE_INFINITY
  private busy = false
  /** Whether something of one's own has come since the last. */
  private own = false

  constructor(editor: Editor) {
    this.editor = editor
  }

  /** A board that has none, or an old one, gets one although nobody changes it. */
  async begin(): Promise<void> {
    const { thumbnail } = await getBoard(this.editor.client.boardID)
    this.sent = Math.max(this.sent, thumbnail ?? 0)
    if (this.sent < this.editor.client.seq) this.due(true)
  }

  /** Something has changed, by oneself or by others: a picture is to be made after a rest, but not soon after the one before. */
  due(own: boolean): void {
    // What one has drawn oneself is not put off by what others do.
    if (this.timer !== undefined && !own) return
    this.own ||= own
    const rest = own ? REST : OTHERS_REST * (1 + Math.random())
    clearTimeout(this.timer)
    const now = performance.now()
    this.timer = setTimeout(() => this.now(), Math.max(rest, this.sentAt + APART - now))
  }

  now(): void {
    if (this.timer === undefined) return
    clearTimeout(this.timer)
    this.timer = undefined
    void this.make().catch(() => {})
  }

  stop(): void {
    clearTimeout(this.timer)
    this.timer = undefined
  }

  private async make(): Promise<void> {
    const { client } = this.editor
    if (!mayKeep(client) || client.seq <= this.sent) return
    // What waits is not yet the board's: a picture of it would say of a seq what it does not hold.
    if (client.state.kind !== 'saved' || this.busy) return this.due(this.own)
    this.busy = true
    try {
      const { seq } = client
      if (!this.own && ((await getBoard(client.boardID)).thumbnail ?? 0) >= seq) {
        this.sent = seq
        return
      }
      for (const theme of ['light', 'dark'] as const) {
        const png = await smallPicture(this.editor, theme, () => client.seq === seq)
        if (png === null) return this.due(this.own)
        if (!(await sendThumbnail(client.boardID, theme, seq, png))) return
      }
      this.sent = seq
      this.own = false
      this.sentAt = performance.now()
    } finally {
      this.busy = false
    }
  }
}

const mayKeep = ({ role }: BoardClient): boolean => role === 'editor' || role === 'owner'

/** The board in small on the paper of a theme; null where `going` said to stop. */
export async function smallPicture(editor: Editor, room: Room, going: () => boolean): Promise<Blob | null> {
  const [{ paintOn }, { scopeOf }, { sourceOf }] = await Promise.all([
    import('../export/png'),
    import('../export/scope'),
    import('../export/pictures'),
  ])
  const pace = leisurely(editor)
  const source = sourceOf(editor)
  const found = (await scopeOf(editor.finder, { of: 'all' }, pace, source)) ?? {
    drawn: [],
    clips: new Map<string, Box>(),
    named: [],
    carried: async () => [],
    box: { x: 0, y: 0, w: WIDTH * 100, h: HEIGHT * 100 },
    clipped: true,
    paper: paperOf(editor.finder.board),
    source,
  }
  const canvas = document.createElement('canvas')
  try {
    for (const share of [1, 0.5]) {
      const [w, h] = [WIDTH * share, HEIGHT * share]
      const { box, scale } = framed(found.box, w, h)
      const look = { room, ground: 'plain', title: '' } as const
      if (!(await paintOn(canvas, { ...found, box, clipped: true }, look, scale, pace, going)) || !going()) return null
      const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
      if (png !== null && png.size <= MOST) return png
    }
    return null
  } finally {
    // Gives the pixels back at once: some browsers wait long to do so.
    canvas.width = 0
    canvas.height = 0
  }
}

/** The part of a board that fills w by h pixels with a box in its middle, and its scale in pixels to a unit; what is small is not made larger than it is. */
export function framed(box: Box, w: number, h: number): { readonly box: Box; readonly scale: number } {
  const scale = Math.min(1, (w * 100) / Math.max(1, box.w), (h * 100) / Math.max(1, box.h))
  const [wide, high] = [(w * 100) / scale, (h * 100) / scale]
  return { box: { x: box.x + (box.w - wide) / 2, y: box.y + (box.h - high) / 2, w: wide, h: high }, scale }
}
