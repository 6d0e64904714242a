import { languages } from '../../words/languages'
import { type Message, readMessages } from './messages'

/** What a language lacks, as the lines of its catalogue that are to be filled in; each is preceded by where it is said. */
export async function skeletonOf(tag: string): Promise<{ readonly text: string; readonly missing: number }> {
  const language = languages.find((one) => one.tag === tag)
  const catalogue = language?.load === undefined ? {} : (await language.load()).catalogue
  const missing = readMessages().messages.filter(({ message }) => catalogue[message] === undefined)
  const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions()
  const text = [
    `/** As long as there is something to say. ${new Intl.DisplayNames('en', { type: 'language' }).of(tag)}. */`,
    '',
    "import type { Catalogue } from '../say'",
    '',
    'export const catalogue: Catalogue = {',
    ...missing.flatMap((one) => lineFor(one, pluralCategories)),
    '}',
    '',
  ].join('\n')
  return { text, missing: missing.length }
}

/** A message with nothing in its place yet. */
function lineFor({ message, one, where, optional }: Message, categories: readonly string[]): readonly string[] {
  const key = JSON.stringify(message)
  const hint = `  // ${optional ? 'May be left out. ' : ''}${where.slice(0, 3).join(', ')}${one === undefined ? '' : `; for one: ${one}`}`
  if (one === undefined) return [hint, `  ${key}: '',`]
  return [hint, `  ${key}: { ${categories.map((category) => `${category}: ''`).join(', ')} },`]
}
