import type { BoardClient } from '../sync/types'
import type { Assets } from './assets'

const offered = new WeakMap<BoardClient, () => Promise<Assets>>()

/** Says where the pictures of a board come from: loaded when they are first asked for, for most boards have none. */
export function offerAssets(client: BoardClient, open: () => Promise<Assets>): void {
  let opened: Promise<Assets> | undefined
  offered.set(client, () => {
    opened ??= open().catch((error: unknown) => {
      opened = undefined
      throw error
    })
    return opened
  })
}

/** The pictures of a board. Rejects where they cannot be loaded now. */
export async function assetsOf(client: BoardClient): Promise<Assets> {
  const open = offered.get(client)
  if (open === undefined) throw new Error('this board has no pictures')
  return open()
}
