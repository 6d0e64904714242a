import { isField } from './keyboard'

/** What a paste or a drop has brought. */
export type Brought = {
  readonly html: string
  readonly text: string
  readonly svg: string
  readonly files: readonly File[]
}

/** Where on the page something was dropped, in CSS pixels. */
export type DropPlace = Pick<MouseEvent, 'clientX' | 'clientY'>

/** Reads what an event brings: it can be read only while the event is on its way. */
export function broughtBy(from: DataTransfer): Brought {
  return {
    html: from.getData('text/html'),
    text: from.getData('text/plain'),
    svg: from.getData('image/svg+xml'),
    files: [...from.files],
  }
}

/** Keeps what is dropped or pasted before the part has come that takes it: left alone, a browser would leave the page for a file dropped on it. */
export class EarlyBrought {
  private readonly gone = new AbortController()
  private readonly kept: { readonly what: Brought; readonly at: DropPlace | null }[] = []

  /** `want`: that part is needed now. */
  constructor(host: HTMLElement, want: () => void) {
    const { signal } = this.gone
    const dragged = (e: DragEvent) => {
      e.preventDefault()
      want()
    }
    host.addEventListener('dragover', dragged, { signal })
    host.addEventListener(
      'drop',
      (e) => {
        dragged(e)
        if (e.dataTransfer !== null) this.kept.push({ what: broughtBy(e.dataTransfer), at: e })
      },
      { signal },
    )
    const paste = (e: ClipboardEvent) => {
      if (e.clipboardData === null || e.defaultPrevented || isField(e.target)) return
      e.preventDefault()
      want()
      this.kept.push({ what: broughtBy(e.clipboardData), at: null })
    }
    document.addEventListener('paste', paste, { signal })
  }

  /** Hands over what came, one after the other, and keeps nothing more. */
  async handTo(take: (what: Brought, at: DropPlace | null) => Promise<void>): Promise<void> {
    this.close()
    for (const { what, at } of this.kept.splice(0)) await take(what, at)
  }

  /** Listens no more. */
  close(): void {
    this.gone.abort()
  }
}
