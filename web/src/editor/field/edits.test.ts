import { describe, expect, it } from 'vitest'
import { Board } from '../../board/board'
import { partsOf } from '../../elements/words'
import { beginText, edited, type TextSession } from '../text-session'
import { addressOf } from './address'
import {
  broken,
  type Edit,
  erased,
  led,
  linkAround,
  linkedUp,
  moved,
  shortened,
  styled,
  switched,
  written,
} from './edits'
import { TextPast } from './past'

let ids = 0
const fresh = () => beginText(new Board(), 'text-00001', () => `N${String(ids++).padStart(14, '0')}`, new Map())

/** Somebody at a field without a page: a session and what is marked in it. */
class Hand {
  session: TextSession = fresh()
  marked = { from: 0, to: 0 }

  does(edit: Edit | null): this {
    if (edit === null) return this
    this.session = edited(this.session, edit.changes)
    this.marked = edit.marked
    return this
  }

  /** Types letter by letter, as the field does. */
  types(text: string): this {
    for (const letter of text) {
      if (letter === '\n') this.does(broken(this.session, this.marked, null))
      else this.does(written(this.session, this.marked, letter, null))
      if (letter === ' ') this.does(shortened(this.session, this.marked.to))
      if (letter === ' ' || letter === '\n') this.does(linkedUp(this.session, this.marked.to))
    }
    return this
  }

  marks(from: number, to = from): this {
    this.marked = { from, to }
    return this
  }

  get said(): string {
    const { words } = this.session
    return (
      words.head +
      partsOf(words)
        .map(({ text, marks }) => (marks === '' ? text : `[${marks} ${text}]`))
        .join('')
    )
  }
}

describe('what is typed at the beginning of a line', () => {
  it.each([
    ['- a', 'da'],
    ['* a', 'da'],
    ['1. a', 'na'],
    ['# a', 'xa'],
    ['### a', 'za'],
    ['x- a', 'x- a'],
  ])('%s', (typed, said) => {
    expect(new Hand().types(typed).said).toBe(said)
  })
})

describe('Enter', () => {
  it('goes on with a list, and ends it where a point is empty', () => {
    expect(new Hand().types('- a\nb').said).toBe('da[d \n]b')
    const hand = new Hand().types('- a\n\nb')
    expect(hand.session.words.text).toBe('a\nb')
    expect(hand.said.startsWith('da')).toBe(true)
    expect(hand.said).not.toContain('[d')
  })

  it('is followed by plain words behind a heading', () => {
    const hand = new Hand().types('# a\nb')
    expect(hand.said).toBe('xa\nb')
  })

  it('breaks a heading in two', () => {
    const hand = new Hand().types('# ab').marks(1)
    expect(hand.does(broken(hand.session, hand.marked, null)).said).toBe('xa[x \n]b')
  })
})

describe('lists', () => {
  it('nest, keep to four steps, and come out', () => {
    const hand = new Hand().types('- a')
    for (let i = 0; i < 5; i++) hand.does(moved(hand.session, hand.marked, 1))
    expect(hand.said).toBe('ga')
    for (let i = 0; i < 4; i++) hand.does(moved(hand.session, hand.marked, -1))
    expect(hand.said).toBe('a')
    expect(moved(hand.session, hand.marked, 1)).toBeNull()
  })

  it('become plain by going back at the beginning', () => {
    const hand = new Hand().types('- a').marks(0)
    expect(hand.does(erased(hand.session, hand.marked, 0, true)).said).toBe('a')
  })

  it('are switched on and off for all that is marked', () => {
    const hand = new Hand().types('a\nb\nc').marks(0, 3)
    hand.does(styled(hand.session, hand.marked, 'd'))
    expect(hand.said).toBe('da[d \n]b\nc')
    expect(hand.does(styled(hand.session, hand.marked, 'n')).said).toBe('na[n \n]b\nc')
    expect(hand.does(styled(hand.session, hand.marked, 'n')).session.words.head).toBe('')
  })
})

describe('marks', () => {
  it('are switched on, and off where all have them', () => {
    const hand = new Hand().types('one two').marks(0, 3)
    expect(hand.does(switched(hand.session, hand.marked, 'b')).said).toBe('[b one] two')
    hand.marks(0, 7)
    expect(hand.does(switched(hand.session, hand.marked, 'b')).said).toBe('[b one two]')
    expect(hand.does(switched(hand.session, hand.marked, 'b')).said).toBe('one two')
  })

  it('go on behind letters that have them', () => {
    const hand = new Hand().types('one').marks(0, 3)
    hand.does(switched(hand.session, hand.marked, 'b')).marks(3)
    expect(hand.types('s').said).toBe('[b ones]')
    expect(hand.does(written(hand.session, hand.marked, '!', '')).said).toBe('[b ones]!')
  })
})

describe('links', () => {
  it('are made of addresses that are typed', () => {
    const hand = new Hand().types('see https://example.org/x. now')
    expect(hand.said).toBe('see [a https://example.org/x]. now')
    expect(linkAround(hand.session, { from: 10, to: 10 })).toEqual({ from: 4, to: 25, link: 'https://example.org/x' })
  })

  it('are set, changed as a whole, and taken away', () => {
    const hand = new Hand().types('one two').marks(0, 3)
    hand.does(led(hand.session, hand.marked, 'https://a.example')).marks(1)
    hand.does(led(hand.session, hand.marked, 'https://b.example'))
    expect(linkAround(hand.session, { from: 1, to: 1 })).toEqual({ from: 0, to: 3, link: 'https://b.example' })
    expect(hand.marks(3).types('s').said).toBe('[a one]s two')
    hand.marks(1)
    expect(hand.does(led(hand.session, hand.marked, '')).said).toBe('ones two')
  })

  it('lead nowhere but where a board lets them', () => {
    const rows = [
      'example.org',
      'ann@example.org',
      'http://x',
      'javascript:alert(1)',
      'data:text/html,x',
      'two words',
      'file:///etc',
      'word',
      'localhost:8080/a',
    ]
    expect(rows.map(addressOf)).toEqual([
      'https://example.org',
      'mailto:ann@example.org',
      'http://x',
      null,
      null,
      null,
      null,
      null,
      'https://localhost:8080/a',
    ])
  })
})

describe('taking back within the field', () => {
  it('goes step by step, and forward again', () => {
    const hand = new Hand()
    const past = new TextPast()
    const did = (edit: Edit, kind: string, now: number) => {
      const before = hand.session.runs
      hand.does(edit)
      past.did(before, hand.session.runs, kind, now)
    }
    for (const [i, letter] of [...'one'].entries())
      did(written(hand.session, hand.marked, letter, null), 'typed', i * 100)
    for (const [i, letter] of [...' two'].entries())
      did(written(hand.session, hand.marked, letter, null), 'typed', 5000 + i * 100)
    hand.marks(0, 3)
    did(switched(hand.session, hand.marked, 'b'), '', 9000)
    expect(hand.said).toBe('[b one] two')
    const turn = (way: 'back' | 'again') => {
      const changes = past[way](hand.session)
      if (changes !== null) hand.session = edited(hand.session, changes)
      return hand.said
    }
    expect([turn('back'), turn('back'), turn('back'), turn('back')]).toEqual(['one two', 'one', '', ''])
    expect([turn('again'), turn('again'), turn('again')]).toEqual(['one', 'one two', '[b one] two'])
  })
})
