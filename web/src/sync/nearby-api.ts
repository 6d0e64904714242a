import { at } from '../site/at'
import { json, problem, reach } from './api'

const PATIENCE = 15_000

/** How others reach the server. */
export type Nearby = {
  /** The likeliest first, with the server's base path and no slash at the end. */
  readonly addresses: readonly string[]
  /** The server listens for its own machine only, and no address of it is known that leads there from elsewhere. */
  readonly alone: boolean
}

/** How others reach the server. It tells that to whoever sits at its own machine only; anybody else gets no address. */
export async function nearby(): Promise<Nearby> {
  const response = await reach(at('/api/v1/nearby'), { signal: AbortSignal.timeout(PATIENCE) })
  if (!response.ok) throw await problem(response)
  const { addresses, alone } = (await json(response)) as { addresses: string[]; alone?: true }
  return { addresses, alone: alone === true }
}
