import { describe, expect, it } from 'vitest'
import { languages } from '../words/languages'
import type { Catalogue, Plural } from '../words/say'
import { holesOf, readMessages } from './words/messages'
import { readText } from './words/source'

const { messages, bare, files, uses, listed } = readMessages()
const byKey = new Map(messages.map((one) => [one.message, one]))

const catalogues = await Promise.all(
  languages
    .filter(({ hidden, load }) => !hidden && load !== undefined)
    .map(async ({ tag, complete, load }) => ({ tag, complete, catalogue: (await load!()).catalogue })),
)

const formsOf = (said: string | Plural): readonly string[] => (typeof said === 'string' ? [said] : Object.values(said))

describe('what people see and hear', () => {
  it('is said, and nothing is written past the catalogue', () => {
    console.log(`${messages.length} messages: said in ${uses} places of ${files} files, and ${listed} times in lists`)
    expect(uses).toBeGreaterThan(400)
    expect(listed).toBeGreaterThan(200)
    expect(bare.map(({ file, line, why, text }) => `${file}:${line} (${why}): ${text}`)).toEqual([])
  })

  it('is read off the source in every form in which it may be written', () => {
    const text = [
      'const a = <b title="Shown">Words</b>',
      "const c = <IconButton label={on ? 'One' : say('Two')} />",
      'const d = <i className="Not shown">{most && \'Three\'}</i>',
      "notices.say('Four', say('Five'))",
      "node.setAttribute('aria-label', 'Six')",
      'const e = <input aria-label={`' + '$' + '{n} sevens`} />',
      "const f = sayCount('{n} eight', '{n} eights', n)",
      'const g = say(`Nine ' + '$' + '{n}`)',
      "throw new Error('Ten is for programmers')",
      "const h = 'Eleven is a sentence'",
      "const i = [{ title: 'Twelve' }]",
    ].join('\n')
    const read = readText('ui/x.tsx', text)
    expect(read.uses.map(({ message }) => message)).toEqual(['Two', 'Five', '{n} eights', 'Twelve'])
    const found = read.bare.map((one) => one.text)
    expect(found).toEqual([
      'Shown',
      'Words',
      'One',
      'Three',
      'Four',
      'Six',
      '{} sevens',
      'Nine {}',
      'Eleven is a sentence',
    ])
  })

  it('has one English form for one, wherever it is counted', () => {
    const wrong = messages.filter(({ message, one }) => one !== undefined && !holesOf(message).includes('n'))
    expect(wrong).toEqual([])
  })
})

describe.each(catalogues)('the catalogue $tag', ({ tag, complete, catalogue }) => {
  it('says everything, where it calls itself complete', () => {
    const missing = messages.filter(({ message, optional }) => !optional && catalogue[message] === undefined)
    const said = messages.length - messages.filter(({ message }) => catalogue[message] === undefined).length
    console.log(`${tag}: ${said} of ${messages.length}${complete ? '' : ', incomplete by its own word'}`)
    if (complete) expect(missing.map(({ message, where }) => `${message} (${where[0]})`)).toEqual([])
  })

  it('says nothing that nobody asks for', () => {
    expect(Object.keys(catalogue).filter((message) => !byKey.has(message))).toEqual([])
  })

  it('fills the same holes', () => {
    const wrong = Object.entries(catalogue).filter(([message, said]) => !fills(message, said))
    expect(wrong).toEqual([])
  })

  it('has all forms that its language counts by', () => {
    const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions()
    const counted = messages.filter(({ one, message }) => one !== undefined && catalogue[message] !== undefined)
    const wrong = counted.flatMap(({ message }) => {
      const said = catalogue[message]!
      const has = typeof said === 'string' ? [] : Object.keys(said)
      const lacks = pluralCategories.filter((category) => !has.includes(category))
      return lacks.length > 0 || has.length > pluralCategories.length ? [`${message}: ${lacks.join(', ')}`] : []
    })
    expect(wrong).toEqual([])
    const uncounted = Object.entries(catalogue).filter(
      ([message, said]) => typeof said !== 'string' && !byKey.get(message)?.one,
    )
    expect(uncounted.map(([message]) => message)).toEqual([])
  })
})

/** A form for exactly one or none may leave the number out. */
function fills(message: string, said: Catalogue[string]): boolean {
  const wanted = holesOf(message)
  return formsOf(said).every((form) => {
    const holes = holesOf(form)
    return (
      wanted.every((hole) => holes.includes(hole) || (hole === 'n' && typeof said !== 'string')) &&
      holes.every((hole) => wanted.includes(hole))
    )
  })
}
