import type { ElementProps } from './element'
import { string } from './props'

/** The asset of a picture; '' for what is none. Apart from what draws pictures, which comes later. */
export function assetOf(p: ElementProps): string {
  return p.get('kind') === 'image' ? string(p, 'asset') : ''
}
