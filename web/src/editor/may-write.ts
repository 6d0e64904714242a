import type { BoardEditor } from './editor'

/** Whether nothing may be changed here: for viewers, in view mode, without a way back to the server, and on boards of a newer make. */
export function mayNotWrite({ client, state, finder }: BoardEditor): boolean {
  // The first state is made with this.
  return (
    (state as BoardEditor['state'] | undefined)?.viewing === true ||
    client.role === 'viewer' ||
    client.state.kind === 'stopped' ||
    finder.hasUnknown
  )
}
