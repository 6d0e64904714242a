/** What an address of ours names. `secret`: of a link that was followed. */
export type Address =
  | { readonly page: 'start' }
  | { readonly page: 'board'; readonly id: string; readonly secret: string | null }

/** Reads `/b/{id}#k={secret}`; everything else is the start page. */
export function addressOf(location: { readonly pathname: string; readonly hash: string }): Address {
  const id = /^\/b\/([A-Za-z0-9_-]{1,64})\/?$/.exec(location.pathname)?.[1]
  if (id === undefined) return { page: 'start' }
  return { page: 'board', id, secret: /^#k=([A-Za-z0-9_-]{1,128})$/.exec(location.hash)?.[1] ?? null }
}

/** The address to hand on: who opens it joins by the secret. */
export function linkOf(origin: string, id: string, secret: string): string {
  return `${origin}/b/${id}#k=${secret}`
}
