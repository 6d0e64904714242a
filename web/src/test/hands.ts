import type { Element } from '../board/types'
import { Walker } from '../editor/bykeys/walker'
import { toBoard } from '../editor/camera'
import { commands } from '../editor/commands'
import { answersKey } from '../editor/commands/free'
import { lateCommands } from '../editor/commands/walk'
import { BoardEditor } from '../editor/editor'
import { Hold } from '../editor/hold'
import { commandFor } from '../editor/keys'
import type { Parts } from '../editor/parts'
import type { Pointer } from '../editor/tool'
import { Typist } from '../editor/typist'
import { rounded, screenPoint } from '../geometry/point'
import { tools } from '../tools'
import { type FakeClient, FakeRoom } from './fake-client'

type Keys = { readonly shift?: boolean; readonly alt?: boolean; readonly mod?: boolean }

/** Hands at an editor without a page: what a person does with a pointer and keys, at 100 % from the board's origin, in CSS pixels. */
export class Hands {
  readonly room: FakeRoom
  readonly client: FakeClient
  readonly editor: BoardEditor
  readonly typist: Typist
  readonly walker: Walker
  /** Milliseconds; only `wait` and the events themselves move it. */
  time = 0
  private timers: { at: number; run: () => void }[] = []
  private at = { x: 0, y: 0 }
  private held: Keys = {}
  private lastPress = { time: -1000, x: 0, y: 0, clicks: 0 }
  private ids = 0
  private readonly hold: Hold

  constructor(room = new FakeRoom(), author = 1, client = room.enter(author)) {
    this.room = room
    this.client = client
    const parts: Parts = {
      kit: { tools, commands: [...lateCommands, ...commands] },
      now: () => this.time,
      newID: () => `id-${author}-${String(this.ids++).padStart(8, '0')}`.replace(/^id/, 'i'),
      frame: (run) => this.later(16, run),
      after: (milliseconds, run) => this.later(milliseconds, run),
      motion: () => false,
    }
    this.editor = new BoardEditor(this.client, parts)
    this.walker = new Walker(this.editor)
    this.hold = new Hold(parts, (pointer) => this.editor.hand({ t: 'hold', ...pointer }))
    this.typist = new Typist(this.editor)
    this.editor.setViewport({ w: 1000, h: 800 })
    this.editor.setCamera({ x: 0, y: 0, zoom: 1 })
  }

  /** Another pair of hands at the same board. */
  another(author: number): Hands {
    return new Hands(this.room, author)
  }

  /** Everything on the board, in paint order. */
  get elements(): Element[] {
    return this.room.board.paintOrder().map((id) => this.room.board.element(id)!)
  }

  /** Lets time pass; what was to happen meanwhile happens. */
  wait(milliseconds: number): this {
    const end = this.time + milliseconds
    for (;;) {
      const next = this.timers.filter((t) => t.at <= end).sort((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      this.timers = this.timers.filter((t) => t !== next)
      this.time = next.at
      next.run()
    }
    this.time = end
    return this
  }

  press(x: number, y: number, keys: Keys = {}): this {
    this.at = { x, y }
    this.held = keys
    const again = this.time - this.lastPress.time < 450 && Math.hypot(x - this.lastPress.x, y - this.lastPress.y) < 8
    this.lastPress = { time: this.time, x, y, clicks: again ? this.lastPress.clicks + 1 : 1 }
    if (this.editor.state.editing !== null) this.editor.endTyping()
    this.editor.hand({ t: 'press', clicks: this.lastPress.clicks, ...this.pointer() })
    if (this.editor.tool.holds) this.hold.at(this.pointer())
    return this
  }

  move(x: number, y: number, keys: Keys = this.held): this {
    this.time += 8
    this.at = { x, y }
    this.held = keys
    this.editor.hand({ t: 'move', ...this.pointer() })
    if (this.editor.tool.holds && this.editor.busy) this.hold.at(this.pointer())
    return this
  }

  release(): this {
    this.hold.end()
    this.editor.hand({ t: 'release', ...this.pointer() })
    return this
  }

  click(x: number, y: number, keys: Keys = {}): this {
    return this.press(x, y, keys).release()
  }

  /** Presses, goes there in ten moves, releases. */
  drag(x: number, y: number, toX: number, toY: number, keys: Keys = {}): this {
    this.press(x, y, keys)
    for (let i = 1; i <= 10; i++) this.move(x + ((toX - x) * i) / 10, y + ((toY - y) * i) / 10)
    return this.release()
  }

  /** "mod+z", "v", "escape". */
  key(keys: string): this {
    const parts = keys.split('+')
    const key = parts.at(-1)!.replace('escape', 'Escape')
    const press = {
      key,
      code: /^\d$/.test(key) ? `Digit${key}` : '',
      shiftKey: parts.includes('shift'),
      altKey: parts.includes('alt'),
      ctrlKey: parts.includes('mod'),
      metaKey: false,
    }
    const { editor } = this
    const command = commandFor(press, editor.commands, editor.busy, (one) => answersKey(one, editor, false))
    if (command !== undefined) this.editor.run(command.id)
    return this
  }

  /** Types into the text that is open, so that it says this. */
  type(text: string): this {
    this.typist.type(text)
    return this
  }

  pointer(): Pointer {
    const { x, y } = this.at
    const { shift = false, alt = false, mod = false } = this.held
    const at = rounded(toBoard(this.editor.state.camera, { x, y }))
    return { at, screen: screenPoint(x, y), pressure: 50, pen: false, coarse: false, shift, alt, mod, time: this.time }
  }

  /** Calls once when so much time has passed; returns how to call it off. */
  later(milliseconds: number, run: () => void): () => void {
    const timer = { at: this.time + milliseconds, run }
    this.timers.push(timer)
    return () => {
      this.timers = this.timers.filter((t) => t !== timer)
    }
  }
}
