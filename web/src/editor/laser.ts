import type { ElementProps } from '../elements/element'

/**
 * A laser pointer is told as a gesture of its own: it names no element of the board and no kind, so pages that know nothing of it show
 * nothing, and its points are those of a stroke (W15). By this name it is known.
 */
export const LASER = 'laser'

/** Whether a gesture is a laser pointer's. */
export function isLaser(props: ElementProps | undefined): boolean {
  return props !== undefined && props.get('name') === LASER && !props.has('kind')
}
