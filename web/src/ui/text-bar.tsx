import {
  Bold,
  Code,
  ExternalLink,
  Heading1,
  Heading2,
  Heading3,
  Italic,
  Link as LinkIcon,
  List,
  ListOrdered,
  Strikethrough,
  Underline,
  Unlink,
} from 'lucide-react'
import { type ReactNode, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { follow } from '../editor/field/address'
import { type TextHand, textHandsOf } from '../editor/text-hand'
import type { Editor } from '../editor/types'
import { BULLETS, HEADINGS, type Inline, NUMBERS } from '../elements/marks'
import { say } from '../words/say'
import { IconButton } from './button'
import { barPlace } from './text-bar-place'
import './styles/text-bar.css'

type Choice<T extends string> = {
  readonly value: T
  readonly label: string
  readonly keys: string
  readonly face: ReactNode
}

const letters: readonly Choice<Inline>[] = [
  { value: 'b', label: 'Bold', keys: 'mod+b', face: <Bold /> },
  { value: 'i', label: 'Italic', keys: 'mod+i', face: <Italic /> },
  { value: 'u', label: 'Underline', keys: 'mod+u', face: <Underline /> },
  { value: 's', label: 'Strike through', keys: 'mod+shift+x', face: <Strikethrough /> },
  { value: 'c', label: 'Code', keys: 'mod+e', face: <Code /> },
]

const headings: readonly Choice<string>[] = [
  { value: HEADINGS[0]!, label: 'Heading', keys: 'mod+alt+1', face: <Heading1 /> },
  { value: HEADINGS[1]!, label: 'Smaller heading', keys: 'mod+alt+2', face: <Heading2 /> },
  { value: HEADINGS[2]!, label: 'Smallest heading', keys: 'mod+alt+3', face: <Heading3 /> },
]

const lists: readonly (Choice<string> & { readonly all: string })[] = [
  { value: BULLETS[0]!, all: BULLETS, label: 'List', keys: 'mod+shift+8', face: <List /> },
  { value: NUMBERS[0]!, all: NUMBERS, label: 'Numbered list', keys: 'mod+shift+7', face: <ListOrdered /> },
]

/** What can be done to the words at hand, above the field that they are typed into. */
export default function TextBar({ editor }: { editor: Editor }) {
  const hands = textHandsOf(editor)
  useSyncExternalStore(hands.on, () => hands.version)
  const { hand } = hands
  const [linking, setLinking] = useState(false)
  if (hands.heardLink() && !linking) setLinking(true)
  if (hand === null) return null
  return (
    <Bar hand={hand}>
      {linking ? (
        <LinkForm hand={hand} onDone={() => setLinking(false)} />
      ) : (
        <Marks hand={hand} onLink={() => setLinking(true)} />
      )}
    </Bar>
  )
}

/** Stands above the field, or below where there is no room; in a narrow window at the lower edge of what is seen. */
function Bar({ hand, children }: { hand: TextHand; children: ReactNode }) {
  const own = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const node = own.current
    if (node === null) return
    const seen = window.visualViewport
    const { left, top } = barPlace(hand.box(), node.getBoundingClientRect(), {
      x: seen?.offsetLeft ?? 0,
      y: seen?.offsetTop ?? 0,
      w: seen?.width ?? innerWidth,
      h: seen?.height ?? innerHeight,
    })
    node.style.left = `${left}px`
    node.style.top = `${top}px`
  })
  return (
    <div
      ref={own}
      className="text-bar panel row"
      role="toolbar"
      aria-label={say('Words')}
      data-of-text=""
      // The field keeps the focus, and what is marked in it.
      onMouseDown={(event) => event.target instanceof HTMLInputElement || event.preventDefault()}
    >
      {children}
    </div>
  )
}

function Marks({ hand, onLink }: { hand: TextHand; onLink: () => void }) {
  const { inline, style, link } = hand.state
  return (
    <>
      {letters.map((one) => (
        <Toggle key={one.value} {...one} on={inline.includes(one.value)} onClick={() => hand.toggle(one.value)} />
      ))}
      <IconButton label={say('Link')} keys="mod+k" aria-pressed={link !== ''} onClick={onLink}>
        <LinkIcon />
      </IconButton>
      <span className="text-bar-gap" />
      {headings.map((one) => (
        <Toggle key={one.value} {...one} on={style === one.value} onClick={() => hand.style(one.value)} />
      ))}
      <span className="text-bar-gap" />
      {lists.map(({ all, ...one }) => (
        <Toggle
          key={one.value}
          {...one}
          on={style !== '' && all.includes(style)}
          onClick={() => hand.style(one.value)}
        />
      ))}
    </>
  )
}

function Toggle(props: { label: string; keys: string; face: ReactNode; on: boolean; onClick: () => void }) {
  return (
    <IconButton label={say(props.label)} keys={props.keys} aria-pressed={props.on} onClick={props.onClick}>
      {props.face}
    </IconButton>
  )
}

/** Where the letters lead. What is no address is said to be none, and stays to be mended. */
function LinkForm({ hand, onDone }: { hand: TextHand; onDone: () => void }) {
  const [address, setAddress] = useState(hand.state.link)
  const [wrong, setWrong] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const leads = hand.state.link !== ''
  const take = (said: string) => {
    if (hand.link(said)) onDone()
    else setWrong(true)
  }
  const back = () => {
    onDone()
    hand.focus()
  }
  return (
    <form
      ref={form}
      className="text-link"
      onSubmit={(event) => {
        event.preventDefault()
        take(address)
      }}
      onBlur={(event) => {
        const to = event.relatedTarget
        if (to instanceof Element && to.closest('[data-of-text], .text-field') === null) hand.leave()
      }}
    >
      <input
        type="text"
        inputMode="url"
        aria-label={say('Address')}
        aria-invalid={wrong}
        placeholder="https://"
        autoComplete="off"
        spellCheck={false}
        value={address}
        ref={(input) => input?.focus()}
        onChange={(event) => {
          setAddress(event.target.value)
          setWrong(false)
        }}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.key === 'Escape') back()
        }}
      />
      {wrong && <span role="alert">{say('Not an address')}</span>}
      <button type="submit" className="button">
        {say('Set')}
      </button>
      {leads && (
        <>
          <IconButton label={say('Open it')} onClick={() => follow(hand.state.link)}>
            <ExternalLink />
          </IconButton>
          <IconButton label={say('No link')} onClick={() => take('')}>
            <Unlink />
          </IconButton>
        </>
      )}
    </form>
  )
}
