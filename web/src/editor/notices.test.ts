import { expect, test } from 'vitest'
import { type Going, noticesOf } from './notices'

test('what is said before anybody shows it waits for who does, and is told once', () => {
  const notices = noticesOf({})
  notices.say('lost')
  notices.say('Pasted', 'so much')
  const said: string[] = []
  // Who shows work need not show sentences.
  notices.on({ going: () => {} })
  expect(said).toEqual([])
  notices.on({ said: ({ title, text }) => said.push(`${title} ${text}`) })
  notices.on({ said: () => said.push('twice') })()
  expect(said).toEqual(['Pasted so much'])
})

test('work is shown by whole hundredths, the last that began, until it ends', () => {
  const notices = noticesOf({})
  const seen: (Going | null)[] = []
  const first = notices.begin('First', null)
  notices.on({ going: (going) => seen.push(going) })
  first.share(0.001)
  first.share(0.5)
  const second = notices.begin('Second', null)
  first.share(0.9)
  first.end()
  second.end()
  expect(seen.map((going) => going && `${going.title} ${going.share}`)).toEqual([
    'First 0',
    'First 0.5',
    'Second 0',
    null,
  ])
})
