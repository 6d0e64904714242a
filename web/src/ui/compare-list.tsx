import { useMemo, useRef, useState } from 'react'
import type { ElementProps } from '../elements/element'
import { sayCount } from '../words/count'
import { calledThere, changedWords } from './compare-words'
import type { Compared } from './history-compare'
import { useRowsInSight } from './rows-in-sight'

/** The three ways in which things differ, with the signs that they have on the canvas too. */
type Way = 'added' | 'changed' | 'removed'
const signs: { readonly [way in Way]: string } = { added: '+', changed: '~', removed: '−' }

type Row = { readonly way: Way; readonly id: string } | { readonly way: Way; readonly count: number }

type Props = {
  readonly compared: Compared
  /** How something on the canvas is shown. */
  readonly shown: (id: string) => ElementProps | undefined
  readonly onGo: (id: string) => void
}

/** Everything that differs, by the way in which it does; a click goes there. */
export function CompareList({ compared, shown, onGo }: Props) {
  const rows = useMemo(() => rowsOf(compared), [compared])
  const list = useRef<HTMLDivElement>(null)
  const { from, to, height } = useRowsInSight(list, rows.length)
  const [current, setCurrent] = useState('')
  return (
    <div ref={list} className="history-list compare-list">
      <ul style={{ blockSize: rows.length * height, paddingBlockStart: from * height }}>
        {rows.slice(from, to).map((row) =>
          'count' in row ? (
            <li key={row.way} className="compare-row compare-head">
              <Sign way={row.way} />
              {headWords(row)}
            </li>
          ) : (
            <li key={row.id}>
              <button
                type="button"
                className="compare-row compare-entry"
                aria-current={row.id === current}
                onClick={() => {
                  setCurrent(row.id)
                  onGo(row.id)
                }}
              >
                <Sign way={row.way} />
                <Entry {...{ compared, shown, row }} />
              </button>
            </li>
          ),
        )}
      </ul>
    </div>
  )
}

const Sign = ({ way }: { readonly way: Way }) => (
  <span className={`compare-sign is-${way}`} aria-hidden="true">
    {signs[way]}
  </span>
)

function Entry({ compared, shown, row }: Pick<Props, 'compared' | 'shown'> & { row: Extract<Row, { id: string }> }) {
  const { from, to, found } = compared
  const gone = row.way === 'removed'
  const name = gone ? calledThere(from, row.id) : calledThere(to, row.id, shown(row.id))
  const names = found.changed.get(row.id)
  return (
    <>
      <bdi className="compare-name">{name}</bdi>
      {names !== undefined && <span className="compare-what soft small-print">{changedWords(names)}</span>}
    </>
  )
}

function headWords({ way, count }: Extract<Row, { count: number }>): string {
  if (way === 'added') return sayCount('{n} added', '{n} added', count)
  if (way === 'changed') return sayCount('{n} changed', '{n} changed', count)
  return sayCount('{n} removed', '{n} removed', count)
}

function rowsOf({ found }: Compared): readonly Row[] {
  const rows: Row[] = []
  const add = (way: Way, ids: readonly string[]) => {
    if (ids.length > 0) rows.push({ way, count: ids.length }, ...ids.map((id) => ({ way, id })))
  }
  add('added', found.added)
  add('changed', [...found.changed.keys()])
  add('removed', found.removed)
  return rows
}
