import { filled, spokenNow, type Values } from './say'

/** Says how many: `sayCount('{n} person', '{n} people', n)`. */
export function sayCount(one: string, many: string, n: number, values: Values = {}): string {
  const { tag, catalogue } = spokenNow()
  const found = catalogue[many] ?? { one, other: many }
  const form = typeof found === 'string' ? found : (found[new Intl.PluralRules(tag).select(n)] ?? found.other)
  return filled(form ?? many, { n, ...values })
}
