import { heads } from '../elements/arrow-heads'
import { FacePath } from './face-path'
import { Picture } from './style-faces'

const routes: { readonly [route: string]: string } = {
  straight: 'M4 19 20 5',
  curve: 'M4 19C13 19 11 5 20 5',
  elbow: 'M4 19H9.5Q12 19 12 16.5V7.5Q12 5 14.5 5H20',
}

/** How an arrow gets to its end; null for several. */
export function RouteFace({ route }: { route: string | null }) {
  const tip = route === 'straight' ? 'M13.5 5.2 20 5l-.8 6.5' : 'M15.5 1.5 20 5l-4.5 3.5'
  return (
    <Picture className={route === null ? 'is-mixed' : ''}>
      <path d={routes[route ?? 'straight']} />
      {route !== null && <path d={tip} />}
    </Picture>
  )
}

/** The length of a head, and how far it stands out, in a picture of 24. */
const [LENGTH, WIDTH] = [8.5, 4.6]

/** One end of an arrow with its head. */
export function ArrowEndFace({ head, at }: { head: string; at: 'start' | 'end' }) {
  const { parts, inset } = heads[head] ?? { parts: [], inset: 0 }
  return (
    <Picture>
      <g transform={at === 'start' ? 'matrix(-1 0 0 1 2.5 12)' : 'translate(21.5 12)'}>
        <path d={`M-19 0H${-inset * LENGTH}`} />
        {parts.map(({ closed, build }, i) => {
          const path = new FacePath(0, 0)
          build(path, LENGTH, WIDTH)
          // The parts of a head never change places.
          // biome-ignore lint/suspicious/noArrayIndexKey: as said
          return <path key={i} d={path.text} fill={closed === 'filled' ? 'currentColor' : 'none'} />
        })}
      </g>
    </Picture>
  )
}
