import { Menu } from '@base-ui/react/menu'
import { Ellipsis, Eye, EyeOff, GripVertical, Presentation, X } from 'lucide-react'
import { useState } from 'react'
import { fitted } from '../editor/camera'
import { renameFrame } from '../editor/frame-name'
import { putSlideAfter, type Slide, slideInView, slidesOf } from '../editor/slides'
import type { Editor } from '../editor/types'
import { shownLine } from '../elements/shown'
import { keyText } from '../words/keys'
import { say } from '../words/say'
import { IconButton } from './button'
import { useEscapeCloses } from './escape-closes'
import { useEditorPart } from './hooks'
import { keysOf } from './keys-of'
import { type Carried, useLayerDrag } from './layer-drag'
import { NameInput } from './name-input'
import type { PanelProps } from './panel-list'
import { openPanel } from './panels'
import { chromePlace } from './place'
import { useBoard } from './use-board'
import './styles/layers-panel.css'
import './styles/frames.css'
import './styles/menu.css'

/** The frames in their row: one looks at each, names, hides, orders, exports and presents them. */
export default function FramesPanel({ editor, open, onClose }: PanelProps) {
  return open ? <Frames editor={editor} onClose={onClose} /> : null
}

function Frames({ editor, onClose }: Pick<PanelProps, 'editor' | 'onClose'>) {
  const slides = useBoard(editor, slidesOf)
  const readOnly = useEditorPart(editor, (s) => s.readOnly)
  const camera = useEditorPart(editor, (s) => s.camera)
  useEscapeCloses(editor, onClose)
  const drop = (id: string, over: string) => {
    const rest = slides.filter((one) => one.id !== id)
    const before = over === '' ? rest.at(-1) : rest[rest.findIndex((one) => one.id === over) - 1]
    editor.commit(putSlideAfter(editor.client.view, id, before?.id ?? ''), editor.newID())
  }
  const { carried, props } = useLayerDrag(drop)
  const selection = useEditorPart(editor, (s) => s.selection)
  const selected = slides.findIndex(({ id }) => selection.has(id))
  const active = selected < 0 ? slideInView(slides, camera, editor.viewport) : selected
  return (
    <section className="panel layers frames" aria-label={say('Frames')}>
      <header className="layers-head">
        <h2>{say('Frames')}</h2>
        {slides.length > 0 && (
          <IconButton
            side="bottom"
            label={say('Present the frames')}
            keys={keysOf(editor, 'present')}
            onClick={() => openPanel('stage')}
          >
            <Presentation />
          </IconButton>
        )}
        <IconButton side="bottom" label={say('Close')} onClick={onClose}>
          <X />
        </IconButton>
      </header>
      {slides.length === 0 ? (
        <p className="soft small-print layers-empty">
          {say(
            'There are no frames yet. Draw one with the frame tool ({tool}), or put what is selected into one ({wrap}). What lies in a frame goes along with it; frames can be shown one by one, and exported each by itself.',
            { tool: keyText(keysOf(editor, 'tool-frame') ?? ''), wrap: keyText(keysOf(editor, 'frame-wrap') ?? '') },
          )}
        </p>
      ) : (
        <ol className={`layers-list ${carried ? 'is-carrying' : ''}`} {...(!readOnly && props)}>
          {slides.map((slide, i) => (
            <Row key={slide.id} {...{ editor, slide, readOnly, carried }} place={i + 1} active={i === active} />
          ))}
          <li
            className={`frames-end layer ${carried?.over === '' ? 'is-under' : ''}`}
            data-layer=""
            aria-hidden="true"
          />
        </ol>
      )}
    </section>
  )
}

type RowProps = {
  readonly editor: Editor
  readonly slide: Slide
  /** Its place in the row, from 1. */
  readonly place: number
  /** It is what one looks at. */
  readonly active: boolean
  readonly readOnly: boolean
  readonly carried: Carried | null
}

const nameOf = (slide: Slide) => shownLine(slide.name) || say('Frame')

/** Brings a frame into view, and takes it in the hand. */
function goTo(editor: Editor, slide: Slide): void {
  editor.setCamera(fitted(slide.box, editor.viewport), true)
  editor.select([slide.id])
}

function Row({ editor, slide, place, active, readOnly, carried }: RowProps) {
  const [naming, setNaming] = useState(false)
  const name = nameOf(slide)
  const hide = () => {
    const hidden = slide.hidden ? null : true
    editor.commit([{ op: 'set', id: slide.id, props: new Map([['hidden', hidden]]) }], editor.newID())
  }
  return (
    <li className={classesOf(slide, active, carried)} data-layer={slide.id}>
      {!readOnly && !naming && (
        <span className="layer-grip" aria-hidden="true">
          <GripVertical />
        </span>
      )}
      {naming ? (
        <NameInput
          label={say('Name of the frame')}
          name={slide.name}
          onEnd={(next) => {
            setNaming(false)
            if (next !== null && next !== slide.name) renameFrame(editor, slide.id, next)
          }}
        />
      ) : (
        <button
          type="button"
          className="layer-name"
          aria-current={active}
          onClick={() => goTo(editor, slide)}
          onDoubleClick={() => !readOnly && setNaming(true)}
        >
          <span className="soft layer-count">{place}</span>
          <bdi>{name}</bdi>
        </button>
      )}
      {!readOnly && (
        <IconButton
          className="small"
          label={slide.hidden ? say('Show {name}', { name }) : say('Hide {name}', { name })}
          aria-pressed={slide.hidden}
          onClick={hide}
        >
          {slide.hidden ? <EyeOff /> : <Eye />}
        </IconButton>
      )}
      <More editor={editor} slide={slide} readOnly={readOnly} onRename={() => setNaming(true)} />
    </li>
  )
}

function classesOf(slide: Slide, active: boolean, carried: Carried | null): string {
  const says = {
    'is-active': active,
    'is-hidden': slide.hidden,
    'is-carried': carried?.id === slide.id,
    // What is dragged lands above this one.
    'is-under': carried?.over === slide.id,
  }
  return ['layer', ...Object.entries(says).flatMap(([name, is]) => (is ? [name] : []))].join(' ')
}

type MoreProps = Pick<RowProps, 'editor' | 'slide' | 'readOnly'> & { readonly onRename: () => void }

/** What is done to a frame more seldom. */
function More({ editor, slide, readOnly, onRename }: MoreProps) {
  const chosen = (run: () => void) => () => {
    goTo(editor, slide)
    run()
  }
  const line = (title: string, run: () => void) => (
    <Menu.Item key={title} className="menu-item" disabled={slide.hidden} onClick={run}>
      {title}
    </Menu.Item>
  )
  return (
    <Menu.Root>
      <Menu.Trigger className="icon-button small" aria-label={say('More of {name}', { name: nameOf(slide) })}>
        <Ellipsis />
      </Menu.Trigger>
      <Menu.Portal container={chromePlace}>
        <Menu.Positioner side="bottom" align="end" sideOffset={4} collisionPadding={12} className="above-all">
          <Menu.Popup className="panel menu">
            {line(
              say('Present from here'),
              chosen(() => openPanel('stage')),
            )}
            {line(
              say('Export …'),
              chosen(() => openPanel('export')),
            )}
            {!readOnly && [
              <Menu.Separator key="line" className="menu-line" />,
              line(say('Rename'), onRename),
              line(
                say('Fit to what is in it'),
                chosen(() => editor.run('frame-fit')),
              ),
              <Menu.Separator key="line-2" className="menu-line" />,
              line(
                say('Remove the frame, keep what is in it'),
                chosen(() => editor.run('delete')),
              ),
            ]}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
