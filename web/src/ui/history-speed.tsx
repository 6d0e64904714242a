import type { Player } from '../history/player'
import { sayNumber } from '../words/forms'
import { say } from '../words/say'

const speeds = [0.5, 1, 2, 4, 8, 16, 32, 64]

/** The whole of a board's life is shown in so many milliseconds. */
const WHOLE = 30_000

/** How fast it plays. */
export function Speed({ player }: { readonly player: Player }) {
  const { speed } = player.moment
  const whole = !speeds.includes(speed)
  return (
    <select
      className="field history-speed"
      aria-label={say('Speed')}
      value={whole ? 'whole' : String(speed)}
      onChange={({ target: { value } }) =>
        player.setSpeed(value === 'whole' ? wholeSpeed(player.film.lasts) : Number(value))
      }
    >
      {speeds.map((one) => (
        <option key={one} value={one}>
          {say('{n}×', { n: sayNumber(one, 1) })}
        </option>
      ))}
      <option value="whole">{say('All in 30 seconds')}</option>
    </select>
  )
}

/** A little off the round speeds, so that it is told from them. */
const wholeSpeed = (lasts: number) => Math.max(0.01, lasts / WHOLE) + 1e-6
