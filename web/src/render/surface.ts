import { assetsOf } from '../assets/offer'
import { onPixels } from '../editor/camera'
import type { BoardEditor } from '../editor/editor'
import { onPresenting, presented } from '../editor/presenting'
import { forgetMeasures, onLettersWanted, setsIn } from '../elements/measure'
import type { Box } from '../geometry/box'
import type { Album } from './album'
import { askForLetters } from './fonts'
import { drawNames } from './frame-names'
import { HandOver } from './hands'
import { loadLetters } from './letters'
import { type Lifted, lifted } from './lifted'
import { LiveLayer } from './live'
import { type Look, sameLook } from './look'
import { Loop } from './loop'
import { Painters } from './painters'
import { forgetSheets } from './painting'
import { drawPaper, type Paper, paperOf } from './paper'
import { onPictures } from './pictures'
import { offerPlace } from './place'
import type { Playing } from './reels'
import { Relief } from './relief'
import { Scene } from './scene'
import type { FromShelf } from './worker/shelf'
import { startWorker } from './worker/start'
import type { WorkerLike } from './worker-painter'

/** While somebody else paints, one looks after them so often, in milliseconds. */
const WATCH = 200

/** The canvases of an editor in their host: what rests, paper and tiles, below; what moves on top. */
export class Surface {
  private readonly host: HTMLElement
  private readonly editor: BoardEditor
  private readonly canvas: HTMLCanvasElement
  private readonly context: CanvasRenderingContext2D
  private readonly painters: Painters
  private readonly relief: Relief
  private readonly scene: Scene
  private readonly live: LiveLayer
  private readonly loop: Loop
  private readonly handOver = new HandOver()
  private readonly ends: (() => void)[] = []
  private dpr = 1
  private drawn: { readonly look: Look; readonly paper: Paper } | null = null
  private cursor = ''
  private asleep = false
  /** Whether a worker has been asked for. */
  private helped = false
  /**
   * When the board has been painted that was there first, from the device or from the server: what can wait until it is seen. On a bare board that is
   * at once when it is known to be bare. A page that nobody sees paints nothing: whoever waits has an end of their own.
   */
  readonly shown: Promise<void>
  private show = () => {}
  private album: Promise<Album> | null = null
  private opened: Album | null = null

  /** `start` starts the worker that paints; tests give another. */
  constructor(host: HTMLElement, editor: BoardEditor, start: () => WorkerLike = startWorker) {
    this.host = host
    this.editor = editor
    this.canvas = document.createElement('canvas')
    this.canvas.style.cssText = 'position:absolute;left:0;top:0;pointer-events:none'
    this.context = this.canvas.getContext('2d', { alpha: false })!
    host.append(this.canvas)
    this.loop = new Loop((now) => this.frame(now))
    this.painters = new Painters({
      start,
      now: () => performance.now(),
      done: (job, picture) => {
        this.scene.done(job, picture)
        this.relief.painted()
      },
      ask: () => this.loop.ask(),
      fonts: () => this.letters(),
      pictures: (say) => this.hearOfPictures(say),
    })
    // The pictures that a worker has unpacked would have to be unpacked again.
    this.relief = new Relief(this.painters, editor.parts.after, () => this.opened === null)
    this.scene = new Scene(editor.finder, this.painters)
    this.shown = new Promise((resolve) => (this.show = resolve))
    offerPlace(editor, { scene: this.scene, host, doze: (asleep) => this.doze(asleep), asleep: () => this.asleep })
    this.live = new LiveLayer(host, editor)
    onPictures(() => void this.getAlbum().catch(() => {}))
    this.listen()
    askForLetters()
    this.resized()
  }

  /** Takes the canvases away. */
  close(): void {
    this.loop.stop()
    for (const end of this.ends) end()
    this.live.close()
    this.relief.close()
    this.painters.close()
    void this.album?.then((album) => album.close()).catch(() => {})
    this.host.replaceChildren()
  }

  private get look(): Look {
    const { camera, theme } = this.editor.state
    return { camera: onPixels(camera, this.dpr), theme, viewport: this.editor.viewport, dpr: this.dpr }
  }

  private listen(): void {
    const { editor, loop } = this
    this.ends.push(
      editor.watch({
        stale: (boxes) => this.spoiled(boxes),
        live: () => loop.ask(),
      }),
      editor.subscribe(() => loop.ask()),
      onPresenting(() => this.restored()),
      editor.client.on({ coming: () => this.getHelp() }),
    )
    const observer = new ResizeObserver(() => this.resized())
    observer.observe(this.host)
    this.ends.push(() => observer.disconnect())
    this.on(document.fonts, 'loadingdone', (event) => {
      // Those of what stands around the board change nothing on it.
      if ((event as FontFaceSetLoadEvent).fontfaces.some(setsIn)) this.fonts()
    })
    onLettersWanted(() => void loadLetters().then(() => this.fonts()))
    for (const canvas of [this.canvas, this.live.canvas]) this.on(canvas, 'contextrestored', () => this.restored())
    this.watchDensity()
  }

  private spoiled(boxes: Parameters<Scene['spoiled']>[0]): void {
    this.scene.spoiled(boxes)
    this.loop.ask()
  }

  /** Most boards have no pictures: what belongs to them is loaded when the first is to be drawn. */
  private getAlbum(): Promise<Album> {
    const { editor, painters } = this
    const stale = (boxes: readonly Box[]) => {
      for (const watcher of editor.watchers) watcher.stale(boxes)
    }
    const ask = () => this.loop.ask()
    this.album ??= import('./album').then(({ Album }) => {
      this.opened = new Album({ editor, painters, assets: assetsOf(editor.client), stale, ask })
      return this.opened
    })
    return this.album
  }

  private hearOfPictures(say: FromShelf | null): void {
    if (say === null) void this.album?.then((album) => album.hear(say)).catch(() => {})
    else
      void this.getAlbum()
        .then((album) => album.hear(say))
        .catch(() => {})
  }

  private on(target: EventTarget, type: string, listener: (event: Event) => void): void {
    target.addEventListener(type, listener)
    this.ends.push(() => target.removeEventListener(type, listener))
  }

  /** What the graphics held is gone, the pictures of the tiles with it. */
  private restored(): void {
    this.scene.lost()
    this.drawn = null
    this.loop.ask()
  }

  /** The page has more fonts, or the letters of one. */
  private fonts(): void {
    forgetMeasures()
    forgetSheets()
    this.painters.fontsLoaded()
    this.letters()
  }

  private letters(): void {
    this.scene.spoilWords()
    this.loop.ask()
  }

  /** The window may go to a screen of another density. */
  private watchDensity(): void {
    const query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`)
    const changed = () => {
      this.resized()
      this.watchDensity()
    }
    query.addEventListener('change', changed, { once: true })
    this.ends.push(() => query.removeEventListener('change', changed))
  }

  private resized(): void {
    const { clientWidth: w, clientHeight: h } = this.host
    this.dpr = Math.min(3, Math.max(1, devicePixelRatio || 1))
    for (const canvas of [this.canvas, this.live.canvas]) {
      canvas.width = Math.ceil(w * this.dpr)
      canvas.height = Math.ceil(h * this.dpr)
      canvas.style.width = `${canvas.width / this.dpr}px`
      canvas.style.height = `${canvas.height / this.dpr}px`
    }
    this.drawn = null
    this.editor.setViewport({ w, h })
    // Emptied canvases would flash until the next frame.
    this.frame(performance.now())
    this.loop.ask()
  }

  private frame(now: number): boolean {
    if (this.asleep) return false
    const { client } = this.editor
    const look = this.look
    const moving = lifted(this.editor, this.live.gestures(now))
    for (const id of this.handOver.landed(moving, client.view)) this.scene.landed(id)
    const playing = this.opened?.reels.playing(look, moving.ids, now) ?? null
    const without = playing === null || playing.ids.size === 0 ? moving.ids : new Set([...moving.ids, ...playing.ids])
    const painting = this.scene.frame(look, without, () => performance.now(), this.editor.busy)
    // Until all that is seen has been painted for the new theme, everything stays in the old one.
    const shown = { ...look, theme: this.scene.theme ?? look.theme }
    this.drawResting(shown)
    const busy = this.drawLive(moving, playing, shown, now)
    this.showCursor()
    const bare = this.editor.extent() === null
    // A board with something on it is worth a worker; the first frame, and what the hand does before it, go first.
    if (!bare) this.getHelp()
    if (client.state.kind !== 'loading' && !this.editor.finder.expects && (bare || this.scene.whole)) this.show()
    return painting || busy
  }

  private doze(asleep: boolean): void {
    this.asleep = asleep
    this.helped = asleep
    if (asleep) this.painters.rest()
    this.loop.ask()
  }

  private getHelp(): void {
    if (this.helped) return
    this.helped = true
    const timer = setTimeout(() => this.painters.begin())
    this.ends.push(() => clearTimeout(timer))
  }

  private drawLive(moving: Lifted, playing: Playing | null, shown: Look, now: number): boolean {
    const all = this.handOver.drawn(moving, this.scene, this.editor.finder)
    const drawn = playing === null ? all : all.filter(({ id }) => !playing.ids.has(id))
    const under = playing?.ids.size ? this.opened!.reels.painter(playing, this.scene.without) : null
    const busy = this.live.draw(drawn, shown, now, under)
    const next = this.painters.watching ? WATCH : Number.POSITIVE_INFINITY
    const frame = under === null ? next : this.opened!.reels.next(now)
    if (!busy) this.loop.askIn(Math.min(next, frame, this.live.next(now)))
    return busy
  }

  /** Only where the tool wants another one: while the paper is dragged, the input shows its own. */
  private showCursor(): void {
    const cursor = this.editor.cursor()
    if (cursor !== this.cursor) this.host.style.cursor = cursor
    this.cursor = cursor
  }

  private drawResting(look: Look): void {
    const paper = paperOf(this.editor.client.view)
    const { drawn } = this
    const same =
      drawn !== null &&
      sameLook(drawn.look, look) &&
      drawn.paper.paper === paper.paper &&
      drawn.paper.grid === paper.grid
    if (same && !this.scene.changed) return
    this.drawn = { look, paper }
    drawPaper(this.context, paper, look.camera, look.viewport, look.dpr, look.theme)
    this.scene.draw(this.context, look)
    if (presented(this.editor) === '') drawNames(this.context, this.editor.finder, look, this.scene.without)
  }
}
