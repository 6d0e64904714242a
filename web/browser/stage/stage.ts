import type { Op, Value } from '../../src/board/types'
import { onPixels, seen } from '../../src/editor/camera'
import { commands } from '../../src/editor/commands'
import { BoardEditor } from '../../src/editor/editor'
import type { Parts } from '../../src/editor/parts'
import type { Camera, Theme } from '../../src/editor/types'
import { kinds } from '../../src/elements'
import { chance } from '../../src/elements/chance'
import { kindOf, learn } from '../../src/elements/kind-of'
import { grown } from '../../src/geometry/box'
import { CanvasPen } from '../../src/render/canvas-pen'
import { drawPaper } from '../../src/render/paper'
import { Surface } from '../../src/render/surface'
import { startWorker } from '../../src/render/worker/start'
import type { WorkerLike } from '../../src/render/worker-painter'
import { FakeRoom } from '../../src/test/fake-client'
import { tools } from '../../src/tools'

/** A board in memory with the real editor and the real canvases, for tests of what is drawn: what the page shows beside a direct painting of it. */

const parts: Parts = {
  kit: { tools, commands },
  newID: () => `i${Math.random().toString(36).slice(2).padEnd(12, '0')}`,
  now: () => performance.now(),
  frame(run) {
    const request = requestAnimationFrame(run)
    return () => cancelAnimationFrame(request)
  },
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds)
    return () => clearTimeout(timer)
  },
  motion: () => false,
}

learn(kinds)

const colours = ['ink', 'red', 'green', 'blue', 'violet']
const fills = ['none', 'soft-red', 'soft-yellow', 'soft-blue', 'teal']

function props(roll: () => number, kind: string, x: number, y: number): Map<string, Value> {
  const of = (list: readonly string[]) => list[Math.floor(roll() * list.length)]!
  const p = new Map<string, Value>([
    ['kind', kind],
    ['at', [Math.round(x), Math.round(y)]],
    ['colour', of(colours)],
    ['opacity', roll() < 0.3 ? 50 : 100],
  ])
  if (kind === 'text') return p.set('text/p1', ['a0', 'Words on it', '']).set('font-size', 2000).set('font', 'sans')
  if (kind === 'stroke') {
    const points: number[] = []
    for (let i = 0; i < 50; i++) points.push(Math.round((roll() - 0.4) * 900), Math.round((roll() - 0.5) * 900), 50, 8)
    return p.set('points', points).set('thickness', 400)
  }
  p.set('size', [Math.round(2000 + roll() * 14_000), Math.round(2000 + roll() * 9000)]).set('fill', of(fills))
  if (roll() < 0.3) p.set('manner', 'hand').set('seed', 7)
  if (roll() < 0.3) p.set('angle', Math.round(roll() * 36_000))
  return p
}

/** How many workers have been started, and ended. */
const workers = { started: 0, ended: 0 }

function counted(worker: WorkerLike): WorkerLike {
  workers.started++
  const end = worker.terminate.bind(worker)
  worker.terminate = () => {
    workers.ended++
    end()
  }
  return worker
}

const silent: WorkerLike = { postMessage() {}, addEventListener() {}, terminate() {} }

/** Starts as many sorts of workers as there are ways to fail. */
const starts: { readonly [how: string]: () => WorkerLike } = {
  works: () => counted(startWorker()),
  none() {
    throw new Error('no workers here')
  },
  silent: () => counted({ ...silent }),
  breaks: () => counted(new Worker('/nothing-is-here.js', { type: 'module' }) as WorkerLike),
  /** Begins as it should, and then says nothing more. */
  hangs() {
    return counted({
      ...silent,
      addEventListener(type: string, listener: (event: never) => void) {
        if (type === 'message') setTimeout(() => listener({ data: { t: 'ready' } } as never))
      },
    })
  },
}

class Stage {
  readonly host = document.getElementById('board')!
  readonly room = new FakeRoom()
  readonly editor = new BoardEditor(this.room.enter(1), parts)
  readonly surface: Surface
  readonly workers = workers

  constructor(how: string) {
    this.surface = new Surface(this.host, this.editor, starts[how]!)
  }

  /** Puts so many elements of all kinds into a square of the board, in hundredths. */
  fill(n: number, x: number, y: number, side: number, seed = 1): void {
    const roll = chance(seed)
    const kinds = ['stroke', 'rectangle', 'ellipse', 'text', 'stroke', 'rectangle']
    const ops: Op[] = []
    for (let i = 0; i < n; i++) {
      const p = props(roll, kinds[i % kinds.length]!, x + roll() * side, y + roll() * side)
      p.set('order', `a${String(i).padStart(5, '0')}V`)
      ops.push({ op: 'put', id: `e${seed}-${String(i).padStart(8, '0')}`, props: p })
    }
    this.room.apply(2, ops)
  }

  look(camera: Camera): void {
    this.editor.setCamera(camera)
  }

  theme(theme: Theme): void {
    this.editor.setTheme(theme)
  }

  /** What another does to some of the elements. */
  apply(
    ops: readonly { readonly op: 'set' | 'remove'; readonly id: string; readonly props?: [string, Value][] }[],
  ): void {
    this.room.apply(
      2,
      ops.map(({ op, id, props: p }) => (op === 'set' ? { op, id, props: new Map(p) } : { op, id })),
    )
  }

  get ids(): string[] {
    return [...this.room.board.elements()].map(({ id }) => id)
  }

  /** What the page shows now: the canvases one upon the other. */
  shown(): HTMLCanvasElement {
    const canvases = [...this.host.querySelectorAll('canvas')]
    const { canvas, context } = blank(canvases[0]!.width, canvases[0]!.height)
    for (const one of canvases) if (one.style.display !== 'none') context.drawImage(one, 0, 0)
    return canvas
  }

  /** The same painted at once on one canvas. */
  direct(): HTMLCanvasElement {
    const { width, height } = this.host.querySelector('canvas')!
    const { canvas, context } = blank(width, height)
    const { state, viewport, finder } = this.editor
    const dpr = Math.min(3, Math.max(1, devicePixelRatio))
    const camera = onPixels(state.camera, dpr)
    drawPaper(context, { paper: 'dots', grid: 2000 }, camera, viewport, dpr, state.theme)
    const pen = new CanvasPen(context, camera, dpr, state.theme)
    const margin = 200 / state.camera.zoom
    for (const { props: p } of finder.painted(grown(seen(camera, viewport), margin))) kindOf(p).draw(p, pen)
    return canvas
  }

  /** The share of pixels in which the two differ clearly, and how much is drawn at all. */
  compared(): { readonly differ: number; readonly inked: number; readonly most: number } {
    const one = pixels(this.shown())
    const other = pixels(this.direct())
    const paper = [other[0]!, other[1]!, other[2]!]
    let differ = 0
    let inked = 0
    let most = 0
    for (let i = 0; i < one.length; i += 4) {
      let by = 0
      let ink = 0
      for (let c = 0; c < 3; c++) {
        by = Math.max(by, Math.abs(one[i + c]! - other[i + c]!))
        ink = Math.max(ink, Math.abs(one[i + c]! - paper[c]!))
      }
      if (by > 32) differ++
      if (ink > 8) inked++
      most = Math.max(most, by)
    }
    const all = one.length / 4
    return { differ: differ / all, inked: inked / all, most }
  }

  /** What differs where, in words: for whoever looks into a failure. */
  trouble(): string {
    const fonts = [...document.fonts].map(({ family, status }) => `${family} ${status}`).join(', ')
    return `${JSON.stringify(this.compared())} ${fonts} ${JSON.stringify(workers)}`
  }

  /** The colour of a pixel, in CSS pixels. */
  colourAt(x: number, y: number): string {
    const data = this.shown()
      .getContext('2d')!
      .getImageData(x * devicePixelRatio, y * devicePixelRatio, 1, 1).data
    return [...data.slice(0, 3)].join(' ')
  }

  /** Until nobody paints any more: all that is wanted here is there, the coarse picture of the whole board too. */
  async painted(): Promise<void> {
    for (let still = 0; still < 10; still++) {
      await new Promise((next) => requestAnimationFrame(next))
      // biome-ignore lint/complexity/useLiteralKeys: it is nobody else's business.
      if (this.surface['painters'].watching) still = 0
    }
  }

  /** The colours of a pixel, as they are shown, frame by frame: until it had so many different ones, and stayed for so many frames. */
  async watch(frames: number, x: number, y: number, different = 1): Promise<string[]> {
    const colours: string[] = []
    for (let stayed = 0; stayed < frames || new Set(colours).size < different; stayed++) {
      await new Promise((next) => requestAnimationFrame(() => setTimeout(next)))
      const colour = this.colourAt(x, y)
      if (colour !== colours.at(-1)) stayed = 0
      colours.push(colour)
    }
    return colours
  }
}

function blank(width: number, height: number) {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  return { canvas, context: canvas.getContext('2d', { alpha: false })! }
}

function pixels(canvas: HTMLCanvasElement): Uint8ClampedArray {
  return canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data
}

declare global {
  interface Window {
    stage: Stage
  }
}

window.stage = new Stage(new URLSearchParams(location.search).get('worker') ?? 'works')
