import { Menu } from '@base-ui/react/menu'
import { Ellipsis, Plus, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { toBoard } from '../editor/camera'
import { filesChosen } from '../editor/choose-files'
import { decodePayload } from '../editor/clipboard-payload'
import { noticesOf } from '../editor/notices'
import { Pace } from '../editor/pace'
import { saveAs } from '../editor/save-as'
import type { Editor } from '../editor/types'
import { whole } from '../geometry/point'
import { say } from '../words/say'
import { IconButton } from './button'
import { useEscapeCloses } from './escape-closes'
import { useEditorPart } from './hooks'
import { addToLibrary } from './library-add'
import { useShapeDrag } from './library-drag'
import { LIBRARY, OFFERED, readLibrary, writeLibrary } from './library-file'
import { LibraryShape, MenuLine } from './library-shape'
import { type KeptShape, keepShapes, listShapes, onLibrary, putShapeBefore } from './library-store'
import type { PanelProps } from './panel-list'
import { chromePlace } from './place'
import { type At, putElements } from './put-elements'
import './styles/layers-panel.css'
import './styles/library.css'
import './styles/menu.css'

/** The person's own library: shapes that they put by, to be pressed or dragged onto any board. */
export default function LibraryPanel({ editor, open, onClose }: PanelProps) {
  return open ? <Library editor={editor} onClose={onClose} /> : null
}

/** The library as it is kept; null until it is known, false where this device keeps nothing. */
function useLibrary(): readonly KeptShape[] | null | false {
  const [shapes, setShapes] = useState<readonly KeptShape[] | null | false>(null)
  useEffect(() => {
    let goes = true
    const read = () =>
      listShapes().then(
        (found) => goes && setShapes(found),
        () => goes && setShapes(false),
      )
    void read()
    const end = onLibrary(() => void read())
    return () => {
      goes = false
      end()
    }
  }, [])
  return shapes
}

function Library({ editor, onClose }: Pick<PanelProps, 'editor' | 'onClose'>) {
  const shapes = useLibrary()
  const selected = useEditorPart(editor, (s) => s.selection.size > 0)
  const readOnly = useEditorPart(editor, (s) => s.readOnly)
  useEscapeCloses(editor, onClose)
  const all = shapes || []
  const put = (id: string, at: At) => {
    const shape = all.find((one) => one.id === id)
    if (shape !== undefined && !readOnly) void putShape(editor, shape, at)
  }
  const { carry, wasMoved } = useShapeDrag({
    onBoard: (id, { x, y }) => put(id, boardPoint(editor, x, y)),
    onOther: (id, other) => void putShapeBefore(id, other),
  })
  return (
    <section className="panel layers library" aria-label={say('Library')}>
      <header className="layers-head">
        <h2>{say('Library')}</h2>
        <IconButton
          side="bottom"
          label={say('Add what is selected')}
          aria-disabled={!selected}
          onClick={() => selected && void addToLibrary(editor)}
        >
          <Plus />
        </IconButton>
        <More editor={editor} shapes={all} />
        <IconButton side="bottom" label={say('Close')} onClick={onClose}>
          <X />
        </IconButton>
      </header>
      {all.length > 0 && (
        <ul className="library-list">
          {all.map((shape, i) => (
            <LibraryShape
              key={shape.id}
              editor={editor}
              shape={shape}
              before={all[i - 1]?.id ?? null}
              after={i + 1 < all.length ? (all[i + 2]?.id ?? '') : null}
              onCarry={(event) => carry(event, shape.id)}
              // A key presses without a pointer that may have been a drag.
              onPress={({ detail }) => (detail > 0 && wasMoved()) || put(shape.id, 'middle')}
            />
          ))}
        </ul>
      )}
      <p className="soft small-print layers-empty">{footOf(shapes)}</p>
    </section>
  )
}

function footOf(shapes: readonly KeptShape[] | null | false): string {
  if (shapes === false) return say('This browser keeps nothing for this page, or has no room left.')
  if (shapes?.length === 0)
    return say('Nothing is here yet. Select something on the board and press +: it can be used again on any board.')
  return say('Press one, or drag it onto the board. For you alone, kept on this device.')
}

function More({ editor, shapes }: { editor: Editor; shapes: readonly KeptShape[] }) {
  return (
    <Menu.Root>
      <Menu.Trigger className="icon-button" aria-label={say('More of the library')}>
        <Ellipsis />
      </Menu.Trigger>
      <Menu.Portal container={chromePlace}>
        <Menu.Positioner side="bottom" align="end" sideOffset={4} collisionPadding={12} className="above-all">
          <Menu.Popup className="panel menu">
            <MenuLine title={say('Open a library file …')} run={() => void importFiles(editor)} />
            <MenuLine title={say('Save as file')} off={shapes.length === 0} run={() => saveLibrary(shapes)} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

function saveLibrary(shapes: readonly KeptShape[]): void {
  const type = 'application/octet-stream'
  saveAs(new Blob(writeLibrary(shapes), { type }), `${say('Library [file]')}${LIBRARY}`)
}

async function importFiles(editor: Editor): Promise<void> {
  const notices = noticesOf(editor)
  for (const file of await filesChosen({ accept: OFFERED, multiple: true })) {
    const found = await readLibrary(file, editor.newID)
    if ('sentence' in found) notices.say(say('Nothing was kept'), found.sentence)
    else
      await keepShapes(found.shapes).catch(() =>
        notices.say(say('Nothing was kept'), say('This browser keeps nothing for this page, or has no room left.')),
      )
  }
}

async function putShape(editor: Editor, { payload, pictures }: KeptShape, at: At): Promise<void> {
  const read = await decodePayload(payload, new Pace())
  if ('elements' in read) await putElements(editor, read.elements, { at, pictures })
}

function boardPoint(editor: Editor, x: number, y: number) {
  const host = document.getElementById('board')!.getBoundingClientRect()
  const at = toBoard(editor.state.camera, { x: x - host.left, y: y - host.top })
  return { x: whole(at.x), y: whole(at.y) }
}
