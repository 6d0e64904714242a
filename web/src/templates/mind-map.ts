import { say } from '../words/say'
import { type Look, Sheet } from './sheet'

type Branch = {
  readonly name: string
  readonly colour: string
  /** To the right or to the left of the middle, and how far down. */
  readonly side: 1 | -1
  readonly y: number
  readonly twigs: readonly string[]
}

const line = (colour: string): Look => ({ route: 'curve', colour, 'end-head': 'none', thickness: 300 })

/** One thought in the middle, and what belongs to it around. */
export function mindMap() {
  const sheet = new Sheet()
  const middle = sheet.shape('ellipse', say('**Summer party**'), [480, 296, 240, 128], {
    fill: 'soft-yellow',
    colour: 'yellow',
    thickness: 400,
    'font-size': 2400,
  })
  const branch = ({ name, colour, side, y, twigs }: Branch) => {
    const x = side === 1 ? 808 : 224
    const from = sheet.shape('rectangle', `**${name}**`, [x, y, 168, 64], {
      fill: `soft-${colour}`,
      colour,
      radius: 3200,
      'font-size': 1800,
    })
    sheet.arrow(
      { of: middle, x: side === 1 ? 0.933 : 0.067, y: y < 300 ? 0.25 : 0.75 },
      { of: from, x: side === 1 ? 0 : 1, y: 0.5 },
      line(colour),
    )
    for (const [i, words] of twigs.entries()) {
      const top = y + 8 + (i - (twigs.length - 1) / 2) * 72
      const twig = sheet.shape('rectangle', words, [side === 1 ? 1048 : -24, top, 176, 48], {
        colour: 'none',
        fill: `soft-${colour}`,
        radius: 800,
      })
      sheet.arrow(
        { of: from, x: side === 1 ? 1 : 0, y: 0.5 },
        { of: twig, x: side === 1 ? 0 : 1, y: 0.5 },
        { ...line(colour), thickness: 200 },
      )
    }
  }
  branch({
    name: say('Guests'),
    colour: 'blue',
    side: 1,
    y: 120,
    twigs: [say('Neighbours'), say('Who comes from far?'), say('Send invitations')],
  })
  branch({
    name: say('Food'),
    colour: 'orange',
    side: 1,
    y: 536,
    twigs: [say('Everyone brings a salad'), say('Grill and coal'), say('Something without meat')],
  })
  branch({
    name: say('Place'),
    colour: 'green',
    side: -1,
    y: 120,
    twigs: [say('Garden'), say('If it rains?'), say('Tables and benches')],
  })
  branch({
    name: say('Music'),
    colour: 'violet',
    side: -1,
    y: 536,
    twigs: [say('Ask the choir'), say('Loudspeakers'), say('Quiet after ten')],
  })
  return sheet.elements
}
