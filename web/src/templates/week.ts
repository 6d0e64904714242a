import { say, spokenNow } from '../words/say'
import { Sheet } from './sheet'

/** The days from Monday to Friday as the language of the page calls them. */
function dayNames(): string[] {
  const words = new Intl.DateTimeFormat(spokenNow().tag, { weekday: 'long', timeZone: 'UTC' })
  // 1 January 2024 was a Monday.
  return Array.from({ length: 5 }, (_, i) => words.format(Date.UTC(2024, 0, 1 + i)))
}

/** A week as a table, and beside it what matters most. */
export function week() {
  const sheet = new Sheet()
  sheet.heading(say('This week'), '', 1120)
  sheet.panel(say('## If only three things get done\n1. …\n1. …\n1. …'), [0, 72, 544, 168], { fill: 'soft-green' })
  sheet.panel(
    say('## Not this week\n- What can wait stands here, so that it is out of your head\n- …'),
    [576, 72, 544, 168],
    { fill: 'soft-grey' },
  )
  const columns = [120, 200, 200, 200, 200, 200]
  sheet.table(
    [0, 272],
    columns,
    [48, 96],
    [
      ['', ...dayNames()],
      [say('Morning'), say('Plan the week'), '', say('Workshop, 9 to 12'), '', ''],
      [say('Afternoon'), '', say('Call with the printer'), '', '', say('Look back')],
      [say('Evening'), '', '', say('Choir'), '', ''],
    ],
  )
  return sheet.elements
}
