import { Menu } from '@base-ui/react/menu'
import { Ellipsis, Eye, EyeOff, GripVertical, Lock, LockOpen, Plus, X } from 'lucide-react'
import { useState } from 'react'
import {
  addLayer,
  hideLayer,
  type Layer,
  layersOf,
  lockLayer,
  moveLayer,
  moveToLayer,
  putLayerAbove,
  removeLayer,
  renameLayer,
} from '../editor/layers'
import type { Editor } from '../editor/types'
import { shownLine } from '../elements/shown'
import { say } from '../words/say'
import { IconButton } from './button'
import { useEscapeCloses } from './escape-closes'
import { useEditorPart } from './hooks'
import { type Carried, useLayerDrag } from './layer-drag'
import { NameInput } from './name-input'
import type { PanelProps } from './panel-list'
import { chromePlace } from './place'
import { useBoard } from './use-board'
import './styles/layers-panel.css'
import './styles/menu.css'

/** The layers, the uppermost first: named, hidden, locked, ordered; new elements go into the one that is drawn on. */
export default function LayersPanel({ editor, open, onClose }: PanelProps) {
  return open ? <Layers editor={editor} onClose={onClose} /> : null
}

function Layers({ editor, onClose }: Pick<PanelProps, 'editor' | 'onClose'>) {
  const layers = useBoard(editor, layersOf)
  const readOnly = useEditorPart(editor, (s) => s.readOnly)
  const drawnOn = useEditorPart(editor, (s) => s.layer)
  const [fresh, setFresh] = useState('')
  useEscapeCloses(editor, onClose)
  const { carried, props } = useLayerDrag((id, over) => putLayerAbove(editor, id, over))
  const add = () => {
    addLayer(editor)
    setFresh(editor.state.layer)
  }
  return (
    <section className="panel layers" aria-label={say('Layers')}>
      <header className="layers-head">
        <h2>{say('Layers')}</h2>
        {!readOnly && (
          <IconButton side="bottom" label={say('New layer')} onClick={add}>
            <Plus />
          </IconButton>
        )}
        <IconButton side="bottom" label={say('Close')} onClick={onClose}>
          <X />
        </IconButton>
      </header>
      <ul className={`layers-list ${carried ? 'is-carrying' : ''}`} {...(!readOnly && props)}>
        {layers.toReversed().map((layer) => (
          <Row
            key={layer.id}
            editor={editor}
            layer={layer}
            active={layer.id === drawnOn}
            fresh={layer.id !== '' && layer.id === fresh}
            readOnly={readOnly}
            carried={carried}
          />
        ))}
      </ul>
      {layers.length === 1 && (
        <p className="soft small-print layers-empty">
          {say(
            'Everything lies on the board itself. What you put on a layer can be hidden, locked and ordered together.',
          )}
        </p>
      )}
    </section>
  )
}

type RowProps = {
  readonly editor: Editor
  readonly layer: Layer
  /** It is drawn on. */
  readonly active: boolean
  /** It was made just now: its name is asked for at once. */
  readonly fresh: boolean
  readonly readOnly: boolean
  /** What is being dragged in the list. */
  readonly carried: Carried | null
}

function Row({ editor, layer, active, fresh, readOnly, carried }: RowProps) {
  const [naming, setNaming] = useState(fresh)
  const name = nameOf(layer)
  const base = layer.id === ''
  return (
    <li className={classesOf(layer, active, carried)} data-layer={layer.id}>
      {!base && !readOnly && !naming && (
        <span className="layer-grip" aria-hidden="true">
          <GripVertical />
        </span>
      )}
      {naming ? (
        <NameInput
          label={say('Name of the layer')}
          name={layer.name}
          onEnd={(next) => {
            setNaming(false)
            if (next !== null && next !== layer.name) renameLayer(editor, layer.id, next)
          }}
        />
      ) : (
        <button
          type="button"
          className="layer-name"
          aria-current={active}
          onClick={() => editor.setLayer(layer.id)}
          onDoubleClick={() => !base && !readOnly && setNaming(true)}
        >
          <bdi>{name}</bdi>
          <span className="soft layer-count">{layer.count}</span>
        </button>
      )}
      {!base && !readOnly && (
        <>
          <IconButton
            className="small"
            label={layer.hidden ? say('Show {name}', { name }) : say('Hide {name}', { name })}
            aria-pressed={layer.hidden}
            onClick={() => hideLayer(editor, layer.id, !layer.hidden)}
          >
            {layer.hidden ? <EyeOff /> : <Eye />}
          </IconButton>
          <IconButton
            className="small"
            label={layer.locked ? say('Unlock {name}', { name }) : say('Lock {name}', { name })}
            aria-pressed={layer.locked}
            onClick={() => lockLayer(editor, layer.id, !layer.locked)}
          >
            {layer.locked ? <Lock /> : <LockOpen />}
          </IconButton>
        </>
      )}
      {!readOnly && <More editor={editor} layer={layer} onRename={() => setNaming(true)} />}
    </li>
  )
}

function classesOf(layer: Layer, active: boolean, carried: Carried | null): string {
  const says = {
    'is-active': active,
    'is-hidden': layer.hidden,
    'is-carried': carried?.id === layer.id,
    // What is dragged lands above this one.
    'is-under': carried?.over === layer.id,
  }
  return ['layer', ...Object.entries(says).flatMap(([name, is]) => (is ? [name] : []))].join(' ')
}

function nameOf(layer: Layer): string {
  if (layer.id === '') return say('The board itself')
  return shownLine(layer.name) || say('Unnamed layer')
}

/** What is done to a layer more seldom. */
function More({ editor, layer, onRename }: { editor: Editor; layer: Layer; onRename: () => void }) {
  const selected = useEditorPart(editor, (s) => s.selection.size)
  const line = (title: string, run: () => void, disabled = false) => (
    <Menu.Item key={title} className="menu-item" disabled={disabled} onClick={run}>
      {title}
    </Menu.Item>
  )
  return (
    <Menu.Root>
      <Menu.Trigger className="icon-button small" aria-label={say('More of {name}', { name: nameOf(layer) })}>
        <Ellipsis />
      </Menu.Trigger>
      <Menu.Portal container={chromePlace}>
        <Menu.Positioner side="bottom" align="end" sideOffset={4} collisionPadding={12} className="above-all">
          <Menu.Popup className="panel menu">
            {line(say('Put the selection here'), () => moveToLayer(editor, layer.id), selected === 0)}
            {layer.id !== '' && [
              <Menu.Separator key="line" className="menu-line" />,
              line(say('Rename'), onRename),
              line(say('Bring up'), () => moveLayer(editor, layer.id, 'forward')),
              line(say('Send down'), () => moveLayer(editor, layer.id, 'backward')),
              <Menu.Separator key="line-2" className="menu-line" />,
              line(say('Remove the layer, keep what is on it'), () => removeLayer(editor, layer.id)),
            ]}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
