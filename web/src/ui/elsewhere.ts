import { within } from '../site/at'

/** Whether nobody but this machine can follow a link. */
export function onlyHere(link: string): boolean {
  return /^(localhost|.*\.localhost|127\..*|\[::1\])$/.test(new URL(link).hostname)
}

/** A link of this server's by another address of it, which has the base path and no slash at the end. */
export function linkAt(address: string, link: string): string {
  const { pathname, search, hash } = new URL(link)
  return address + within(pathname) + search + hash
}
