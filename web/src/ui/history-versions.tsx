import { Bookmark, Pencil, Trash2 } from 'lucide-react'
import { memo, useEffect, useMemo, useRef, useState } from 'react'
import { noticesOf } from '../editor/notices'
import type { Editor } from '../editor/types'
import { momentAt, type NamedMoment, renaming, unnaming } from '../history/moments'
import type { Player } from '../history/player'
import { type Sitting, sittingsOf } from '../history/sittings'
import type { Author } from '../sync/api'
import { sayCount } from '../words/count'
import { sayList } from '../words/forms'
import { say } from '../words/say'
import { IconButton } from './button'
import { NAME_MAX, nameMoment, nameOf, nameTyped, useMoments } from './history-moments'
import type { SideProps } from './history-sides'
import { spanWords, timeWords } from './history-words'
import { useEditorPart } from './hooks'
import { NameInput } from './name-input'
import './styles/layers-panel.css'

/** No more names are said of who was there. */
const NAMES = 3

/** So many lines are drawn at once; more come when the last of them comes into sight. */
const PORTION = 100

/** A line of the list: a sitting, or a moment with a name. */
type Line = { readonly key: string } & ({ readonly sitting: Sitting } | { readonly moment: NamedMoment })

/** A board's life in sittings and the named moments in them, the last one first. One goes to a moment, to what a sitting ended with, and names moments. */
export default function Versions({ editor, history }: SideProps) {
  const { player, people } = history
  const { changes } = player.moment
  const readOnly = useEditorPart(editor, (s) => s.readOnly)
  const sittings = sittingsOf(player.film)
  const moments = useMoments(editor, player.film)
  const lines = useMemo(() => linesOf(sittings, moments), [sittings, moments])
  const [shown, setShown] = useState(PORTION)
  const current = currentOf(lines, moments, changes)
  const common = { editor, player, people, readOnly }
  return (
    <>
      {!readOnly && <NameThis editor={editor} changes={changes} />}
      {lines.length === 0 ? (
        <p className="soft small-print history-side-empty">{say('Nothing has happened here yet.')}</p>
      ) : (
        <ol className="history-list">
          {lines
            .slice(0, shown)
            .map((line) =>
              'sitting' in line ? (
                <SittingLine key={line.key} {...common} sitting={line.sitting} current={line.key === current} />
              ) : (
                <MomentLine key={line.key} {...common} moment={line.moment} current={line.key === current} />
              ),
            )}
          {shown < lines.length && <More key={shown} onSeen={() => setShown(shown + PORTION)} />}
        </ol>
      )}
      <Kept history={history} />
    </>
  )
}

/** For how long the past is kept, and that some of it is no more: everybody who sees it may know. */
function Kept({ history: { keep, player } }: Pick<SideProps, 'history'>) {
  const words = [
    player.film.first > 0 && say('What came before is not kept any more'),
    keep !== null &&
      sayCount('The history of this board is kept for {n} day', 'The history of this board is kept for {n} days', keep),
  ]
  const said = words.filter((one) => one !== false)
  if (said.length === 0) return null
  return (
    <p className="soft small-print history-side-empty">
      {said.map((one) => (
        <span key={one} className="history-kept">
          {one}
        </span>
      ))}
    </p>
  )
}

/** Sittings, the last one first, each with its moments under it. */
function linesOf(sittings: readonly Sitting[], moments: readonly NamedMoment[]): readonly Line[] {
  const lines: Line[] = []
  let next = moments.length - 1
  for (const sitting of sittings.toReversed()) {
    lines.push({ key: `sitting ${sitting.from}`, sitting })
    for (; next >= 0 && moments[next]!.changes >= sitting.from; next--)
      lines.push({ key: moments[next]!.key, moment: moments[next]! })
  }
  return lines
}

/** The line of what is shown: that of its name, or else of the sitting in which it was. */
function currentOf(lines: readonly Line[], moments: readonly NamedMoment[], changes: number): string | undefined {
  const named = momentAt(moments, changes)
  if (named !== undefined) return named.key
  return lines.find((line) => 'sitting' in line && line.sitting.from <= changes && changes <= line.sitting.to)?.key
}

/** Where the moment that is shown is given a name. */
function NameThis({ editor, changes }: { readonly editor: Editor; readonly changes: number }) {
  const [typed, setTyped] = useState('')
  const add = () => {
    const title = nameTyped(typed)
    if (title !== '' && nameMoment(editor, changes, title)) setTyped('')
  }
  return (
    <form
      className="history-naming"
      onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
    >
      <input
        className="field"
        dir={typed === '' ? undefined : 'auto'}
        aria-label={say('Name this moment')}
        placeholder={say('Name this moment')}
        autoComplete="off"
        enterKeyHint="done"
        maxLength={NAME_MAX}
        disabled={changes === 0}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          setTyped('')
          event.currentTarget.blur()
        }}
      />
      {typed.trim() !== '' && (
        <button type="submit" className="button primary">
          {say('Save')}
        </button>
      )}
    </form>
  )
}

type LineProps = {
  readonly editor: Editor
  readonly player: Player
  readonly people: ReadonlyMap<number, Author>
  readonly readOnly: boolean
  readonly current: boolean
}

const SittingLine = memo(({ sitting, player, people, current }: LineProps & { readonly sitting: Sitting }) => (
  <li>
    <button type="button" className="history-entry" aria-current={current} onClick={() => player.stand(sitting.to)}>
      <span>{spanWords(sitting.began, sitting.ended)}</span>
      <span className="soft small-print">{whoWords(sitting, people)}</span>
    </button>
  </li>
))

const MomentLine = memo((props: LineProps & { readonly moment: NamedMoment }) => {
  const { moment, editor, player, readOnly, current } = props
  const [typing, setTyping] = useState(false)
  const name = nameOf(moment)
  if (typing)
    return (
      <li className="history-named">
        <NameInput
          label={say('Name of the moment')}
          name={name}
          onEnd={(next) => {
            setTyping(false)
            if (next !== null && next !== '' && next !== moment.title)
              editor.commit([renaming(moment, next)], editor.newID())
          }}
        />
      </li>
    )
  return (
    <li className="history-named">
      <button
        type="button"
        className="history-entry"
        aria-current={current}
        onClick={() => player.stand(moment.changes)}
        onDoubleClick={() => !readOnly && setTyping(true)}
      >
        <span className="history-name">
          <Bookmark aria-hidden="true" />
          <bdi>{name}</bdi>
        </span>
        <span className="soft small-print">{timeOf(player, moment)}</span>
      </button>
      {!readOnly && (
        <>
          <IconButton className="small" label={say('Rename {name}', { name })} onClick={() => setTyping(true)}>
            <Pencil />
          </IconButton>
          <IconButton className="small" label={say('Remove {name}', { name })} onClick={() => remove(editor, moment)}>
            <Trash2 />
          </IconButton>
        </>
      )}
    </li>
  )
})

const timeOf = ({ film }: Player, { changes }: NamedMoment): string => timeWords(film.rowAt(changes)!.time)

/** Takes a name away, and gives it back where that was a mistake. */
function remove(editor: Editor, moment: NamedMoment): void {
  editor.commit([unnaming(moment)], editor.newID())
  noticesOf(editor).say(say('{what} deleted', { what: nameOf(moment) }), '', {
    title: say('Undo'),
    run: () => editor.commit([renaming(moment, moment.title)], editor.newID()),
  })
}

/** Stands where the list goes on, and says when that comes into sight. */
function More({ onSeen }: { readonly onSeen: () => void }) {
  const place = useRef<HTMLLIElement>(null)
  const seen = useRef(onSeen)
  useEffect(() => {
    const watch = new IntersectionObserver(([entry]) => entry!.isIntersecting && seen.current(), {
      rootMargin: '400px',
    })
    watch.observe(place.current!)
    return () => watch.disconnect()
  }, [])
  return <li ref={place} aria-hidden="true" className="history-more" />
}

/** "Ada and Ben · 12 changes" */
function whoWords({ authors, from, to }: Sitting, people: ReadonlyMap<number, Author>): string {
  const names = [...authors.keys()].map((author) => people.get(author)?.name ?? '').filter((name) => name !== '')
  const count = sayCount('{n} change', '{n} changes', to - from + 1)
  const shown = names.slice(0, NAMES)
  if (names.length > NAMES) shown.push(sayCount('{n} other', '{n} others', names.length - NAMES))
  return shown.length === 0 ? count : say('{who} · {count}', { who: sayList(shown), count })
}
