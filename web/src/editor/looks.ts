import type { ElementProps } from '../elements/element'
import { type MixedStyle, styleNames, styleValue, usesStyle } from './style'
import type { Style } from './types'

/** How many say each value. */
type Counts<T> = Map<T, number>

function count<T>(counts: Counts<T>, value: T, by: 1 | -1): void {
  const now = (counts.get(value) ?? 0) + by
  if (now === 0) counts.delete(value)
  else counts.set(value, now)
}

/** What several elements look like, taken together. One comes or goes without the others being looked at: they may be very many. */
export class Looks {
  private readonly ofKind: Counts<string> = new Map()
  private readonly values = new Map<keyof Style, Counts<string | number>>(styleNames.map((name) => [name, new Map()]))
  /** Which properties of the style a kind has, looked up once for all of it. */
  private readonly used = new Map<unknown, readonly (keyof Style)[]>()

  /** One more that looks like this. */
  add(props: ElementProps): void {
    this.count(props, 1)
  }

  /** One that looks like this is not among them any more. */
  drop(props: ElementProps): void {
    this.count(props, -1)
  }

  /** The kinds that there are. */
  kinds(): Iterable<string> {
    return this.ofKind.keys()
  }

  /** The style where they agree; what none of them uses is as the next element will have it. */
  common(next: Style): MixedStyle {
    const found: { [name: string]: string | number | null } = {}
    for (const [name, counts] of this.values) {
      const [value] = counts.keys()
      if (value !== undefined) found[name] = counts.size === 1 ? value : null
    }
    return { ...next, ...found } as MixedStyle
  }

  private count(props: ElementProps, by: 1 | -1): void {
    const kind = props.get('kind')
    if (typeof kind === 'string') count(this.ofKind, kind, by)
    for (const name of this.usedBy(kind, props)) count(this.values.get(name)!, styleValue(props, name), by)
  }

  private usedBy(kind: unknown, props: ElementProps): readonly (keyof Style)[] {
    let names = this.used.get(kind)
    if (names === undefined) {
      names = styleNames.filter((name) => usesStyle(props, name))
      this.used.set(kind, names)
    }
    return names
  }
}
