import type { Assets } from '../assets/assets'
import { assetsOf } from '../assets/offer'
import { hasAsset } from '../sync/asset-api'
import type { BoardClient } from '../sync/types'

/**
 * Brings pictures of a board to another one, each by its hash. Resolves when the server has them: how many there were that nobody has, or that
 * it does not take. Without a connection it waits for one; rejects with the signal's reason.
 */
export async function copyPictures(
  client: BoardClient,
  to: Assets,
  pictures: readonly string[],
  told: (share: number) => void,
  signal: AbortSignal,
): Promise<number> {
  if (pictures.length === 0) return 0
  const from = await assetsOf(client)
  let missing = 0
  const off = to.on({ refused: () => missing++ })
  try {
    for (const [i, asset] of pictures.entries()) {
      const bytes = await bytesOf(from, client.boardID, asset, signal)
      if (bytes === null) missing++
      else await to.add(bytes, '')
      told((i + 1) / pictures.length)
    }
    await uploaded(to, signal)
  } finally {
    off()
  }
  return missing
}

/** The bytes of a picture, however long they are on their way; null where nobody has them. */
async function bytesOf(from: Assets, board: string, asset: string, signal: AbortSignal): Promise<Blob | null> {
  for (;;) {
    signal.throwIfAborted()
    // Listened to before it is asked: what comes meanwhile is told once.
    const come = told<string>(
      signal,
      (heard) => from.on({ there: heard }),
      (one) => one === asset,
    )
    come.catch(() => {})
    const bytes = await from.bytesOf(asset)
    if (bytes !== null || !(await hasAsset(board, asset).catch(() => true))) return bytes
    await come
  }
}

/** Resolves when nothing waits to be uploaded. */
function uploaded(assets: Assets, signal: AbortSignal): Promise<void> {
  let waiting = 0
  const off = assets.on({ uploading: (state) => (waiting = state.waiting) })
  off()
  if (waiting === 0) return Promise.resolve()
  return told<number>(
    signal,
    (heard) => assets.on({ uploading: (state) => heard(state.waiting) }),
    (left) => left === 0,
  )
}

/** Resolves when something is told that is waited for; rejects with the signal's reason. */
function told<T>(
  signal: AbortSignal,
  listen: (heard: (what: T) => void) => () => void,
  awaited: (what: T) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    const off = listen((what) => {
      if (!awaited(what)) return
      // The first may be told before there is a way to end.
      queueMicrotask(() => off())
      signal.removeEventListener('abort', stop)
      resolve()
    })
  })
}
