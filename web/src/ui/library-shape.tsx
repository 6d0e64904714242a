import { Menu } from '@base-ui/react/menu'
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { decodePayload } from '../editor/clipboard-payload'
import { noticesOf } from '../editor/notices'
import { Pace } from '../editor/pace'
import type { Editor } from '../editor/types'
import { shownLine } from '../elements/shown'
import { say } from '../words/say'
import { ElementsPicture } from './elements-picture'
import { useEditorPart } from './hooks'
import { deleteShape, type KeptShape, putShapeBack, putShapeBefore, renameShape } from './library-store'
import { NameInput } from './name-input'
import { chromePlace } from './place'
import './styles/menu.css'

type ShapeProps = {
  readonly editor: Editor
  readonly shape: KeptShape
  /** What to put it before to bring it one forward, or one back ('' for the end); null where it is the first, or the last. */
  readonly before: string | null
  readonly after: string | null
  readonly onCarry: (event: React.PointerEvent) => void
  readonly onPress: (event: React.MouseEvent) => void
}

/** A shape of the library, as a picture with its name. */
export function LibraryShape({ editor, shape, before, after, onCarry, onPress }: ShapeProps) {
  const room = useEditorPart(editor, (s) => s.theme)
  const [naming, setNaming] = useState(false)
  const name = shownLine(shape.name) || say('Unnamed shape')
  const elements = async () => {
    const read = await decodePayload(shape.payload, new Pace())
    return 'elements' in read ? read.elements : []
  }
  const source = { board: '', bytes: async (asset: string) => shape.pictures.get(asset) ?? null }
  return (
    <li className="library-shape" data-shape={shape.id}>
      <button type="button" className="library-face" aria-label={name} onPointerDown={onCarry} onClick={onPress}>
        <ElementsPicture elements={elements} source={source} room={room} w={104} h={72} />
      </button>
      <div className="library-foot">
        {naming ? (
          <NameInput
            label={say('Name of the shape')}
            name={shape.name}
            onEnd={(next) => {
              setNaming(false)
              if (next !== null && next !== shape.name) void renameShape(shape.id, next)
            }}
          />
        ) : (
          <bdi className="library-name">{name}</bdi>
        )}
        <Menu.Root>
          <Menu.Trigger className="icon-button small" aria-label={say('More of {name}', { name })}>
            <Ellipsis />
          </Menu.Trigger>
          <Menu.Portal container={chromePlace}>
            <Menu.Positioner side="bottom" align="end" sideOffset={4} collisionPadding={12} className="above-all">
              <Menu.Popup className="panel menu">
                <MenuLine title={say('Rename')} run={() => setNaming(true)} />
                <MenuLine
                  title={say('Move forward')}
                  off={before === null}
                  run={() => void putShapeBefore(shape.id, before ?? '')}
                />
                <MenuLine
                  title={say('Move back')}
                  off={after === null}
                  run={() => void putShapeBefore(shape.id, after ?? '')}
                />
                <Menu.Separator className="menu-line" />
                <MenuLine title={say('Delete')} run={() => void takeOut(editor, shape, name)} />
              </Menu.Popup>
            </Menu.Positioner>
          </Menu.Portal>
        </Menu.Root>
      </div>
    </li>
  )
}

/** Deletes a shape, and offers to bring it back. */
async function takeOut(editor: Editor, shape: KeptShape, name: string): Promise<void> {
  await deleteShape(shape.id)
  const notices = noticesOf(editor)
  const back = () =>
    putShapeBack(shape).catch(() =>
      notices.say(say('Nothing was kept'), say('This browser keeps nothing for this page, or has no room left.')),
    )
  notices.say(say('{what} deleted', { what: name }), '', { title: say('Undo'), run: () => void back() })
}

/** A line of the library's menus. */
export function MenuLine({ title, run, off = false }: { title: string; run: () => void; off?: boolean }) {
  return (
    <Menu.Item className="menu-item" disabled={off} onClick={run}>
      {title}
    </Menu.Item>
  )
}
