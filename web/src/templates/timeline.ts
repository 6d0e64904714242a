import { say, spokenNow } from '../words/say'
import { Sheet } from './sheet'

/** So many months, beginning with January. */
const MONTHS = 6
const WIDE = 192

/** The months as the language of the page calls them. */
function monthNames(): string[] {
  const words = new Intl.DateTimeFormat(spokenNow().tag, { month: 'long', timeZone: 'UTC' })
  return Array.from({ length: MONTHS }, (_, i) => words.format(Date.UTC(2024, i, 15)))
}

/** Half a year: the months, what takes long as bars beneath them, and what is due as diamonds above. */
export function timeline() {
  const sheet = new Sheet()
  sheet.heading(
    say('Timeline: a new playground'),
    say('Above: what is due on a day. Beneath: what takes its time. Pull a bar at its end to make it longer.'),
    1152,
  )
  const months = monthNames().map((name, i) =>
    sheet.shape('rectangle', `**${name}**`, [i * WIDE, 312, WIDE, 56], {
      fill: i % 2 === 0 ? 'soft-grey' : 'paper',
      colour: 'grey',
      thickness: 100,
    }),
  )
  const due = (words: string, month: number, share: number, colour: string) => {
    const x = Math.round((month + share) * 24) * 8
    const mark = sheet.shape('diamond', '', [x - 16, 248, 32, 32], { fill: colour, colour })
    sheet.shape('rectangle', words, [x - 80, 136, 160, 80], { colour: 'none', fill: `soft-${colour}`, radius: 800 })
    sheet.arrow({ of: mark, x: 0.5, y: 1 }, { of: months[month]!, x: share, y: 0 }, { colour, 'end-head': 'none' })
  }
  due(say('**15 January**\nThe council says yes'), 0, 0.5, 'green')
  due(say('**1 March**\nThe plan is settled'), 2, 0, 'blue')
  due(say('**10 May**\nPlanting with the children'), 4, 0.33, 'orange')
  due(say('**15 June**\nOpening'), 5, 0.5, 'red')
  const bar = (words: string, line: number, from: number, long: number, colour: string) =>
    sheet.shape('rectangle', words, [from * WIDE, 400 + line * 72, long * WIDE, 56], {
      fill: `soft-${colour}`,
      colour,
      radius: 800,
    })
  bar(say('Ask the children what they wish for'), 0, 0, 2, 'violet')
  bar(say('Draw the plan, ask for offers'), 1, 0.5, 1.5, 'blue')
  bar(say('Collect money'), 2, 1, 3, 'green')
  bar(say('Build'), 3, 3, 2, 'orange')
  bar(say('Test and mend'), 4, 4.5, 1, 'red')
  return sheet.elements
}
