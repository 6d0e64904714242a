import { say } from '../words/say'
import { Sheet } from './sheet'

/** Strengths, weaknesses, opportunities and threats, two by two. */
export function swot() {
  const sheet = new Sheet()
  const side = 480
  const part = (name: string, ask: string, at: readonly [number, number], colour: string, points: string) => {
    const [x, y] = [136 + at[0] * (side + 16), 176 + at[1] * (376 + 16)]
    sheet.panel(`## ${name}\n${ask}\n \n${points}`, [x, y, side, 376], { fill: `soft-${colour}` })
  }
  const edge = (words: string, place: readonly [number, number, number, number]) =>
    sheet.shape('rectangle', words, place, { colour: 'none', 'text-colour': 'grey', 'font-size': 1600 })
  sheet.text(`**${say('SWOT: where do we stand?')}**`, [136, 0], 976, 32)
  sheet.text(say('For one question only, written here: …'), [136, 56], 976, 18, { colour: 'grey' })
  edge(say('Helpful'), [136, 112, side, 48])
  edge(say('Harmful'), [136 + side + 16, 112, side, 48])
  edge(say('Within us'), [0, 176, 120, 376])
  edge(say('Around us'), [0, 568, 120, 376])
  part(
    say('Strengths'),
    say('What do we do better than others?'),
    [0, 0],
    'green',
    say('- People who know each other well\n- …'),
  )
  part(
    say('Weaknesses'),
    say('What do we lack? What do others see?'),
    [1, 0],
    'orange',
    say('- Everything hangs on one person\n- …'),
  )
  part(
    say('Opportunities'),
    say('What changes in our favour?'),
    [0, 1],
    'blue',
    say('- A new school opens next door\n- …'),
  )
  part(
    say('Threats'),
    say('What could go wrong, and is not in our hands?'),
    [1, 1],
    'red',
    say('- The rent goes up in spring\n- …'),
  )
  return sheet.elements
}
