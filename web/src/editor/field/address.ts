import { properties } from '../../board/dictionary'

/**
 * The address that somebody meant, as a board takes it; null for what is none. A scheme that is not asked for at the door (kinds.json)
 * is no address: nothing that runs when it is opened gets onto a board.
 */
export function addressOf(text: string): string | null {
  const said = text.trim()
  if (said === '' || /\s/.test(said)) return null
  const known = /^[a-z][a-z0-9+.-]*:/i.test(said) && !/^[^:/]+:\d+(\/|$)/.test(said)
  const full = known ? said : /^[^@/]+@[^@/]+\.[^@/]+$/.test(said) ? `mailto:${said}` : `https://${said}`
  if (!known && !/^(mailto:|https:\/\/[^/]+\.[^/]|https:\/\/localhost)/i.test(full)) return null
  return properties.get('link')!.fits(full) ? full : null
}

/** Opens an address in a page of its own, which knows nothing of this one. */
export function follow(address: string): void {
  if (addressOf(address) === address) open(address, '_blank', 'noopener,noreferrer')
}
