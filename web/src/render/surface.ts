import { settingsID } from '../board/names'
import type { BoardEditor } from '../editor/editor'
import { forgetMeasures } from '../elements/measure'
import { number, string } from '../elements/props'
import { lifted } from './lifted'
import { LiveLayer } from './live'
import { Loop } from './loop'
import { drawPaper, type Paper } from './paper'
import type { Look } from './raster'
import { Scene } from './scene'

/** The canvases of an editor in their host: paper below, the resting scene over it, what moves on top. */
export class Surface {
  private readonly host: HTMLElement
  private readonly editor: BoardEditor
  private readonly paper: HTMLCanvasElement
  private readonly paperContext: CanvasRenderingContext2D
  private readonly scene: Scene
  private readonly live: LiveLayer
  private readonly loop: Loop
  private readonly ends: (() => void)[] = []
  private dpr = 1
  private paperDrawn = ''
  private cursor = ''

  constructor(host: HTMLElement, editor: BoardEditor) {
    this.host = host
    this.editor = editor
    this.paper = document.createElement('canvas')
    this.paper.style.cssText = 'position:absolute;left:0;top:0;pointer-events:none'
    this.paperContext = this.paper.getContext('2d', { alpha: false })!
    host.append(this.paper)
    this.scene = new Scene(host, editor.finder, this.look)
    this.live = new LiveLayer(host, editor)
    this.loop = new Loop((now) => this.frame(now))
    this.listen()
    this.resized()
  }

  /** Takes the canvases away. */
  close(): void {
    this.loop.stop()
    for (const end of this.ends) end()
    this.host.replaceChildren()
  }

  private get look(): Look {
    const { camera, theme } = this.editor.state
    return { camera, theme, viewport: this.editor.viewport, dpr: this.dpr }
  }

  private listen(): void {
    const { editor, loop } = this
    this.ends.push(
      editor.watch({
        stale: (boxes) => {
          this.scene.spoiled(boxes)
          loop.ask()
        },
        live: () => loop.ask(),
      }),
      editor.subscribe(() => loop.ask()),
    )
    const observer = new ResizeObserver(() => this.resized())
    observer.observe(this.host)
    this.ends.push(() => observer.disconnect())
    const fonts = () => {
      forgetMeasures()
      this.scene.spoiled('all')
      loop.ask()
    }
    document.fonts.addEventListener('loadingdone', fonts)
    this.ends.push(() => document.fonts.removeEventListener('loadingdone', fonts))
    this.watchDensity()
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
    for (const canvas of [this.paper, this.live.canvas]) {
      canvas.width = Math.ceil(w * this.dpr)
      canvas.height = Math.ceil(h * this.dpr)
      canvas.style.width = `${canvas.width / this.dpr}px`
      canvas.style.height = `${canvas.height / this.dpr}px`
    }
    this.paperDrawn = ''
    this.editor.setViewport({ w, h })
    // Emptied canvases would flash until the next frame.
    this.frame(performance.now())
    this.loop.ask()
  }

  private frame(now: number): boolean {
    this.drawPaper()
    const moving = lifted(this.editor)
    this.scene.lift(moving.ids)
    const painting = this.scene.frame(this.look, () => performance.now())
    const busy = this.live.draw(moving, this.dpr, now)
    if (!busy) this.loop.askIn(this.live.next(now))
    this.showCursor()
    return painting || busy
  }

  /** Only where the tool wants another one: while the paper is dragged, the input shows its own. */
  private showCursor(): void {
    const cursor = this.editor.cursor()
    if (cursor !== this.cursor) this.host.style.cursor = cursor
    this.cursor = cursor
  }

  private drawPaper(): void {
    const { camera, theme } = this.editor.state
    const paper = this.paperNow()
    const key = `${camera.x} ${camera.y} ${camera.zoom} ${theme} ${paper.paper} ${paper.grid}`
    if (key === this.paperDrawn) return
    this.paperDrawn = key
    drawPaper(this.paperContext, paper, camera, this.editor.viewport, this.dpr, theme)
  }

  private paperNow(): Paper {
    const props = this.editor.client.view.element(settingsID)?.props ?? new Map([['kind', 'board']])
    return { paper: string(props, 'paper'), grid: number(props, 'grid') }
  }
}
