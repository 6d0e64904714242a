import { say } from '../words/say'
import { Sheet } from './sheet'

/** Looking back together: what went well, what did not, what was learnt, and what is done about it. */
export function retrospective() {
  const sheet = new Sheet()
  const area = (name: string, x: number, y: number, ask: string, fill: string, notes: readonly string[]) => {
    const frame = sheet.frame(name, [x, y, 544, 392], { fill: 'paper' })
    sheet.text(ask, [x + 24, y + 16], 496, 16, { colour: 'grey' }, frame)
    for (const [i, words] of notes.entries()) sheet.note(words, [x + 24 + i * 168, y + 88, 152, 136], fill, frame)
  }
  sheet.heading(say('Looking back'), '', 1120)
  sheet.panel(
    say(
      '**How to go about it**\n1. Everyone writes by themselves, one thought on each note.\n1. Read them aloud, and lay those together that are alike.\n1. Each puts a dot on the two that matter most.\n1. Talk about those, and agree on at most three things to do.',
    ),
    [0, 64, 1120, 152],
    { fill: 'soft-grey' },
  )
  area(say('What went well?'), 0, 264, say('What do we want to keep?'), 'soft-green', [
    say('We asked early, and got help at once'),
  ])
  area(say('What was hard?'), 576, 264, say('What held us up? Speak of things, not of people.'), 'soft-red', [
    say('Two of us did the same work'),
  ])
  area(say('What did we learn?'), 0, 704, say('What surprised us? What would we tell others?'), 'soft-blue', [
    say('Short meetings every day are enough'),
  ])
  area(say('What will we do?'), 576, 704, say('Who does what, and by when?'), 'soft-violet', [
    say('A board that shows who does what (Ada, Monday)'),
  ])
  return sheet.elements
}
