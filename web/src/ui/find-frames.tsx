import { seen, toScreen } from '../editor/camera'
import type { Match } from '../editor/find'
import type { Editor } from '../editor/types'
import { touches } from '../geometry/box'
import { useEditorPart } from './hooks'

/** No more frames than this are drawn at once: where so many are in view, they say nothing more. */
const most = 200
/** How far a frame keeps off what it is around, in CSS pixels. */
const off = 6

/** A frame around everything that was found and is in view; the one at hand stands out. */
export function FindFrames({ editor, matches, at }: { editor: Editor; matches: readonly Match[]; at: string }) {
  const camera = useEditorPart(editor, (s) => s.camera)
  const view = seen(camera, editor.viewport)
  const inView = matches.filter((match) => touches(match.box, view)).slice(0, most)
  return (
    <svg className="find-frames" aria-hidden="true">
      {inView.map(({ id, box }) => {
        const { x, y } = toScreen(camera, box)
        return (
          <rect
            key={id}
            className={id === at ? 'is-at' : ''}
            data-found={id}
            x={x - off}
            y={y - off}
            width={(box.w * camera.zoom) / 100 + 2 * off}
            height={(box.h * camera.zoom) / 100 + 2 * off}
            rx={8}
          />
        )
      })}
    </svg>
  )
}
