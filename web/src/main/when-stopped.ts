import type { BoardClient } from '../sync/types'

/** Calls as often as the client has stopped for good with this code; also where it has already. */
export function whenStopped(client: BoardClient, code: string, run: () => void): void {
  const look = () => {
    const { state } = client
    if (state.kind === 'stopped' && state.code === code) run()
  }
  client.on({ state: look })
  look()
}
