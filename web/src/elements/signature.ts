import type { ElementProps } from './element'
import { dictionary, flag, string } from './props'

/**
 * The name of who made an element, written on it. People may change their names, so it is never stored: whoever looks at the board
 * finds it, and hands it on with the properties as `signature`, a name that no stored property has.
 */
const SIGNATURE = 'signature'

/** The kinds that may say it: it is asked of everything that is drawn. */
const kinds: ReadonlySet<unknown> = new Set(
  Object.keys(dictionary).filter((kind) => dictionary[kind]!.uses.includes('signed')),
)

/** Whether an element is to say who made it. */
export function signs(p: ElementProps): boolean {
  return kinds.has(p.get('kind')) && flag(p, 'signed')
}

/** The element with a name on it. */
export function signedBy(p: ElementProps, name: string): ElementProps {
  return new Map([...p, [SIGNATURE, name]])
}

/** The name on an element; '' where it is not known, or not to be shown. */
export function signatureOf(p: ElementProps): string {
  return signs(p) ? string(p, SIGNATURE) : ''
}
