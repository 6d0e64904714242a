import { addLayer, hideLayer, layerAround, layersOf, lockLayer, moveToLayer, removeLayer } from '../layers'
import { isLayer } from '../tree'
import type { Command, Editor } from '../types'
import { onFree } from './free'

const mayWrite = ({ state }: Editor) => !state.readOnly

/** The layer so many above another, as the panel lists them; undefined beyond the ends. */
function neighbour(editor: Editor, of: string, by: number): string | undefined {
  const layers = layersOf(editor.client.view)
  return layers[layers.findIndex((layer) => layer.id === of) + by]?.id
}

function carrying(by: number, id: string, title: string): Command {
  const target = (editor: Editor) => {
    const [first] = editor.state.selection
    return first === undefined ? undefined : neighbour(editor, layerAround(editor.client.view, first), by)
  }
  return {
    id,
    title,
    keys: [],
    words: 'move selection send',
    enabled: (editor) => mayWrite(editor) && target(editor) !== undefined,
    run: (editor) => {
      const layer = target(editor)
      if (layer !== undefined) moveToLayer(editor, layer)
    },
  }
}

function drawing(by: number, id: string, title: string): Command {
  return {
    id,
    title,
    keys: [],
    words: 'active current switch',
    enabled: (editor) => neighbour(editor, editor.state.layer, by) !== undefined,
    run: (editor) => editor.setLayer(neighbour(editor, editor.state.layer, by) ?? ''),
  }
}

/** Something about the layer that is drawn on. */
function about(
  of: Pick<Command, 'id' | 'title' | 'words' | 'on'>,
  run: (editor: Editor, layer: string) => void,
): Command {
  return {
    ...of,
    keys: [],
    enabled: (editor) => mayWrite(editor) && isLayer(editor.client.view, editor.state.layer),
    run: (editor) => run(editor, editor.state.layer),
  }
}

const flagOf = ({ client, state }: Editor, name: string) => client.view.element(state.layer)?.props.get(name) === true

/** What is drawn on which layer. */
export const layerCommands: readonly Command[] = [
  {
    id: 'layer-add',
    title: 'New layer',
    keys: [],
    words: 'add create',
    enabled: mayWrite,
    run: (editor) => addLayer(editor),
  },
  drawing(1, 'layer-up', 'Draw on the layer above'),
  drawing(-1, 'layer-down', 'Draw on the layer below'),
  ...onFree(
    carrying(1, 'layer-carry-up', 'Move to the layer above'),
    carrying(-1, 'layer-carry-down', 'Move to the layer below'),
  ),
  about(
    { id: 'layer-hide', title: 'Hide the layer', words: 'show eye', on: (editor) => flagOf(editor, 'hidden') },
    (editor, layer) => hideLayer(editor, layer, !flagOf(editor, 'hidden')),
  ),
  about(
    { id: 'layer-lock', title: 'Lock the layer', words: 'unlock protect', on: (editor) => flagOf(editor, 'locked') },
    (editor, layer) => lockLayer(editor, layer, !flagOf(editor, 'locked')),
  ),
  about({ id: 'layer-remove', title: 'Remove the layer, keep what is on it', words: 'delete merge down' }, removeLayer),
]
