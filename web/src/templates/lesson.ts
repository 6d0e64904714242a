import { say } from '../words/say'
import { Sheet } from './sheet'

/** A lesson: its aim, its steps, and the part of the board that is written on together. */
export function lesson() {
  const sheet = new Sheet()
  sheet.heading(say('Lesson: why do we have seasons?'), '', 1152)
  sheet.panel(
    say(
      '## Aim\nAt the end everyone can say with a sketch why it is warm in summer, and why it is not because the sun is nearer.',
    ),
    [0, 72, 352, 176],
    { fill: 'soft-green' },
  )
  sheet.panel(
    say(
      '## Steps\n1. What do you think? Each writes one note. (5 min)\n1. A lamp and a ball: try it in pairs. (15 min)\n1. Draw what you saw on the board. (15 min)\n1. Compare with the first notes. (5 min)',
    ),
    [0, 272, 352, 288],
    { fill: 'soft-blue' },
  )
  sheet.panel(
    say('## For next time\n- Look at the length of a shadow at noon, on three days\n- Bring the sketch along'),
    [0, 584, 352, 184],
    { fill: 'soft-orange' },
  )
  const board = sheet.frame(say('Board'), [384, 104, 768, 424], { fill: 'paper' })
  const sun = sheet.shape('ellipse', say('Sun'), [704, 240, 128, 128], { fill: 'soft-yellow', colour: 'yellow' }, board)
  const june = sheet.shape('ellipse', say('June'), [424, 240, 128, 128], { fill: 'soft-blue', colour: 'blue' }, board)
  const december = sheet.shape(
    'ellipse',
    say('December'),
    [984, 240, 128, 128],
    { fill: 'soft-blue', colour: 'blue' },
    board,
  )
  sheet.arrow(sun, june, { colour: 'yellow', dash: 'dashed' }, '', board)
  sheet.arrow(sun, december, { colour: 'yellow', dash: 'dashed' }, '', board)
  sheet.text(
    say('Which way does the axis lean? Draw it here.'),
    [432, 424],
    672,
    18,
    { colour: 'grey', align: 'centre' },
    board,
  )
  const ideas = sheet.frame(say('What do you think?'), [384, 584, 768, 184], { fill: 'paper' })
  sheet.note(say('The sun is nearer in summer'), [408, 608, 136, 136], 'soft-yellow', ideas)
  sheet.note(say('The days are longer'), [560, 608, 136, 136], 'soft-yellow', ideas)
  sheet.note(say('One thought on each note'), [712, 608, 136, 136], 'soft-pink', ideas)
  return sheet.elements
}
