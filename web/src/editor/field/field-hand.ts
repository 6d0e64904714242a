import { INLINE, type Inline, ofLetters } from '../../elements/marks'
import { paragraphAt, paragraphsOf, typedMarks } from '../../elements/words'
import { boxUnion } from '../../geometry/box'
import type { TextHand, TextState } from '../text-hand'
import { addressOf } from './address'
import { allHave, led, linkAround, moved, styled } from './edits'
import type { TextField } from './field'
import { toggles } from './input'

/** The hand that the bar has on a field. */
export class FieldHand implements TextHand {
  private readonly field: TextField

  constructor(field: TextField) {
    this.field = field
  }

  get state(): TextState {
    const { session, selected, next } = this.field
    if (session === null) return { inline: '', style: '', link: '' }
    const { words } = session
    const caret = selected.from === selected.to
    const inline = caret
      ? (next ?? ofLetters(typedMarks(words, selected.from).marks))
      : INLINE.filter((mark) => allHave(session, selected, mark)).join('')
    const first = paragraphAt(words, selected.from).style
    const alike =
      caret ||
      paragraphsOf(words).every((one) => one.to < selected.from || one.from > selected.to || one.style === first)
    return { inline, style: alike ? first : '', link: linkAround(session, selected).link }
  }

  toggle(mark: Inline): void {
    this.focus()
    toggles(this.field, mark)
  }

  style(style: string): void {
    this.focus()
    this.field.does(styled(this.field.session!, this.field.selected, style))
  }

  nest(by: 1 | -1): void {
    this.focus()
    this.field.does(moved(this.field.session!, this.field.selected, by))
  }

  link(address: string): boolean {
    const link = address.trim() === '' ? '' : addressOf(address)
    this.focus()
    if (link === null) return false
    this.field.does(led(this.field.session!, this.field.selected, link))
    return true
  }

  box() {
    const { left, top, width, height } = this.field.node.getBoundingClientRect()
    const own = { x: left, y: top, w: width, h: height }
    const frame = this.field.frame()
    return (frame && boxUnion([own, frame])) ?? own
  }

  focus(): void {
    this.field.takeFocus()
  }

  leave(): void {
    this.field.editor.endTyping()
  }
}
