import { say } from '../words/say'
import { Sheet } from './sheet'

/** Three columns for what is to be done, what is being done and what is done. */
export function kanban() {
  const sheet = new Sheet()
  const column = (name: string, at: number, hint: string, notes: readonly (readonly [string, string])[]) => {
    const x = at * 368
    const frame = sheet.frame(name, [x, 136, 336, 712], { fill: 'paper' })
    sheet.text(hint, [x + 24, 152], 288, 14, { colour: 'grey' }, frame)
    for (const [i, [words, fill]] of notes.entries())
      sheet.note(words, [x + 24 + (i % 2) * 152, 232 + Math.floor(i / 2) * 152, 136, 136], fill, frame)
  }
  sheet.heading(
    say('What we are working on'),
    say('Move a note to the right when it gets further. Alt and drag copies a note.'),
    1072,
  )
  column(say('To do'), 0, say('The most urgent at the top. Whoever is free takes the first.'), [
    [say('Invite everyone to this board'), 'soft-yellow'],
    [say('Write one task on each note'), 'soft-yellow'],
    [say('Ask the printer for an offer'), 'soft-yellow'],
    [say('Book a room for Thursday'), 'soft-yellow'],
  ])
  column(say('Doing'), 1, say('Two for each person at most: finish before you begin.'), [
    [say('Draft of the flyer (Ada)'), 'soft-blue'],
    [say('List of guests (Ben)'), 'soft-blue'],
  ])
  column(say('Done'), 2, say('Look at it together on Friday, then clear it.'), [[say('Choose a date'), 'soft-green']])
  return sheet.elements
}
