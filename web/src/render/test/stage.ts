import type { Value } from '../../board/types'
import { Hands } from '../../test/hands'
import { HandOver } from '../hands'
import { lifted } from '../lifted'
import type { Look } from '../look'
import { Painters } from '../painters'
import { Scene } from '../scene'
import { FakeWorker } from './fake-worker'

/** A surface without canvases: hands, the scene, and a worker that answers when the test says so. */
export class Stage {
  readonly hands = new Hands()
  readonly worker = new FakeWorker()
  readonly scene: Scene
  private readonly painters: Painters
  private readonly handOver = new HandOver()
  time = 0
  /** What the live layer drew in the last frame. */
  drawn: readonly string[] = []

  constructor() {
    this.painters = new Painters({
      start: () => this.worker,
      now: () => this.time,
      done: (job, picture) => this.scene.done(job, picture),
      ask: () => {},
      fonts: () => this.scene.spoilWords(),
    })
    this.scene = new Scene(this.hands.editor.finder, this.painters)
    this.hands.editor.watch({ stale: (boxes) => this.scene.spoiled(boxes), live: () => {} })
    this.painters.begin()
    this.worker.says({ t: 'ready' })
  }

  get look(): Look {
    const { state, viewport } = this.hands.editor
    return { camera: state.camera, viewport, dpr: 1, theme: state.theme }
  }

  /** One frame; nothing comes from the worker in it. */
  frame(): this {
    this.time += 16
    const moving = lifted(this.hands.editor)
    for (const id of this.handOver.landed(moving, this.hands.client.view)) this.scene.landed(id)
    this.scene.frame(this.look, moving.ids, () => this.time, this.hands.editor.busy)
    this.drawn = this.handOver.drawn(moving, this.scene, this.hands.editor.finder).map(({ id }) => id)
    return this
  }

  /** Frames until everything is painted. */
  settle(): this {
    for (let i = 0; i < 30; i++) {
      this.frame()
      this.worker.answersAll()
    }
    return this.frame()
  }

  /** Fills the window with so many rectangles: more than would be painted at once. */
  crowd(n: number, name = 'crowd', locked = false): this {
    const ops = Array.from({ length: n }, (_, i) => {
      const props = new Map<string, Value>([
        ['kind', 'rectangle'],
        ['at', [(i % 40) * 2000, Math.floor(i / 40) * 2000]],
        ['size', [1900, 1900]],
        ['fill', 'soft-red'],
        ['locked', locked],
        ['order', `a${String(i).padStart(4, '0')}`],
      ])
      return { op: 'put', id: `${name}-${String(i).padStart(6, '0')}`, props } as const
    })
    this.hands.room.apply(2, ops)
    return this.settle()
  }

  /** Tiles of the level shown, and what is wrong with them. */
  get wrong(): number {
    return [...this.scene.tiles.all()].filter((tile) => !tile.right).length
  }
}
