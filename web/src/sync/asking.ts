/**
 * By what the requests of this page say who asks. A page of our own has the browser's cookie for that. One in a frame of another site gets none: it shows
 * a token, and no cookie even where there would be one, so that what it does is never done in the name of whoever looks.
 */

let token: (() => Promise<string>) | null = null

/** Has every request of this page show a token from now on, in the place of the cookie. */
export function askByToken(source: () => Promise<string>): void {
  token = source
}

/** A request as it is sent. One that says itself what goes with it stays as it is. */
export async function asking(init: RequestInit): Promise<RequestInit> {
  if (token === null) return { credentials: 'same-origin', ...init }
  const headers = new Headers(init.headers)
  if (init.credentials === undefined && !headers.has('Authorization'))
    headers.set('Authorization', `Bearer ${await token()}`)
  return { ...init, credentials: 'omit', headers }
}

/** The headers of a request that is not a fetch. */
export async function askingHeaders(): Promise<readonly (readonly [name: string, value: string])[]> {
  return token === null ? [] : [['Authorization', `Bearer ${await token()}`]]
}
