import { ChevronDown, ChevronUp, Search, X } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { seen } from '../editor/camera'
import { bringing, firstOf, type Match, placesOf, Words } from '../editor/find'
import type { Editor } from '../editor/types'
import { say } from '../words/say'
import { IconButton } from './button'
import { FindFrames } from './find-frames'
import type { PanelProps } from './panel-list'
import './styles/find.css'

/** After others' changes it is looked again at most so often, in milliseconds. */
const again = 250

/** Finds words on the board: a line to type in, how many there are, and the way from one to the next. */
export default function FindPanel({ editor, open, onClose }: PanelProps) {
  return open ? <Find editor={editor} onClose={onClose} /> : null
}

function Find({ editor, onClose }: Pick<PanelProps, 'editor' | 'onClose'>) {
  const [query, setQuery] = useState('')
  const matches = useMatches(editor, query)
  const [at, setAt] = useState('')
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const go = useCallback(
    (match: Match | undefined) => {
      if (match === undefined) return
      setAt(match.id)
      const { camera } = editor.state
      const to = bringing(match.box, camera, editor.viewport)
      if (to !== camera) editor.setCamera(to, true)
    },
    [editor],
  )
  const here = matches.findIndex((match) => match.id === at)
  useEffect(() => {
    if (here < 0 && matches.length > 0) go(matches[firstOf(matches, seen(editor.state.camera, editor.viewport))])
  }, [matches, here, editor, go])
  const step = (by: number) => go(matches[(here + by + matches.length) % matches.length])
  const press = (event: React.KeyboardEvent) => {
    if (event.key === 'Enter') step(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') onClose()
    else if ((event.ctrlKey || event.metaKey) && event.key === 'f') input.current?.select()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <>
      <FindFrames editor={editor} matches={matches} at={at} />
      <search className="panel find" onKeyDown={press}>
        <Search className="find-face" />
        <input
          ref={input}
          className="find-input"
          aria-label={say('Find on the board')}
          placeholder={say('Find on the board')}
          enterKeyHint="search"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <output className="find-count soft">{countWords(query, here, matches.length)}</output>
        <IconButton
          side="bottom"
          label={say('Previous')}
          keys="shift+enter"
          aria-disabled={matches.length === 0}
          onClick={() => step(-1)}
        >
          <ChevronUp />
        </IconButton>
        <IconButton
          side="bottom"
          label={say('Next')}
          keys="enter"
          aria-disabled={matches.length === 0}
          onClick={() => step(1)}
        >
          <ChevronDown />
        </IconButton>
        <IconButton side="bottom" label={say('Close')} keys="escape" onClick={onClose}>
          <X />
        </IconButton>
      </search>
    </>
  )
}

function countWords(query: string, at: number, of: number): string {
  if (query.trim() === '') return ''
  return of === 0 ? say('Nothing [found]') : say('{n} of {all}', { n: at + 1, all: of })
}

/** What fits the query now, also as others write. */
function useMatches(editor: Editor, query: string): readonly Match[] {
  const words = useMemo(() => new Words(editor.client.view), [editor])
  const [round, setRound] = useState(0)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const end = editor.client.on({
      changed: (touched) => {
        words.changed(editor.client.view, touched)
        timer ??= setTimeout(() => {
          timer = undefined
          setRound((n) => n + 1)
        }, again)
      },
    })
    return () => {
      end()
      clearTimeout(timer)
    }
  }, [editor, words])
  return useMemo(() => {
    void round
    return placesOf(editor.client.view, editor.finder, words.holding(query))
  }, [editor, words, query, round])
}
