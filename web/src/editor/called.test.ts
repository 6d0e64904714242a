import { beforeEach, expect, test } from 'vitest'
import { Hands } from '../test/hands'
import { type Answer, Calls } from './called'
import { showing } from './camera'
import { follow } from './following'

const view = [100_000, 0, 50_000, 40_000] as const

let hands: Hands
let now: number
let answers: Answer[]
let alarms: { at: number; run: () => void }[]
let elsewhere: boolean

/** Time passes. */
function sleep(milliseconds: number): void {
  for (const end = now + milliseconds; now < end; now += 10)
    for (const alarm of alarms.filter(({ at }) => at <= now)) {
      alarms = alarms.filter((one) => one !== alarm)
      alarm.run()
    }
}

beforeEach(() => {
  hands = new Hands()
  now = 0
  answers = []
  alarms = []
  elsewhere = false
  hands.client.others.set('x', { member: { session: 'x', author: 2, name: 'Ada', colour: 'teal' }, selection: [] })
  new Calls(hands.editor, {
    now: () => now,
    after: (wait, run) => {
      const alarm = { at: now + wait, run }
      alarms.push(alarm)
      return () => {
        alarms = alarms.filter((one) => one !== alarm)
      }
    },
    elsewhere: () => elsewhere,
    answer: (answer) => answers.push(answer),
  })
})

const call = (session = 'x') => hands.client.tell((one) => one.called?.(session, view))
const there = () => showing({ x: view[0], y: view[1], w: view[2], h: view[3] }, hands.editor.viewport)

test('who does nothing is brought there, and can go back', () => {
  const home = hands.editor.state.camera
  call()
  expect(answers).toEqual([{ is: 'brought', session: 'x', home }])
  expect(hands.editor.heading).toEqual(there())
})

test('who draws is brought there after the stroke, and never in its midst', () => {
  hands.key('p').press(100, 100).move(150, 150)
  const before = hands.editor.heading
  call()
  hands.move(160, 170)
  sleep(1000)
  expect(answers).toEqual([])
  expect(hands.editor.heading).toEqual(before)
  hands.release()
  sleep(100)
  expect(answers.map(({ is }) => is)).toEqual(['brought'])
  expect(hands.editor.heading).toEqual(there())
})

test('who is long at a stroke is asked, and so is who types', () => {
  hands.key('p').press(100, 100).move(150, 150)
  call()
  sleep(3100)
  expect(answers).toEqual([{ is: 'asked', session: 'x', view }])
  hands.release()
  sleep(1000)
  expect(answers).toHaveLength(1)
  hands.key('t').press(300, 300).release()
  expect(hands.editor.state.editing).not.toBeNull()
  call()
  expect(answers.map(({ is }) => is)).toEqual(['asked', 'asked'])
  hands.editor.endTyping()
  elsewhere = true
  call()
  expect(answers.map(({ is }) => is)).toEqual(['asked', 'asked', 'asked'])
})

test('nobody is brought again and again: they are asked', () => {
  call()
  sleep(10_000)
  call()
  sleep(10_000)
  call()
  expect(answers.map(({ is }) => is)).toEqual(['brought', 'asked', 'brought'])
})

test('one’s own call moves nothing, nor does that of somebody one follows or nobody knows', () => {
  call('fake')
  call('nobody')
  follow(hands.editor, 'x')
  call()
  follow(hands.editor, '')
  expect(answers).toEqual([])
})
