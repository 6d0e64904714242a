import { useEffect, useMemo, useRef, useState } from 'react'
import type { Editor } from '../editor/types'
import type { Works } from '../history/works'
import type { Lens, LensGroup } from '../render/lens/lens'
import { sayCount } from '../words/count'
import { say } from '../words/say'
import { initials } from './names'
import { colourClass } from './palette'
import { useLens } from './use-lens'
import { nameOf, type People } from './who-words'
import './styles/who.css'

type Props = {
  readonly editor: Editor
  readonly people: People
  readonly works: ReadonlyMap<number, Works>
  /** How many changes each made; undefined where that is not known. */
  readonly changes?: ReadonlyMap<number, number>
}

/** Everyone who took part, who did most first. Whom one chooses, their work is seen apart: theirs alone, or among all. */
export function PeopleWorks({ editor, people, works, changes }: Props) {
  const [chosen, choose] = useState(0)
  const [only, setOnly] = useState(false)
  const authors = useMemo(() => ordered(works, changes), [works, changes])
  useLens(editor, useTheirs(works.get(chosen), people.get(chosen)?.colour ?? 'grey', chosen !== 0, only))
  if (authors.length === 0)
    return <p className="soft small-print history-side-empty">{say('Nothing has happened here yet.')}</p>
  return (
    <>
      <ul className="who-list">
        {authors.map((author) => (
          <li key={author}>
            <button
              type="button"
              className="who-entry"
              aria-pressed={author === chosen}
              onClick={() => choose(author === chosen ? 0 : author)}
            >
              <span className={`face ${colourClass(people.get(author)?.colour ?? 'grey')}`} aria-hidden="true">
                {initials(nameOf(people, author))}
              </span>
              <span className="who-name">
                <bdi>{nameOf(people, author)}</bdi>
                <span className="soft small-print">{worksWords(works.get(author), changes?.get(author))}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <button
        type="button"
        role="switch"
        aria-checked={only}
        className="who-only"
        disabled={chosen === 0}
        onClick={() => setOnly(!only)}
      >
        {say('Only theirs')}
        <span className="who-knob" aria-hidden="true" />
      </button>
      {chosen !== 0 && (
        <p className="soft small-print who-key">
          {say('Around what they drew the line is whole, around what they changed last it is dashed.')}
        </p>
      )}
    </>
  )
}

function ordered(works: Props['works'], changes: Props['changes']): readonly number[] {
  const weight = (author: number) => changes?.get(author) ?? works.get(author)?.drew.size ?? 0
  const authors = new Set([...works.keys(), ...(changes?.keys() ?? [])])
  return [...authors].filter((author) => author !== 0).sort((a, b) => weight(b) - weight(a) || a - b)
}

/** "34 changes · 12 elements" */
function worksWords(works: Works | undefined, changes: number | undefined): string {
  const elements = sayCount('{n} element', '{n} elements', works?.drew.size ?? 0)
  if (changes === undefined) return elements
  return say('{who} · {count}', { who: sayCount('{n} change', '{n} changes', changes), count: elements })
}

/** What is seen apart of a person; the same lens for as long as that is the same. */
function useTheirs(works: Works | undefined, colour: string, chosen: boolean, dims: boolean): Lens | null {
  const last = useRef<Works>(undefined)
  if (works === undefined || !sameWorks(last.current, works)) last.current = works
  const theirs = last.current
  return useMemo(() => {
    if (!chosen) return null
    const group = (ids: ReadonlySet<string>, line: LensGroup['line']): LensGroup => ({ ids, colour, line, sign: '' })
    const { drew, changed } = theirs ?? { drew: new Set<string>(), changed: new Set<string>() }
    return { groups: [group(drew, 'whole'), group(changed, 'dashed')], dims }
  }, [theirs, colour, chosen, dims])
}

const sameWorks = (a: Works | undefined, b: Works) =>
  a !== undefined && same(a.drew, b.drew) && same(a.changed, b.changed)

function same(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size !== b.size) return false
  for (const id of a) if (!b.has(id)) return false
  return true
}

/** Read again at most so often, in milliseconds: a history that is played changes with every frame. */
const AGAIN = 200

/** A value that is worked out anew for another key, but not more often than that. */
export function useNowAndThen<T>(key: unknown, read: () => T): T {
  const [held, hold] = useState(() => ({ key, value: read(), at: 0 }))
  const late = useRef(read)
  late.current = read
  useEffect(() => {
    if (key === held.key) return
    const wait = Math.max(0, AGAIN - (performance.now() - held.at))
    const timer = setTimeout(() => hold({ key, value: late.current(), at: performance.now() }), wait)
    return () => clearTimeout(timer)
  }, [key, held])
  return held.value
}
