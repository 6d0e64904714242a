import type { Catalogue } from '../say'

/** English with accents, longer by two fifths and in brackets: what is seen without them does not come from the catalogue, and what has too little room for other languages shows it. For tests. */

const plain = 'AEIOUYaceinouyszl'
const accented = 'ÅÉÎÖÛÝåçéîñöûýšžļ'

function lengthened(message: string): string {
  const bare = message.replace(/ \[[^\]]*\]$/, '')
  const letters = bare.split(/(\{\w+\})/).map((part) => (part.startsWith('{') ? part : [...part].map(accent).join('')))
  return `[${letters.join('')}${'·'.repeat(Math.ceil(bare.length * 0.4))}]`
}

function accent(letter: string): string {
  const at = plain.indexOf(letter)
  return at < 0 ? letter : accented[at]!
}

export const catalogue: Catalogue = new Proxy({}, { get: (_, message) => lengthened(String(message)) })
