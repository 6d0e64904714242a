import { describe, expect, it } from 'vitest'
import { BULLETS, HEADINGS, NUMBERS } from '../elements/marks'
import { restyled, toggled } from '../elements/text-marking'
import { runsOf } from '../elements/text-runs'
import { clockOf } from '../elements/text-spans'
import { marksAt, paragraphsOf, type Words, wordsOf } from '../elements/words'
import { dice, Log, TEXT, Typist } from '../test/typists'

/** Rounds of the law, and steps of each; the nightly run does more. */
const ROUNDS = process.env.NIGHTLY ? 2000 : 120
const STEPS = 60
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000)

const START = '一丁丂七丄\n丅丆万丈三\n'
const STYLES = ['', HEADINGS[0]!, BULLETS[0]!, NUMBERS[1]!]

const exercised = { marked: 0, unmarked: 0, together: 0, within: 0, styled: 0, links: 0, anew: 0, sessions: 0 }

type Round = {
  readonly below: (n: number) => number
  readonly people: readonly Typist[]
  /** Letters that somebody marked, in rounds in which nobody unmarks. */
  readonly touched: Set<string>
  readonly onlyOn: boolean
  letter: number
}

function mark(one: Typist, round: Round): void {
  const { below, onlyOn, touched, people } = round
  one.open()
  const { typed } = one.session!
  const from = below(typed.length + 1)
  const to = Math.min(typed.length, from + below(6))
  const on = onlyOn || below(2) === 0
  for (const letter of typed.slice(from, to)) touched.add(letter)
  const link = below(5) === 0
  if (from < to && people.some((other) => other !== one && other.session?.pending.size)) exercised.together++
  one.edits(({ runs, pen }) => toggled(runs, from, to, link ? 'a' : 'b', on, pen, link ? 'https://example.org' : ''))
  one.edits(({ runs, pen }) => toggled(runs, from, to, 'b', on, pen))
  if (from < to) exercised[link ? 'links' : on ? 'marked' : 'unmarked']++
}

function style(one: Typist, { below }: Round): void {
  one.open()
  const paragraphs = paragraphsOf(one.session!.words)
  const { from } = paragraphs[below(paragraphs.length)]!
  one.edits(({ runs, pen }) => restyled(runs, from, STYLES[below(STYLES.length)]!, pen))
  exercised.styled++
}

function write(one: Typist, round: Round): void {
  const { below } = round
  one.open()
  const { typed, words } = one.session!
  const at = below(typed.length + 1)
  const added = below(7) === 0 ? '\n' : String.fromCharCode(round.letter++)
  const bold = (index: number) => marksAt(words, index).marks.includes('b')
  if (at > 0 && at < typed.length && bold(at - 1) && bold(at)) exercised.within++
  one.type(typed.slice(0, at) + added + typed.slice(at))
  if (one.session!.runs.length > 900) exercised.anew++
}

function step(one: Typist, round: Round): void {
  const act = round.below(14)
  if (act < 3) write(one, round)
  else if (act < 7) mark(one, round)
  else if (act === 7) style(one, round)
  else if (act < 10) one.commit()
  else if (act === 10) one.send()
  else if (act < 13) one.hear(1 + round.below(3))
  else if (round.below(3) === 0) {
    one.close()
    exercised.sessions++
  }
}

function round(seed: number): void {
  const below = dice(seed)
  const log = new Log()
  const people = [1, 2, 3].slice(0, 2 + below(2)).map((author) => {
    let own = 0
    return new Typist(log, author, () => `P${String(own++).padStart(14, '0')}${author}`)
  })
  log.add(9, [{ op: 'put', id: TEXT, props: new Map([['kind', 'text']]) }])
  log.add(9, [{ op: 'set', id: TEXT, props: new Map([['text/start', ['a1', START, '']]]) }])
  for (const one of people) one.hear(9)
  const all: Round = { below, people, touched: new Set(), onlyOn: seed % 2 === 0, letter: 0x5000 }
  for (let i = 0; i < STEPS; i++) step(people[below(people.length)]!, all)
  for (const one of people) one.settle()
  for (const one of people) one.hear(10_000)
  const words = people.map((one) => wordsOf(runsOf(one.overlay.view.element(TEXT)!.props)))
  for (const one of words) expect(one).toEqual(words[0])
  if (all.onlyOn) areMarked(words[0]!, all.touched)
  expect(clockOf(runsOf(people[0]!.overlay.view.element(TEXT)!.props))).toBeGreaterThanOrEqual(0)
}

/** Where nobody unmarked anything, what somebody marked is marked. */
function areMarked(words: Words, touched: ReadonlySet<string>): void {
  for (const [i, letter] of [...words.text].entries())
    if (letter !== '\n' && touched.has(letter)) expect(marksAt(words, i).marks, letter).toContain('b')
}

describe('several people mark and write in one text at once', () => {
  it(`all see the same letters with the same marks, and no marking is lost (seed ${SEED})`, () => {
    for (let i = 0; i < ROUNDS; i++) {
      try {
        round(SEED + i)
      } catch (e) {
        throw new Error(`seed ${SEED + i}: ${(e as Error).message}`, { cause: e })
      }
    }
    const { anew: _, ...counted } = exercised
    for (const [what, times] of Object.entries(counted)) expect(times, what).toBeGreaterThan(0)
    console.log(`marking together: seed ${SEED}, ${ROUNDS} rounds, ${JSON.stringify(exercised)}`)
  }, 60_000)
})

describe('marks where two meet', () => {
  const two = () => {
    const log = new Log()
    const people = [1, 2].map((author) => {
      let own = 0
      return new Typist(log, author, () => `P${String(own++).padStart(14, '0')}${author}`)
    })
    log.add(9, [{ op: 'put', id: TEXT, props: new Map([['kind', 'text']]) }])
    log.add(9, [{ op: 'set', id: TEXT, props: new Map([['text/start', ['a1', 'one two', '']]]) }])
    for (const one of people) one.hear(9)
    const settle = () => {
      for (const one of people) one.settle()
      for (const one of people) one.hear(100)
      return people.map((one) => wordsOf(runsOf(one.overlay.view.element(TEXT)!.props)))
    }
    return { one: people[0]!, other: people[1]!, settle }
  }

  it('what one writes within what another makes bold at the same time is bold, and beside it plain', () => {
    const { one, other, settle } = two()
    one.edits(({ runs, pen }) => toggled(runs, 0, 3, 'b', true, pen))
    other.type('oXne two')
    other.type('oXne twoY')
    const [words] = settle()
    expect(words!.text).toBe('oXne twoY')
    expect(words!.stretches).toMatchObject([{ from: 0, to: 4, marks: 'b' }])
  })

  it('bold and sloped of two at once are both there', () => {
    const { one, other, settle } = two()
    one.edits(({ runs, pen }) => toggled(runs, 0, 5, 'b', true, pen))
    other.edits(({ runs, pen }) => toggled(runs, 3, 7, 'i', true, pen))
    expect(settle()[1]!.stretches.map(({ from, to, marks }) => [from, to, marks])).toEqual([
      [0, 3, 'b'],
      [3, 5, 'bi'],
      [5, 7, 'i'],
    ])
  })

  it('a paragraph that one makes a heading stays one while another writes and breaks it', () => {
    const { one, other, settle } = two()
    one.edits(({ runs, pen }) => restyled(runs, 0, 'x', pen))
    other.type('one\ntwo')
    const [words] = settle()
    expect(words!.head).toBe('x')
    expect(paragraphsOf(words!).map(({ style: now }) => now)).toEqual(['x', ''])
  })
})
