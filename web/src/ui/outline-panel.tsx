import { ChevronDown, X } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Outline, type OutlineRow } from '../editor/bykeys/outline'
import { walkerOf } from '../editor/bykeys/walker'
import type { Editor } from '../editor/types'
import { sayCount } from '../words/count'
import { onSpoken, say } from '../words/say'
import { IconButton } from './button'
import { useEditorPart } from './hooks'
import { useOutlineKeys } from './outline-keys'
import type { PanelProps } from './panel-list'
import { useRowsInSight } from './rows-in-sight'
import './styles/layers-panel.css'
import './styles/outline.css'

/** After changes of the board it is read again at most so often, in milliseconds. */
const again = 250

/** The board as a tree of words: for who does not see it, and for who looks for something in it. */
export default function OutlinePanel({ editor, open, onClose }: PanelProps) {
  return open ? <OutlineOf editor={editor} onClose={onClose} /> : null
}

function OutlineOf({ editor, onClose }: Pick<PanelProps, 'editor' | 'onClose'>) {
  const [query, setQuery] = useState('')
  const [shut, setShut] = useState<ReadonlySet<string>>(new Set())
  const outline = useOutline(editor)
  const rows = useMemo(() => outline.rows(shut, query), [outline, shut, query])
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    const place = panel.current
    const first = place?.querySelector<HTMLElement>('[role="tree"]') ?? place?.querySelector('button')
    first?.focus()
    const walker = walkerOf(editor)
    const wide = (place?.offsetWidth ?? 0) + 24
    // On a narrow window all of it is covered anyway.
    if (walker !== undefined && wide < editor.viewport.w / 2) walker.covered = wide
    // Whoever was in it, and is nowhere by now, goes on on the board.
    return () => {
      if (walker !== undefined) walker.covered = 0
      if (document.activeElement === document.body) editor.run('to-board')
    }
  }, [editor])
  const fold = (id: string, close: boolean) =>
    setShut((now) => new Set(close ? [...now, id] : [...now].filter((one) => one !== id)))
  const all = outline.tree.size === 0 ? 0 : [...outline.tree.values()].reduce((sum, ids) => sum + ids.length, 0)
  return (
    <section
      ref={panel}
      className="panel layers outline"
      aria-label={say('Outline')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <header className="layers-head">
        <h2>{say('Outline')}</h2>
        <span className="soft small-print outline-count" role="status">
          {query === '' ? sayCount('{n} element', '{n} elements', all) : say('{n} of {all}', { n: rows.length, all })}
        </span>
        <IconButton side="bottom" label={say('Close')} keys="escape" onClick={onClose}>
          <X />
        </IconButton>
      </header>
      {all === 0 ? (
        <p className="soft small-print layers-empty">
          {say(
            'Nothing lies on the board yet. What is drawn, written or put there is listed here, and can be read out.',
          )}
        </p>
      ) : (
        <>
          <input
            className="field outline-filter"
            type="search"
            aria-label={say('Filter the outline')}
            placeholder={say('Filter')}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
              event.preventDefault()
              panel.current?.querySelector<HTMLElement>('[role="tree"]')?.focus()
            }}
          />
          <Tree {...{ editor, outline, rows, fold }} />
          {rows.length === 0 && <p className="soft small-print layers-empty">{say('Nothing here is called so.')}</p>}
        </>
      )}
    </section>
  )
}

type TreeProps = {
  readonly editor: Editor
  readonly outline: Outline
  readonly rows: readonly OutlineRow[]
  readonly fold: (id: string, close: boolean) => void
}

function Tree({ editor, outline, rows, fold }: TreeProps) {
  const selection = useEditorPart(editor, (s) => s.selection)
  const list = useRef<HTMLDivElement>(null)
  const { active, press } = useOutlineKeys({ editor, outline, rows, fold })
  const { from, to, height, show } = useRowsInSight(list, rows.length)
  const at = rows.findIndex(({ id }) => id === active)
  useEffect(() => {
    if (at >= 0) show(at)
  }, [at, show])
  if (rows.length === 0) return null
  return (
    <div
      ref={list}
      className="outline-rows"
      role="tree"
      aria-label={say('What lies on the board')}
      aria-multiselectable="true"
      tabIndex={0}
      aria-activedescendant={at >= 0 ? `outline-${active}` : undefined}
      onKeyDown={press}
    >
      <div role="presentation" style={{ blockSize: rows.length * height, paddingBlockStart: from * height }}>
        {rows.slice(from, to).map((row) => (
          <Row
            key={row.id}
            {...{ editor, row, fold }}
            name={outline.nameOf(row.id)}
            active={row.id === active}
            selected={selection.has(row.id)}
          />
        ))}
      </div>
    </div>
  )
}

type RowProps = Pick<TreeProps, 'editor' | 'fold'> & {
  readonly row: OutlineRow
  readonly name: string
  readonly active: boolean
  readonly selected: boolean
}

function Row({ editor, row, name, active, selected, fold }: RowProps) {
  const { id, level, place, of, holds, open } = row
  return (
    // Keys are the tree's.
    // biome-ignore lint/a11y/useKeyWithClickEvents: as said
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus
    <div
      id={`outline-${id}`}
      className={`outline-row ${active ? 'is-active' : ''}`}
      role="treeitem"
      aria-level={level}
      aria-posinset={place}
      aria-setsize={of}
      aria-selected={selected}
      {...(holds && { 'aria-expanded': open })}
      style={{ paddingInlineStart: 8 + (level - 1) * 16 }}
      onClick={() => walkerOf(editor)?.reach([id])}
    >
      <span
        className="outline-fold"
        aria-hidden="true"
        onClick={(event) => {
          event.stopPropagation()
          if (holds) fold(id, open)
        }}
      >
        {holds && <ChevronDown className={open ? '' : 'is-shut'} />}
      </span>
      <bdi className="outline-name">{name}</bdi>
    </div>
  )
}

/** The outline of the board as it is, or was a moment ago. */
function useOutline(editor: Editor): Outline {
  const [outline, setOutline] = useState(() => new Outline(editor.client.view, editor.finder))
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => setOutline(new Outline(editor.client.view, editor.finder))
    look()
    const ends = [
      editor.client.on({
        changed: () => {
          timer ??= setTimeout(() => {
            timer = undefined
            look()
          }, again)
        },
      }),
      // What things are called is said in the page's language.
      onSpoken(look),
    ]
    return () => {
      for (const end of ends) end()
      clearTimeout(timer)
    }
  }, [editor])
  return outline
}
