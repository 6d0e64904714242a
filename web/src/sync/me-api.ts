import { at } from '../site/at'
import { json, problem, reach } from './api'

/** What somebody may on this server, by its settings. `by`: who may make boards; `host`: what the application is called whose people come here, '' for none. */
export type Standing = {
  readonly create: boolean
  readonly by: 'anyone' | 'members' | 'admin'
  readonly admin: boolean
  readonly host: string
}

/** No request takes longer than this, in milliseconds. */
const PATIENCE = 15_000

/** What whoever looks at this page may; nobody has to be signed in. */
export const getStanding = (): Promise<Standing> => ask(at('/api/v1/me'), {})

/** Makes an admin of who is signed in, by the secret of a link that works once. It does not: ApiError `no_admin_link`. */
export const becomeAdmin = (secret: string): Promise<Standing> =>
  ask(at('/api/v1/me/admin'), {
    method: 'POST',
    body: JSON.stringify({ secret }),
    headers: { 'Content-Type': 'application/json' },
  })

async function ask(path: string, init: RequestInit): Promise<Standing> {
  const response = await reach(path, { ...init, signal: AbortSignal.timeout(PATIENCE) })
  if (!response.ok) throw await problem(response)
  return (await json(response)) as Standing
}
