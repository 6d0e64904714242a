import { useEffect, useRef } from 'react'
import { colourOf } from '../elements/palette'
import { activityOf } from '../history/activity'
import type { Film } from '../history/film'
import type { NamedMoment } from '../history/moments'
import { say } from '../words/say'
import type { OpenHistory } from './history-offered'
import { Ticks } from './history-ticks'
import { themeNow } from './theme'

/** Of a part of the timeline, in CSS pixels. */
const PART = 4
/** How wide the notch of something struck out is, in CSS pixels. */
const NOTCH = 3

type Props = {
  readonly history: OpenHistory
  readonly words: string
  readonly moments: readonly NamedMoment[]
}

/**
 * The whole life from left to right: how much was done when, in the colours of those who did it, and what was named. One drags to any moment;
 * `words` say which.
 */
export function Timeline({ history, words, moments }: Props) {
  const { player } = history
  const { film, moment } = player
  const canvas = useRef<HTMLCanvasElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is another picture when there are more changes
  useEffect(() => {
    const to = canvas.current
    if (to === null) return
    const draw = () => drawActivity(to, history)
    const observer = new ResizeObserver(draw)
    observer.observe(to)
    return () => observer.disconnect()
  }, [history, film.length])
  const share = film.lasts === 0 ? 1 : moment.time / film.lasts
  return (
    <div className="history-line" style={{ '--share': share } as React.CSSProperties}>
      <canvas ref={canvas} className="history-activity" />
      <input
        type="range"
        className="history-range"
        aria-label={say('Moment')}
        aria-valuetext={words}
        dir="ltr"
        min={0}
        max={Math.max(1, film.lasts)}
        step="any"
        value={film.lasts === 0 ? 1 : moment.time}
        onChange={({ target }) => player.drag(Number(target.value))}
        onPointerUp={() => player.letGo()}
        onPointerCancel={() => player.letGo()}
      />
      <Ticks player={player} moments={moments} lasts={film.lasts} />
    </div>
  )
}

/** Bars as high as much was done. Few changes beside very many are still to be seen, so height grows as the square root. */
function drawActivity(canvas: HTMLCanvasElement, { player, people }: OpenHistory): void {
  const { clientWidth: w, clientHeight: h } = canvas
  const dpr = Math.max(1, devicePixelRatio || 1)
  canvas.width = Math.ceil(w * dpr)
  canvas.height = Math.ceil(h * dpr)
  const to = canvas.getContext('2d')!
  to.scale(dpr, dpr)
  const parts = activityOf(player.film, Math.max(1, Math.floor(w / PART)))
  const most = Math.sqrt(Math.max(1, ...parts.map(({ changes }) => changes)))
  const theme = themeNow()
  for (const [i, { changes, author }] of parts.entries()) {
    if (changes === 0) continue
    const high = Math.max(3, (Math.sqrt(changes) / most) * h)
    to.fillStyle = colourOf(people.get(author)?.colour ?? 'grey', theme) ?? '#888'
    to.beginPath()
    to.roundRect((i * w) / parts.length, h - high, PART - 1, high, 1)
    to.fill()
  }
  drawStruck(to, player.film, w)
}

/** What was struck out is a notch at the upper edge. */
function drawStruck(to: CanvasRenderingContext2D, film: Film, w: number): void {
  to.fillStyle = getComputedStyle(to.canvas).getPropertyValue('--bad') || '#c00'
  for (const [i, { change, marks }] of film.rows.entries()) {
    if (change !== null || marks !== undefined) continue
    const x = film.lasts === 0 ? 0 : (film.timeOf(film.first + i + 1) / film.lasts) * w
    to.fillRect(Math.min(w - NOTCH, Math.max(0, x - NOTCH / 2)), 0, NOTCH, NOTCH * 2)
  }
}
