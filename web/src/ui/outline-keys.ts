import { useState } from 'react'
import type { Outline, OutlineRow } from '../editor/bykeys/outline'
import { walkerOf } from '../editor/bykeys/walker'
import { folded } from '../editor/find'
import type { Editor } from '../editor/types'
import { spokenNow } from '../words/say'

/** Letters that follow each other so closely, in milliseconds, are one word that is looked for. */
const WORD = 700

type Asked = {
  readonly editor: Editor
  readonly outline: Outline
  readonly rows: readonly OutlineRow[]
  readonly fold: (id: string, close: boolean) => void
}

/** The keys of a tree as ARIA's authoring practices have them: which line is meant, and what a key does there. */
export function useOutlineKeys(asked: Asked): {
  readonly active: string
  readonly press: (event: React.KeyboardEvent) => void
} {
  const { editor, rows } = asked
  const [meant, setMeant] = useState('')
  const [typed, setTyped] = useState({ word: '', time: 0 })
  const selected = [...editor.state.selection].at(-1) ?? ''
  const there = (id: string) => rows.some((row) => row.id === id)
  const active = there(meant) ? meant : there(selected) ? selected : (rows[0]?.id ?? '')
  const seek = (letter: string, now: number) => {
    const word = now - typed.time < WORD ? typed.word + letter : letter
    setTyped({ word, time: now })
    const found = beginning(asked, active, word)
    if (found !== undefined) setMeant(found)
  }
  const press = (event: React.KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const next = moved(event.key, asked, active)
    if (next !== undefined) setMeant(next)
    else if (event.key === 'Enter') walkerOf(editor)?.reach([active])
    else if (event.key === ' ') toggle(editor, active)
    else if (event.key.length === 1) seek(event.key, event.timeStamp)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return { active, press }
}

/** Where a key leads from a line; undefined for keys that lead nowhere. What is folded by it stays. */
function moved(key: string, { rows, fold }: Asked, active: string): string | undefined {
  const at = rows.findIndex(({ id }) => id === active)
  const row = rows[at]
  const { rtl } = spokenNow()
  const [into, out] = rtl ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft']
  const last = rows.length - 1
  const leads: { readonly [key: string]: number } = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last }
  const to = leads[key]
  if (to !== undefined) return rows[Math.min(last, Math.max(0, to))]?.id
  if (row === undefined) return undefined
  if (key === into) {
    if (row.open) return rows[at + 1]?.id ?? active
    if (row.holds) fold(row.id, false)
    return active
  }
  if (key !== out) return undefined
  if (!row.open) return row.parent || active
  fold(row.id, true)
  return active
}

/** The next line whose kind or words begin with a word, round about; undefined for none. */
function beginning({ outline, rows }: Asked, active: string, word: string): string | undefined {
  const at = rows.findIndex(({ id }) => id === active)
  // A second letter may still mean the line that the first has found.
  const from = word.length > 1 ? at : at + 1
  const asked = folded(word)
  const parts = ({ id }: OutlineRow) => folded(outline.nameOf(id)).split(', ')
  const begins = (row: OutlineRow) => parts(row).some((part) => part.startsWith(asked))
  return [...rows.slice(from), ...rows.slice(0, from)].find(begins)?.id
}

/** Selects a line beside what is selected, or lets go of it. */
function toggle(editor: Editor, id: string): void {
  const { selection } = editor.state
  const rest = [...selection].filter((one) => one !== id)
  if (selection.has(id)) editor.select(rest)
  else walkerOf(editor)?.reach([...rest, id])
}
