import { createLink } from '../sync/api'
import { hashWith, linkOf, type Place } from './address'
import { keepSecret, keptSecret } from './device'

/** The link that was used or made here, to a place where one is given; a new one where there is none. Throws with a sentence for the person. */
export async function linkTo(board: string, place: Place | null = null): Promise<string> {
  let secret = keptSecret(board)
  if (secret === null) {
    secret = (await createLink(board, 'editor')).secret
    keepSecret(board, secret)
  }
  const link = new URL(linkOf(location.origin, board, secret))
  link.hash = hashWith(link.hash, place)
  return link.href
}
