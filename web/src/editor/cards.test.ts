import { describe, expect, test } from 'vitest'
import type { Value } from '../board/types'
import { joined, runsOf } from '../elements/text-runs'
import { Hands } from '../test/hands'
import { cardFor, intoCards, intoTexts, linkedTo, linkSelected, putCard } from './cards'
import { clipboardOf } from './clipboard'
import { sortOut } from './clipboard-sort'

const NOTE = 'https://en.wikipedia.org/wiki/Sticky_note'

function withCard(link = NOTE) {
  const hands = new Hands()
  putCard(hands.editor, link, { x: 50_000, y: 40_000 })
  const [card] = hands.elements
  return {
    hands,
    id: card!.id,
    editor: hands.editor,
    typist: hands.typist,
    props: () => hands.room.board.element(card!.id)!.props,
  }
}

const words = (props: ReadonlyMap<string, Value>) => joined(runsOf(props))

describe('what is pasted', () => {
  const brought = (text: string, files: File[] = []) => ({ html: '', svg: '', text, files })

  test('is a link where it is the address of a page and nothing else', () => {
    expect(sortOut(brought(` ${NOTE}\n`))).toEqual({ is: 'link', text: NOTE })
    expect(sortOut(brought(NOTE), true)).toEqual({ is: 'text', text: NOTE })
    for (const text of [
      `${NOTE} ${NOTE}`,
      'javascript:alert(1)',
      'mailto:a@example.org',
      'data:text/html,x',
      `x ${NOTE}`,
    ])
      expect(sortOut(brought(text)).is).toBe('text')
  })

  test('becomes a card in one step', async () => {
    const hands = new Hands()
    await clipboardOf(hands.editor).paste({ is: 'link', text: NOTE })
    const [card] = hands.elements
    expect([card!.props.get('kind'), card!.props.get('link'), words(card!.props)]).toEqual([
      'card',
      NOTE,
      'Sticky note',
    ])
    expect([...hands.editor.state.selection]).toEqual([card!.id])
    hands.editor.undo()
    expect(hands.elements).toEqual([])
  })
})

test('a card is as high as its title needs', () => {
  let n = 0
  const height = (link: string) => (cardFor(link, () => `id-${n++}-00000`).props.get('size') as number[])[1]!
  expect(height(`https://example.org/${'many-words-'.repeat(7)}`)).toBeGreaterThan(height(NOTE))
})

test('text becomes a card and a card text; nothing that a person wrote is lost', () => {
  const { editor, props } = withCard()
  editor.commit(intoTexts(editor), 'step-0001')
  expect([props().get('kind'), words(props()), props().get('link')]).toEqual(['text', NOTE, NOTE])
  expect(props().has('size')).toBe(false)
  editor.commit(intoCards(editor), 'step-0002')
  expect([props().get('kind'), words(props())]).toEqual(['card', 'Sticky note'])
  expect(props().has('measured')).toBe(false)
})

test('a title that a person wrote stays the words of the text, and the title of the card', () => {
  const { editor, typist, id, props } = withCard()
  editor.edit(id)
  typist.type('Where notes come from')
  editor.endTyping()
  editor.select([id])
  editor.commit(intoTexts(editor), 'step-0001')
  expect([words(props()), props().get('link')]).toEqual(['Where notes come from', NOTE])
  editor.commit(intoCards(editor), 'step-0002')
  expect([words(props()), props().get('link')]).toEqual(['Where notes come from', NOTE])
})

test('a link is given to all that is selected, and taken away; a card says its new one, and keeps a title of somebody’s own', () => {
  const { editor, typist, id, props } = withCard()
  editor.commit(linkedTo(editor, 'https://example.org/how-to-draw'), 'step-0001')
  expect([words(props()), linkSelected(editor)]).toEqual(['How to draw', 'https://example.org/how-to-draw'])
  editor.edit(id)
  typist.type('Mine')
  editor.endTyping()
  editor.select([id])
  editor.commit(linkedTo(editor, NOTE), 'step-0002')
  expect([words(props()), linkSelected(editor)]).toEqual(['Mine', NOTE])
  editor.commit(linkedTo(editor, ''), 'step-0003')
  expect(props().has('link')).toBe(false)
  expect(linkedTo(editor, '')).toEqual([])
})
