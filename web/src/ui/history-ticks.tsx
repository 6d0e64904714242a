import { memo } from 'react'
import type { NamedMoment } from '../history/moments'
import type { Player } from '../history/player'
import { Hint } from './button'
import { nameOf } from './history-moments'

/** Of moments that lie nearer to each other than this share of the line, one is marked. */
const APART = 1 / 300

type Props = {
  readonly player: Player
  readonly moments: readonly NamedMoment[]
  /** How long the film is: the ticks stand elsewhere when it has become longer. */
  readonly lasts: number
}

/** The named moments as ticks on the line. They are for the eye and the mouse; the list of versions has all of them for everybody. */
export const Ticks = memo(({ player, moments, lasts }: Props) => {
  const ticks = apart(moments, (one) => (lasts === 0 ? 1 : player.film.timeOf(one.changes) / lasts))
  return ticks.map(([share, moment]) => (
    <Hint key={moment.key} label={nameOf(moment)}>
      <button
        type="button"
        className="history-tick"
        tabIndex={-1}
        aria-hidden="true"
        style={{ '--at': share } as React.CSSProperties}
        onClick={() => player.stand(moment.changes)}
      />
    </Hint>
  ))
})

/** Where they stand, the last one of those that lie close together. */
function apart(
  moments: readonly NamedMoment[],
  shareOf: (moment: NamedMoment) => number,
): (readonly [share: number, moment: NamedMoment])[] {
  const ticks: (readonly [number, NamedMoment])[] = []
  for (const moment of moments) {
    const share = shareOf(moment)
    if (ticks.length > 0 && share - ticks.at(-1)![0] < APART) ticks.pop()
    ticks.push([share, moment])
  }
  return ticks
}
