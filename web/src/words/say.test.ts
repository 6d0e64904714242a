import { afterEach, describe, expect, it } from 'vitest'
import { sayCount } from './count'
import { sayAgo, sayList, sayNumber } from './forms'
import { languageFor } from './languages'
import { english, onSpoken, say, sayOpen, speak, spokenNow } from './say'

afterEach(() => speak(english))

const slovene = {
  tag: 'sl',
  rtl: false,
  catalogue: {
    'Bold [line]': 'Debelo',
    '{name} is here': 'Tukaj je {name}',
    '{n} people here': { one: '{n} oseba', two: '{n} osebi', few: '{n} osebe', other: '{n} oseb' },
  },
}

describe('what is said', () => {
  it('is English as it is written, without what only explains it', () => {
    expect(say('Bold [line]')).toBe('Bold')
    expect(say('{a} and {b}, {c}', { a: 1234, b: '{a} [b]' })).toBe('1,234 and {a} [b], {c}')
    expect(sayCount('{n} person here', '{n} people here', 1)).toBe('1 person here')
    expect(sayCount('{n} person here', '{n} people here', 0)).toBe('0 people here')
  })

  it('is of the language that is spoken, and English where that lacks it', () => {
    let told = 0
    const end = onSpoken(() => told++)
    speak(slovene)
    end()
    speak(slovene)
    expect(told).toBe(1)
    expect(spokenNow().tag).toBe('sl')
    expect(say('Bold [line]')).toBe('Debelo')
    expect(say('{name} is here', { name: 'Ana' })).toBe('Tukaj je Ana')
    expect(sayOpen('{name} is here')).toBe('Tukaj je {name}')
    expect(say('Not there')).toBe('Not there')
    const people = (n: number) => sayCount('{n} person here', '{n} people here', n)
    expect([1, 2, 3, 5, 12345].map(people)).toEqual(['1 oseba', '2 osebi', '3 osebe', '5 oseb', '12.345 oseb'])
  })

  it('isolates what fills a hole where one writes from right to left', () => {
    speak({ tag: 'ar', rtl: true, catalogue: {} })
    expect(say('{key} ends', { key: 'Ctrl+K' })).toBe('\u2068Ctrl+K\u2069 ends')
  })

  it('writes lists, numbers and times as the language does', () => {
    const said = () => [sayList(['a', 'b', 'c']), sayNumber(1234.5, 1), sayAgo(0, 3 * 3_600_000), sayAgo(0, 1000)]
    expect(said()).toEqual(['a, b, and c', '1,234.5', '3 hours ago', ''])
    speak({ tag: 'de', rtl: false, catalogue: {} })
    expect(said()).toEqual(['a, b und c', '1.234,5', 'vor 3 Stunden', ''])
  })
})

describe('the language of a page', () => {
  it.each([
    ['', ['de-CH', 'en'], 'de'],
    ['', ['en-GB', 'de'], 'en'],
    ['', ['xx', 'tlh', 'de-DE'], 'de'],
    ['', ['not a tag', 'xx'], 'en'],
    ['', [], 'en'],
    // What is not complete comes to nobody who has not chosen it.
    ['', ['en-XA'], 'en'],
    ['de', ['en'], 'de'],
    ['en', ['de'], 'en'],
    ['ar', ['de'], 'ar'],
    ['gone', ['de'], 'de'],
  ])('chosen "%s", wished for %j: %s', (choice, wishes, tag) => expect(languageFor(choice, wishes).tag).toBe(tag))
})
