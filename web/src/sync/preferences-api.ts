import { at } from '../site/at'
import { ApiError, json, problem, reach } from './api'

/** The server's copy of what a person has chosen: whose, how often it was written (0: never), and what; only pages know what it means. */
type Copy = {
  readonly user: string
  readonly version: number
  readonly preferences: { readonly [name: string]: unknown }
}

const address = at('/api/v1/me/preferences')
/** No request takes longer than this, in milliseconds. */
const PATIENCE = 15_000

/** What is kept of who is signed in. */
export async function getPreferences(): Promise<Copy> {
  const response = await reach(address, { signal: AbortSignal.timeout(PATIENCE) })
  if (!response.ok) throw await problem(response)
  const { user, version, preferences } = (await json(response)) as Partial<Copy>
  if (
    typeof user === 'string' &&
    typeof version === 'number' &&
    typeof preferences === 'object' &&
    preferences !== null
  )
    return { user, version, preferences }
  throw new ApiError('unreachable', response.status, 'The server gave an answer that cannot be read.')
}

/** Writes over the version that was read, also while the page is being left; returns the new version. Another is there: ApiError `changed`. */
export async function putPreferences(copy: Copy): Promise<number> {
  const response = await reach(address, {
    method: 'PUT',
    body: JSON.stringify(copy),
    headers: { 'Content-Type': 'application/json' },
    keepalive: true,
    signal: AbortSignal.timeout(PATIENCE),
  })
  if (!response.ok) throw await problem(response)
  return ((await json(response)) as Copy).version
}
