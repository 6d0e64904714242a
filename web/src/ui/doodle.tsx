import { colourClass, peopleColours } from './palette'

/** A small drawing made from a board's id: the same for everybody, so that a board is found again by its look. */
export function Doodle({ id }: { id: string }) {
  const next = numbers(id)
  const colour = peopleColours[Math.floor(next() * peopleColours.length)]!.token
  const second = peopleColours[Math.floor(next() * peopleColours.length)]!.token
  return (
    <svg className="doodle" viewBox="0 0 120 72" aria-hidden="true">
      <g className={colourClass(second)}>
        {next() < 0.5 ? (
          <circle className="doodle-shape" cx={30 + next() * 60} cy={30 + next() * 14} r={9 + next() * 8} />
        ) : (
          <rect
            className="doodle-shape"
            x={20 + next() * 50}
            y={18 + next() * 16}
            width={22 + next() * 12}
            height={18 + next() * 8}
            rx="4"
          />
        )}
      </g>
      <path className={`doodle-line ${colourClass(colour)}`} d={squiggle(next)} />
    </svg>
  )
}

/** A smooth line of waves that ends where it likes. */
function squiggle(next: () => number): string {
  let x = 16 + next() * 8
  let path = `M ${round(x)} ${round(30 + next() * 16)} q ${round(5 + next() * 5)} ${round(-34 + next() * 14)} ${round(12 + next() * 4)} 0`
  x += 14
  while (x < 92) {
    const step = 8 + next() * 12
    path += ` t ${round(step)} ${round(-5 + next() * 10)}`
    x += step
  }
  return path
}

const round = (x: number) => Math.round(x * 10) / 10

/** Numbers from 0 to 1 that follow from a text (FNV-1a, then xorshift). */
function numbers(text: string): () => number {
  let state = 0x811c9dc5
  for (const unit of text) state = Math.imul(state ^ unit.codePointAt(0)!, 0x01000193) >>> 0
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 0x1_0000_0000
  }
}
