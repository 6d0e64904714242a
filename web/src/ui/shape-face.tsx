import { formNamed } from '../elements/forms'
import { FacePath } from './face-path'
import { Picture } from './style-faces'

/** The box that a shape is drawn into within a picture of 24, and where it begins. */
const [WIDTH, HEIGHT, LEFT, TOP] = [19, 16, 2.5, 4]

/** A shape in small, by its word in the choices; null for several. */
export function ShapeFace({ shape }: { shape: string | null }) {
  if (shape === null)
    return (
      <Picture className="is-mixed">
        <path d="M3.5 4.5h9v9h-9zM20 15.5a5 5 0 1 1-10 0 5 5 0 0 1 10 0z" />
      </Picture>
    )
  return <Picture>{drawn(shape)}</Picture>
}

function drawn(shape: string): React.ReactNode {
  if (shape === 'rectangle') return <rect x={LEFT} y={TOP} width={WIDTH} height={HEIGHT} rx="2" />
  if (shape === 'ellipse') return <ellipse cx="12" cy="12" rx={WIDTH / 2} ry={HEIGHT / 2} />
  if (shape === 'diamond') return <path d="M12 3l9.5 9-9.5 9-9.5-9z" />
  const { outline, detail } = formNamed(shape)
  const path = new FacePath(LEFT, TOP)
  outline(WIDTH, HEIGHT, path)
  detail?.(WIDTH, HEIGHT, path)
  return <path d={path.text} />
}
