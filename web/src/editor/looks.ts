import type { ElementProps } from '../elements/element'
import { isLabelled, isShape, string } from '../elements/props'
import { hasRuns } from '../elements/text-runs'
import { type MixedStyle, styleNames, styleValue, usesStyle } from './style'
import type { Style } from './types'

/** Which closed shape something is: a kind, and of a figure its form. */
export type ShapeName = { readonly kind: string; readonly form?: string }

/** How many say each value. */
type Counts<T> = Map<T, number>

function count<T>(counts: Counts<T>, value: T, by: 1 | -1): void {
  const now = (counts.get(value) ?? 0) + by
  if (now === 0) counts.delete(value)
  else counts.set(value, now)
}

/** What has the same properties of the style: a kind, and apart from it shapes with words and lines that are closed. */
function sortOf(props: ElementProps): string {
  const kind = string(props, 'kind')
  if (props.get('closed') === true) return `${kind} closed`
  return isLabelled(kind) && hasRuns(props) ? `${kind} with words` : kind
}

/** What several elements look like, taken together. One comes or goes without the others being looked at: they may be very many. */
export class Looks {
  private readonly ofShape: Counts<string> = new Map()
  private readonly values = new Map<keyof Style, Counts<string | number>>(styleNames.map((name) => [name, new Map()]))
  /** Which properties of the style a sort of elements has, looked up once for all of it. */
  private readonly used = new Map<string, readonly (keyof Style)[]>()

  /** One more that looks like this. */
  add(props: ElementProps): void {
    this.count(props, 1)
  }

  /** One that looks like this is not among them any more. */
  drop(props: ElementProps): void {
    this.count(props, -1)
  }

  /** The properties of the style that mean something to any of them. */
  meant(): Set<keyof Style> {
    return new Set([...this.values].filter(([, counts]) => counts.size > 0).map(([name]) => name))
  }

  /** The closed shapes that there are: by kind, figures by their form. */
  shapes(): Iterable<ShapeName> {
    return [...this.ofShape.keys()].map((word) => {
      const [kind = '', form] = word.split(' ')
      return form === undefined ? { kind } : { kind, form }
    })
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
    const shape = isShape(string(props, 'kind'))
    if (shape) count(this.ofShape, kind === 'figure' ? `figure ${string(props, 'form')}` : String(kind), by)
    for (const name of this.usedBy(sortOf(props), props)) count(this.values.get(name)!, styleValue(props, name), by)
  }

  /** The same for all of a sort. */
  private usedBy(sort: string, props: ElementProps): readonly (keyof Style)[] {
    let names = this.used.get(sort)
    if (names === undefined) {
      names = styleNames.filter((name) => usesStyle(props, name))
      this.used.set(sort, names)
    }
    return names
  }
}
