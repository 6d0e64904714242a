import { at } from '../site/at'
import { json, problem, reach, type Session, type User } from './api'

/** Who a page in a frame of another site is: a guest of its own, whose session it is told, since it gets no cookie. */

/** A guest and the secret of their session, which is told this once. */
export type FramedGuest = { readonly user: User; readonly session: string }

/** No request takes longer than this, in milliseconds. */
const PATIENCE = 15_000

/** Makes a guest for this frame. */
export async function enterFramed(name: string, colour: string): Promise<FramedGuest> {
  return (await post('/guests', { name, colour, session: 'told' })) as FramedGuest
}

/** Who a session is of, with a token. It has ended, or never was: ApiError `sign_in`. */
export async function sessionBy(secret: string): Promise<Session> {
  const { user, token, lives } = (await post('/session', {}, { Authorization: `Bearer ${secret}` })) as {
    token: string
    lives: number
    user: User
  }
  return { user, token: { token, lives } }
}

async function post(path: string, body: Record<string, string>, headers: Record<string, string> = {}) {
  const response = await reach(at(`/api/v1${path}`), {
    method: 'POST',
    credentials: 'omit',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...headers },
    signal: AbortSignal.timeout(PATIENCE),
  })
  if (!response.ok) throw await problem(response)
  return json(response)
}
