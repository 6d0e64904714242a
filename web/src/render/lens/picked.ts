import type { Finder } from '../../editor/finder'
import { type Look, sameLook } from '../look'
import { Painters } from '../painters'
import { Scene, type Scenery } from '../scene'

const nobody = () => {
  throw new Error('what a lens picks is painted by the page')
}

/** Some of a board's elements, painted on a canvas of their own as they look: in tiles, by the page, within what is left of each frame. */
export class Picked {
  readonly canvas = document.createElement('canvas')
  private readonly context = this.canvas.getContext('2d')!
  private readonly painters: Painters
  private readonly scene: Scene
  private drawn: Look | null = null

  constructor(finder: Finder, ids: () => ReadonlySet<string>, ask: () => void) {
    this.painters = new Painters({
      start: nobody,
      now: () => performance.now(),
      done: (job, picture) => this.scene.done(job, picture),
      ask,
      fonts: () => {},
    })
    this.scene = new Scene(pickedFrom(finder, ids), this.painters)
  }

  /** What is in these boxes is to be painted anew. */
  spoiled(boxes: Parameters<Scene['spoiled']>[0]): void {
    this.scene.spoiled(boxes)
  }

  /** Letters look different now. */
  spoilWords(): void {
    this.scene.spoilWords()
  }

  /** Works for a frame and draws; true where the next frame is wanted, too. `without`: not these. */
  frame(look: Look, without: ReadonlySet<string>): boolean {
    const busy = this.scene.frame(look, without, () => performance.now())
    if (this.drawn !== null && sameLook(this.drawn, look) && !this.scene.changed) return busy
    this.drawn = look
    this.context.setTransform(1, 0, 0, 1, 0, 0)
    this.context.clearRect(0, 0, this.canvas.width, this.canvas.height)
    this.scene.draw(this.context, look)
    return busy
  }

  /** The canvas has another size, and is empty. */
  resized(): void {
    this.drawn = null
  }

  close(): void {
    this.painters.close()
    this.canvas.remove()
  }
}

/** What a scene may know of a board of which it shows a part. */
function pickedFrom(finder: Finder, ids: () => ReadonlySet<string>): Scenery {
  return {
    extent: () => finder.extent(),
    painted: (box) => finder.painted(box).filter(({ id }) => ids().has(id)),
    bounds: (id) => finder.bounds(id),
    clip: (element) => finder.clip(element),
  }
}
