import { say } from '../words/say'
import { Sheet } from './sheet'

type Activity = {
  readonly name: string
  readonly steps: readonly string[]
  readonly stories: readonly (readonly string[])[]
}

/** The way that somebody takes from left to right, and what is built for it from the top down, release by release. */
export function storyMap() {
  const sheet = new Sheet()
  sheet.heading(
    say('Story map: borrowing a book'),
    say('Across: the way of the reader. Down: what is built first. Tell the story aloud, and see what is missing.'),
    1176,
  )
  const row = (words: string, y: number, h: number) =>
    sheet.shape('rectangle', words, [0, y, 136, h], {
      colour: 'none',
      'text-colour': 'grey',
      align: 'start',
      vertical: 'top',
    })
  row(say('**Activities**\nWhat is it for?'), 128, 88)
  row(say('**Steps**\nWhat do they do?'), 232, 88)
  const releases = [say('First release'), say('Second release'), say('Later')]
  const frames = releases.map((name, i) =>
    sheet.frame(name, [0, 368 + i * 192, 1176, 144], { fill: i === 0 ? 'soft-grey' : 'paper' }),
  )
  const asked = [say('It works for one reader.'), say('It is pleasant to use.'), say('Not now; not forgotten.')]
  for (const [i, words] of asked.entries())
    sheet.text(words, [16, 384 + i * 192], 112, 14, { colour: 'grey' }, frames[i]!)
  const activities: readonly Activity[] = [
    {
      name: say('Find a book'),
      steps: [say('Search'), say('Look at it')],
      stories: [
        [say('By title'), say('Is it there?')],
        [say('By subject'), say('What others say')],
        [say('By a picture'), ''],
      ],
    },
    {
      name: say('Borrow it'),
      steps: [say('Reserve'), say('Fetch')],
      stories: [
        [say('One copy'), say('At the desk')],
        [say('Waiting list'), say('By oneself')],
        ['', say('Brought home')],
      ],
    },
    {
      name: say('Bring it back'),
      steps: [say('Be reminded'), say('Give back')],
      stories: [
        [say('By letter'), say('At the desk')],
        [say('By message'), say('Longer, please')],
        [say('By calendar'), ''],
      ],
    },
  ]
  for (const [n, { name, steps, stories }] of activities.entries()) {
    const left = 152 + n * 344
    sheet.shape('rectangle', `**${name}**`, [left, 128, 312, 88], {
      fill: 'soft-orange',
      colour: 'orange',
      radius: 800,
      'font-size': 2000,
    })
    for (const [i, step] of steps.entries()) {
      const x = left + i * 160
      sheet.shape('rectangle', step, [x, 232, 152, 88], { fill: 'soft-blue', colour: 'blue', radius: 800 })
      for (const [release, words] of stories.entries())
        if (words[i] !== '') sheet.note(words[i]!, [x, 384 + release * 192, 152, 112], 'soft-yellow', frames[release]!)
    }
  }
  return sheet.elements
}
