import { describe, expect, it } from 'vitest'
import { layout, typeOf } from '../elements/text-layout'
import { clean, joined, runsOf } from '../elements/text-runs'
import { plain } from '../elements/words'
import { Hands } from '../test/hands'

const said = (hands: Hands) => joined(runsOf(hands.elements[0]!.props))

function started(text: string): readonly [Hands, Hands] {
  const one = new Hands().key('t').click(100, 100)
  one.type(text).key('escape')
  const other = one.another(2)
  const id = one.elements[0]!.id
  one.editor.edit(id)
  other.editor.edit(id)
  return [one, other]
}

describe('two people in one text', () => {
  it('write different lines and both stay', () => {
    const [one, other] = started('one\ntwo\nthree')
    one.type('ONE\ntwo\nthree')
    other.type('one\ntwo\nTHREE!')
    one.wait(400)
    expect(other.editor.typing.session?.typed).toBe('ONE\ntwo\nTHREE!')
    other.wait(400)
    expect(said(one)).toBe('ONE\ntwo\nTHREE!')
    expect(one.editor.typing.session?.typed).toBe('ONE\ntwo\nTHREE!')
  })

  it('insert lines at different places', () => {
    const [one, other] = started('a\nb\nc')
    one.type('a\nnew\nb\nc')
    other.type('a\nb\nc\nend')
    one.wait(400)
    other.wait(400)
    expect(said(one)).toBe('a\nnew\nb\nc\nend')
  })

  it('leave a text as wide as its letters are when one of them undoes, and does it again', () => {
    const [one, other] = started('base')
    one.type('base and much more of it')
    one.wait(400)
    other.type('base and much more of it, too')
    other.wait(400)
    one.key('escape')
    other.key('escape')
    const props = () => one.elements[0]!.props
    const asWide = () => {
      const { w, h } = layout(plain(said(one)), typeOf(props()), 0)
      expect(props().get('measured')).toEqual([w, h])
      return w
    }
    const wide = asWide()
    one.key('mod+z')
    expect(said(one)).toBe('base, too')
    expect(asWide()).toBeLessThan(wide)
    one.key('mod+shift+z')
    expect(asWide()).toBe(wide)
    one.key('mod+z')
    other.key('mod+z')
    expect(said(one)).toBe('base')
    asWide()
  })

  it('write in one line and both stay; undo takes only one’s own letters, and gives back those one deleted', () => {
    const [one, other] = started('base')
    one.type('baseABC')
    other.type('012base')
    one.wait(400)
    other.wait(400)
    expect(one.editor.typing.session?.typed).toBe('012baseABC')
    other.type('012baXseABC').type('012baXseAC').wait(400)
    expect(said(one)).toBe('012baXseAC')
    one.key('escape')
    other.key('escape').key('mod+z')
    expect(said(one)).toBe('baseABC')
    other.key('mod+shift+z')
    one.key('mod+z')
    expect(said(one)).toBe('012baXse')
  })

  it('stay in it when somebody removes it: the next letters bring all of it back', () => {
    const [one, other] = started('a\nb')
    const id = one.elements[0]!.id
    one.editor.commit([{ op: 'set', id, props: new Map([['colour', 'red']]) }], one.editor.newID())
    other.key('escape').editor.commit([{ op: 'remove', id }], other.editor.newID())
    expect(one.editor.state.editing).toBe(id)
    expect(one.room.board.size).toBe(0)
    one.type('a\nbc').wait(400)
    expect(said(other)).toBe('a\nbc')
    expect(one.elements[0]!.props.get('colour')).toBe('red')
    one.type('a\nbcd').key('escape')
    expect(said(other)).toBe('a\nbcd')
  })

  it('bring it back at once where letters wait to be told', () => {
    const [one, other] = started('a')
    one.type('abc')
    other.key('escape').editor.commit([{ op: 'remove', id: one.elements[0]!.id }], other.editor.newID())
    expect(said(other)).toBe('abc')
  })

  it('leave it removed when nothing more was typed', () => {
    const [one, other] = started('a')
    other.key('escape').editor.commit([{ op: 'remove', id: one.elements[0]!.id }], other.editor.newID())
    one.key('escape')
    expect(one.room.board.size).toBe(0)
    expect(one.editor.state.editing).toBeNull()
  })

  it('do not lose letters while an input method composes', () => {
    const [one, other] = started('a\nb')
    one.typist.composing = true
    one.type('あ\nb')
    other.type('a\nB').wait(400)
    expect(one.editor.typing.session?.typed).toBe('あ\nb')
    one.typist.composing = false
    one.type('あ\nb').wait(400)
    expect(said(one)).toBe('あ\nB')
  })
})

describe('what is pasted', () => {
  it('is made fit for the board', () => {
    expect(clean('a\r\nb\rc\0\ud800d')).toBe('a\nb\nc\ufffdd')
  })
})
