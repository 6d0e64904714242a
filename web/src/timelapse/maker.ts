import type { Area } from './areas'
import type { Easel } from './easel'

/** What makes a file of pictures, one after the other. */
export interface Maker {
  /**
   * Takes what is on the easel as what is seen from `at` to `at + lasts` (ms of the time-lapse). `changed`: where it is another than the picture before;
   * null for nowhere. Resolves when the next may come: no more pictures are kept than a few.
   */
  take(at: number, lasts: number, changed: Area | null): Promise<void>
  /** The file. */
  end(): Promise<Blob>
  /** Lets go of everything; nothing comes of it. */
  drop(): Promise<void>
}

/** Begins a file of what will be on an easel. */
export type Begins = (easel: Easel, rate: number) => Promise<Maker>

/** How a format of pictures is made. `rate`: pictures a second; `reads`: it asks for the pixels of each. */
export type Way = { readonly rate: number; readonly reads: boolean; readonly begin: Begins }
