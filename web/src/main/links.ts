import { createLink, tryLink } from '../sync/api'
import { linkToCopy } from '../ui/elsewhere'
import { anyLink, type Links } from '../ui/links-given'
import { hashWith, linkOf, type Place } from './address'
import { keepSecret, keptSecret } from './device'
import { codeOf } from './way-in'

/** The links to a board that are given on from this device. */
export function linksOf(board: string): Links {
  return {
    async found() {
      const secret = keptSecret(board)
      if (secret === null) return null
      const given = { address: linkOf(board, secret), opens: null }
      // Without a word on it, it is taken to open the board.
      return tryLink(board, secret).then(
        (opens) => ({ ...given, opens }),
        (error: unknown) => (['no_board', 'link_expired'].includes(codeOf(error)) ? null : given),
      )
    },
    async made() {
      const { secret } = await createLink(board, 'editor')
      keepSecret(board, secret)
      return { address: linkOf(board, secret), opens: { role: 'editor', password: false } }
    },
  }
}

/**
 * The address of the link that was used or made here, to a place where one is given; of a new one where there is none that works. It is the one that Share
 * copies, too. Throws with a sentence for the person.
 */
export async function linkTo(board: string, place: Place | null = null): Promise<string> {
  const link = new URL(await linkToCopy(await anyLink(linksOf(board))))
  link.hash = hashWith(link.hash, place)
  return link.href
}
