import { useEffect, useMemo, useState } from 'react'
import type { Board } from '../board/board'
import { Finder } from '../editor/finder'
import { type Comparison, compareBoards, countOf } from '../history/compare'
import type { Film } from '../history/film'
import { boardOf } from '../history/ghosts'
import type { Lens } from '../render/lens/lens'
import { say } from '../words/say'
import { type Ends, EndsChosen, firstEnds } from './compare-ends'
import { CompareList } from './compare-list'
import { fittedBeside } from './compare-sight'
import type { SideProps } from './history-sides'
import { useLens } from './use-lens'
import './styles/compare.css'

/** Two moments and what lies between them. `gone`: where what was removed lay. */
export type Compared = {
  readonly from: Board
  readonly to: Board
  readonly found: Comparison
  readonly gone: Finder
  readonly lens: Lens
}

/** Compares two moments: on the canvas, which shows what it came to, and as a list. */
export default function Compare({ history }: SideProps) {
  const { player, editor } = history
  const { film, moment } = player
  const [ends, setEnds] = useState<Ends>(() => firstEnds(history))
  const { from, to } = ends
  const compared = useMemo(() => compare(film, { from, to }), [film, from, to])
  useEffect(() => player.stand(to), [player, to])
  const shown = moment.changes === to
  useLens(editor, shown ? compared.lens : null)
  const goTo = (id: string) => {
    player.stand(to)
    const box = compared.to.element(id) === undefined ? compared.gone.bounds(id) : editor.finder.bounds(id)
    if (box !== null) editor.setCamera(fittedBeside(box, editor.viewport), true)
  }
  return (
    <>
      <EndsChosen
        history={history}
        ends={ends}
        onChoose={(next) => {
          setEnds(next)
          player.stand(next.to)
        }}
      />
      {!shown && (
        <p className="compare-elsewhere soft small-print">
          {say('The canvas shows another moment.')}{' '}
          <button type="button" className="link-button" onClick={() => player.stand(to)}>
            {say('Show what is compared')}
          </button>
        </p>
      )}
      {countOf(compared.found) === 0 ? (
        <p className="soft small-print history-side-empty">{say('Both moments are the same.')}</p>
      ) : (
        <CompareList compared={compared} shown={(id) => editor.finder.shown(id)?.props} onGo={goTo} />
      )}
    </>
  )
}

function compare(film: Film, { from, to }: Ends): Compared {
  const [before, after] = [film.boardAt(from), film.boardAt(to)]
  const found = compareBoards(before, after)
  const removed = new Set(found.removed)
  const gone = new Finder(boardOf(before, removed))
  const lens: Lens = {
    groups: [
      { ids: new Set(found.added), colour: 'green', line: 'whole', sign: '+' },
      { ids: new Set(found.changed.keys()), colour: 'yellow', line: 'dashed', sign: '~' },
    ],
    ...(removed.size > 0 && { ghosts: { ids: removed, colour: 'red', line: 'dotted', sign: '−', finder: gone } }),
    dims: false,
  }
  return { from: before, to: after, found, gone, lens }
}
