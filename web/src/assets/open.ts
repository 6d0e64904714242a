import { fetchAsset, hasAsset, sendAsset } from '../sync/asset-api'
import { IndexedDBAssetStore } from '../sync/asset-store'
import { pageClock } from '../sync/clock'
import type { BoardClient } from '../sync/types'
import { Assets } from './assets'

/** Opens the pictures of a board in this page, for a user; goes on with what an earlier page has left. */
export function openAssets(client: BoardClient, user: string): Assets {
  const { boardID } = client
  const assets = new Assets({
    store: new IndexedDBAssetStore(user, boardID),
    has: (asset) => hasAsset(boardID, asset),
    fetch: (asset) => fetchAsset(boardID, asset),
    fetchFrom: fetchAsset,
    send: (asset, bytes, going) => sendAsset(boardID, asset, bytes, going),
    clock: pageClock,
  })
  void assets.resume()
  let kind = client.state.kind
  client.on({
    state: () => {
      const before = kind
      kind = client.state.kind
      if (before === 'offline' && kind !== 'offline') assets.retry()
    },
  })
  addEventListener('online', () => assets.retry())
  addEventListener('beforeunload', (event) => {
    if (assets.atRisk) event.preventDefault()
  })
  return assets
}
