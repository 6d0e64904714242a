import { say } from '../words/say'
import { Sheet } from './sheet'

/** A meeting: what it is for, what is talked about, what was settled, and who does what. */
export function meeting() {
  const sheet = new Sheet()
  sheet.heading(say('Meeting'), say('Date: … Present: … Who writes: …'), 1120)
  sheet.panel(say('## What for?\nAt the end we have settled …'), [0, 136, 352, 112], { fill: 'soft-green' })
  sheet.panel(
    say(
      '## Agenda\n1. News, in one sentence each (5 min)\n1. … (20 min)\n1. … (20 min)\n1. What do we take along? (5 min)',
    ),
    [0, 272, 352, 248],
    { fill: 'soft-blue' },
  )
  const talk = sheet.frame(say('Notes'), [384, 136, 736, 384], { fill: 'paper' })
  sheet.note(say('One thought on each note'), [408, 160, 136, 136], 'soft-yellow', talk)
  sheet.note(say('A question for later'), [560, 160, 136, 136], 'soft-pink', talk)
  sheet.text(say('**What was settled, and who does what**'), [0, 552], 1120, 20)
  sheet.table(
    [0, 592],
    [480, 320, 160, 160],
    [48],
    [
      [say('What [column]'), say('Why'), say('Who'), say('By when')],
      [say('Send this board to all who were not there'), say('So that nobody has to ask'), say('Ada'), say('today')],
      ['', '', '', ''],
      ['', '', '', ''],
    ],
  )
  return sheet.elements
}
