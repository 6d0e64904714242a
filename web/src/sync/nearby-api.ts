import { at } from '../site/at'
import { json, problem, reach } from './api'

const PATIENCE = 15_000

/**
 * The addresses at which others reach the server, the likeliest first, with its base path and no slash at the end. It tells them to whoever sits at its own
 * machine only; anybody else gets none.
 */
export async function addressesNearby(): Promise<readonly string[]> {
  const response = await reach(at('/api/v1/nearby'), { signal: AbortSignal.timeout(PATIENCE) })
  if (!response.ok) throw await problem(response)
  return ((await json(response)) as { addresses: string[] }).addresses
}
