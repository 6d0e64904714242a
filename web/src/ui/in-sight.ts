/** For the `ref` of what comes because it was asked for: scrolls until all of it is seen. */
export function inSight(element: Element | null): void {
  element?.scrollIntoView({ block: 'nearest' })
}
