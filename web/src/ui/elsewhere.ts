import { within } from '../site/at'
import { nearby } from '../sync/nearby-api'

/** A link for others. `alone`: there is none, since the server listens for this machine only. */
export type ForOthers = { readonly links: readonly string[]; readonly alone: boolean }

/** Whether nobody but this machine can follow a link. */
export function onlyHere(link: string): boolean {
  return /^(localhost|.*\.localhost|127\..*|\[::1\])$/.test(new URL(link).hostname)
}

/** A link of this server's by another address of it, which has the base path and no slash at the end. */
export function linkAt(address: string, link: string): string {
  const { pathname, search, hash } = new URL(link)
  return address + within(pathname) + search + hash
}

/**
 * A link as others can follow it, the likeliest first: at the addresses that the server tells who sits at its machine, where it is good there only, else as
 * it is. None where no address is known, or the server does not say.
 */
export async function forOthers(link: string): Promise<ForOthers> {
  if (!onlyHere(link)) return { links: [link], alone: false }
  return nearby().then(
    ({ addresses, alone }) => ({ links: addresses.map((address) => linkAt(address, link)), alone }),
    () => ({ links: [], alone: false }),
  )
}

/** A link as it is copied: the likeliest for others, or as it is where there is none. */
export async function linkToCopy(link: string): Promise<string> {
  return (await forOthers(link)).links[0] ?? link
}
