import type { Op, Props, SetProps, Value } from '../board/types'
import { sameValue, withProps } from '../board/values'
import { sizeOfCard } from '../elements/card'
import type { ElementProps } from '../elements/element'
import { isPage, soleLink, titleOf, urlOf } from '../elements/link'
import { pair, string } from '../elements/props'
import { anew } from '../elements/text-edit'
import { joined, runsOf } from '../elements/text-runs'
import { plain } from '../elements/words'
import { fittedTo } from '../elements/writing'
import { type BoardPoint, whole } from '../geometry/point'
import type { Carried } from './clipboard-payload'
import { parentOfNew } from './layers'
import { topOrder } from './order'
import { isLocked } from './tree'
import type { Editor } from './types'

/** Links as cards, and links of anything else. */

const pen = (newID: () => string) => ({ mine: new Set<string>(), shut: new Set<string>(), told: new Map(), newID })

/** The words of an element put in place of those it has. */
function saying(props: ElementProps, words: string, newID: () => string): Map<string, Value | null> {
  const runs = runsOf(props)
  return joined(runs) === words ? new Map() : new Map(anew(runs, plain(words), pen(newID)))
}

/** A card for the address of a page, with its upper left corner at the board's origin. */
export function cardFor(link: string, newID: () => string): Carried {
  const url = urlOf(link)
  const title = url === null ? '' : titleOf(url)
  const props = new Map<string, Value>([
    ['kind', 'card'],
    ['at', [0, 0]],
    ['link', link],
  ])
  props.set('size', sizeOfCard(props, title))
  for (const [path, value] of saying(props, title, newID)) if (value !== null) props.set(path, value)
  return { id: newID(), props }
}

/** Puts a card on the board with its middle at a point, and selects it. */
export function putCard(editor: Editor, link: string, at: BoardPoint): void {
  const { id, props } = cardFor(link, editor.newID)
  const [w, h] = pair(props, 'size')
  const parent = parentOfNew(editor)
  const next = new Map<string, Value>([...props, ['at', [whole(at.x - w / 2), whole(at.y - h / 2)]]])
  next.set('order', topOrder(editor.client.view, parent))
  if (parent !== '') next.set('parent', parent)
  editor.commit([{ op: 'put', id, props: next }], editor.newID())
  editor.select([id])
}

/** The page that a text leads to: by its link, or since its words are an address. */
function pageOf(props: ElementProps): string | null {
  const link = props.get('link')
  if (isPage(urlOf(link))) return link as string
  return soleLink(joined(runsOf(props)))
}

/** The elements among what is selected that can become something else, with what they become; locked ones stay. */
function turning(editor: Editor, kind: string, changes: (props: ElementProps) => Props | null): SetProps[] {
  const { client, finder, state } = editor
  return [...finder.leavesOf(state.selection)].flatMap((id) => {
    const props = client.view.element(id)?.props
    if (props?.get('kind') !== kind || isLocked(client.view, id)) return []
    const wanted = changes(props)
    return wanted === null ? [] : [{ op: 'set' as const, id, props: wanted }]
  })
}

/** Text as a card: its words become the title, unless they are the address itself. */
function asCard(props: ElementProps, newID: () => string): Props | null {
  const link = pageOf(props)
  const url = urlOf(link)
  if (link === null || url === null) return null
  const words = joined(runsOf(props)).trim()
  const title = soleLink(words) === null && words !== '' ? words : titleOf(url)
  const card = new Map<string, Value | null>([
    ['kind', 'card'],
    ['link', link],
    ['font-size', null],
    ['align', null],
    ['measured', null],
    ['width', null],
    ...saying(props, title, newID),
  ])
  return card.set('size', sizeOfCard(withProps(props, card), title))
}

/** A card as text: what a person wrote as its title, or else the address. The link stays. */
function asText(props: ElementProps, newID: () => string): Props {
  const link = string(props, 'link')
  const url = urlOf(link)
  const title = joined(runsOf(props)).trim()
  const words = title !== '' && (url === null || title !== titleOf(url)) ? title : link
  const text = new Map<string, Value | null>([
    ['kind', 'text'],
    ['colour', string(props, 'text-colour')],
    ['font-size', null],
    ['align', null],
    ['size', null],
    ...saying(props, words, newID),
  ])
  return new Map([...text, ...fittedTo(withProps(props, text), plain(words))])
}

/** What makes cards of the texts that are selected and lead to pages. */
export function intoCards(editor: Editor): SetProps[] {
  return turning(editor, 'text', (props) => asCard(props, editor.newID))
}

/** What makes texts of the cards that are selected. */
export function intoTexts(editor: Editor): SetProps[] {
  return turning(editor, 'card', (props) => asText(props, editor.newID))
}

/** The link that all that is selected has; '' for none, null where they differ. */
export function linkSelected({ client, finder, state }: Editor): string | null {
  const links = [...finder.leavesOf(state.selection)].map((id) =>
    string(client.view.element(id)?.props ?? new Map(), 'link'),
  )
  return new Set(links).size > 1 ? null : (links[0] ?? '')
}

/** What gives all that is selected a link; '' takes it away. A card whose title said its former link says the new one. */
export function linkedTo(editor: Editor, link: string): Op[] {
  const { client, finder, state } = editor
  return [...finder.leavesOf(state.selection)].flatMap((id): Op[] => {
    const props = client.view.element(id)?.props
    if (props === undefined || isLocked(client.view, id)) return []
    const value = link === '' ? null : link
    if (sameValue(props.get('link') ?? null, value)) return []
    return [{ op: 'set', id, props: new Map([['link', value], ...retitled(props, link, editor.newID)]) }]
  })
}

function retitled(props: ElementProps, link: string, newID: () => string): ReadonlyMap<string, Value | null> {
  const [before, next] = [urlOf(props.get('link')), urlOf(link)]
  if (props.get('kind') !== 'card' || before === null || next === null) return new Map()
  if (joined(runsOf(props)).trim() !== titleOf(before)) return new Map()
  const title = titleOf(next)
  return new Map([...saying(props, title, newID), ...fittedTo(props, plain(title))])
}
