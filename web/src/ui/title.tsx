import { useEffect, useRef, useState } from 'react'
import { settingsID } from '../board/names'
import type { Editor } from '../editor/types'
import { isolated, shownLine } from '../elements/shown'
import { say } from '../words/say'
import { Hint } from './button'
import { useClientEvents, useEditorPart, useElement } from './hooks'

/** The longest title, in UTF-16 units (the type "line" of kinds.json). */
const titleMax = 200

/** The board's title, to be changed where it stands. `onRename` commits it. */
export function Title({ editor, onRename }: { editor: Editor; onRename: (title: string) => void }) {
  const settings = useElement(editor.client, settingsID)
  const readOnly = useEditorPart(editor, (s) => s.readOnly)
  useClientEvents(editor.client, 'role')
  // Of a board that is not here yet nobody knows what it is called.
  const untitled = editor.client.role === '' ? '…' : say('Untitled board')
  const title = shownLine(String(settings?.props.get('title') ?? ''))
  const [typing, setTyping] = useState<string | null>(null)
  useEffect(() => {
    document.title = title ? `${isolated(title)} · Drawing Room` : 'Drawing Room'
  }, [title])
  const end = (keep: boolean) => {
    const next = shownLine((typing ?? title).slice(0, titleMax))
    setTyping(null)
    if (keep && next !== title) onRename(next)
  }
  if (readOnly)
    return (
      <h1 className="title-still">
        <bdi>{title || untitled}</bdi>
      </h1>
    )
  if (typing === null) return <TitleButton title={title} untitled={untitled} onPress={() => setTyping(title)} />
  return <TitleInput value={typing} onType={setTyping} onEnd={end} />
}

type ButtonProps = { readonly title: string; readonly untitled: string; readonly onPress: () => void }

function TitleButton({ title, untitled, onPress }: ButtonProps) {
  return (
    <h1 className="title">
      <Hint label={say('Rename the board')} side="bottom">
        <button type="button" className={`title-button ${title ? '' : 'is-empty'}`} onClick={onPress}>
          <bdi>{title || untitled}</bdi>
        </button>
      </Hint>
    </h1>
  )
}

function TitleInput(props: { value: string; onType: (text: string) => void; onEnd: (keep: boolean) => void }) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.select(), [])
  return (
    <input
      ref={input}
      className="title-input"
      dir={props.value === '' ? undefined : 'auto'}
      aria-label={say('Title of the board')}
      placeholder={say('Untitled board')}
      maxLength={titleMax}
      value={props.value}
      onChange={(event) => props.onType(event.target.value)}
      onBlur={() => props.onEnd(true)}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') props.onEnd(true)
        if (event.key === 'Escape') props.onEnd(false)
      }}
    />
  )
}
