import { expect, test } from 'vitest'
import { Hands } from '../test/hands'
import { AtWork, IDLE } from './at-work'

/** A page whose clock the test holds. */
function page() {
  const hands = new Hands()
  let now = 0
  let alarms: { at: number; run: () => void }[] = []
  Object.assign(hands.editor.parts, {
    now: () => now,
    after: (wait: number, run: () => void) => {
      const alarm = { at: now + wait, run }
      alarms.push(alarm)
      return () => {
        alarms = alarms.filter((one) => one !== alarm)
      }
    },
  })
  const events = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  const work = new AtWork(hands.editor, events as unknown as Document)
  const sleep = (milliseconds: number) => {
    for (const end = now + milliseconds; ; ) {
      const next = alarms.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
      now = next?.at ?? end
      if (next === undefined) return
      alarms = alarms.filter((one) => one !== next)
      next.run()
    }
  }
  const see = (state: string) => {
    events.visibilityState = state
    events.dispatchEvent(new Event('visibilitychange'))
  }
  return {
    work,
    sleep,
    see,
    moves: () => events.dispatchEvent(new Event('pointermove')),
    told: () => hands.client.presence.state,
  }
}

test('who does nothing for a minute is idle, and at work again with the next move', () => {
  const { sleep, moves, told } = page()
  sleep(IDLE - 1)
  moves()
  sleep(IDLE - 1)
  expect(told()).toBeUndefined()
  sleep(1)
  expect(told()).toBe('idle')
  moves()
  expect(told()).toBeNull()
  sleep(IDLE)
  expect(told()).toBe('idle')
})

test('who does not see the page is away, however long, and back when they do', () => {
  const { sleep, see, told } = page()
  see('hidden')
  expect(told()).toBe('away')
  sleep(3 * IDLE)
  expect(told()).toBe('away')
  see('visible')
  expect(told()).toBeNull()
  sleep(IDLE)
  expect(told()).toBe('idle')
})

test('a page that is left tells nothing any more', () => {
  const { work, sleep, told } = page()
  work.close()
  sleep(2 * IDLE)
  expect(told()).toBeUndefined()
})
