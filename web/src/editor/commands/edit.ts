import type { Op, Props } from '../../board/types'
import { textIn } from '../../elements/cells'
import type { ElementProps } from '../../elements/element'
import { kindOf } from '../../elements/kind-of'
import { carriesWords } from '../../elements/writing'
import { toSay } from '../../words/say'
import { duplicate } from '../duplicate'
import { leftBy, removed } from '../group'
import { imageAtHand } from '../image-at-hand'
import { withoutKnot } from '../knot-grip'
import { isLocked } from '../tree'
import type { Command, Editor } from '../types'
import { onFree } from './free'

/** What is done to the selection as a whole. */
export const editCommands: readonly Command[] = [
  ...onFree({
    id: 'duplicate',
    title: 'Duplicate',
    keys: ['mod+d'],
    enabled: (editor) => editor.state.selection.size > 0 && !editor.state.readOnly,
    words: 'copy again repeat',
    onEach: true,
    run: duplicate,
  }),
  ...onFree({
    id: 'delete',
    title: 'Delete',
    keys: ['delete', 'backspace'],
    enabled: (editor) => editor.state.selection.size > 0 && !editor.state.readOnly,
    words: 'remove erase',
    onEach: true,
    run: (editor) => {
      // What lay in a frame stays when the frame goes, and is at hand for whoever meant that too.
      const stays = editor.state.knot === '' ? leftBy(editor.client.view, editor.state.selection) : []
      editor.commit(removal(editor), editor.newID())
      if (stays.length > 0) editor.turns.afterwards(() => editor.select(stays))
    },
  }),
  {
    id: 'edit-text',
    title: 'Edit text, crop the picture, or go into the group or frame',
    titleNow: (editor) => {
      if (drawsLine(editor)) return toSay('End the line')
      if (editor.state.tool === 'crop') return toSay('End cropping')
      if (crops(editor)) return toSay('Crop the picture')
      if (holder(editor) === null) return toSay('Edit text')
      return only(editor, 'group') === null ? toSay('Go into the frame') : toSay('Go into the group')
    },
    keys: ['enter'],
    words: 'write type open enter',
    enabled: (editor) =>
      drawsLine(editor) ||
      crops(editor) ||
      holder(editor) !== null ||
      (toWriteIn(editor) !== null && !lockedText(editor)),
    lockedOut: lockedText,
    run: (editor) => {
      if (drawsLine(editor)) return editor.escape()
      if (crops(editor)) return editor.setTool(editor.state.tool === 'crop' ? 'select' : 'crop')
      const id = toWriteIn(editor)
      const group = holder(editor)
      if (id !== null)
        editor.edit(id, null, textIn(editor.client.view.element(id)!.props, editor.state.knot) && editor.state.knot)
      if (group !== null) editor.select(editor.client.view.children(group).map((child) => child.id))
    },
  },
  {
    id: 'escape',
    title: 'Cancel, deselect, back to selecting',
    keys: ['escape'],
    enabled: () => true,
    run: (editor) => editor.escape(),
  },
]

/** What Delete comes to: the point of a line, the row or the column that is meant goes, or else what is selected. */
function removal({ client, finder, state }: Editor): Op[] {
  const [id] = state.selection
  const props = id === undefined || state.knot === '' ? undefined : client.view.element(id)?.props
  const changes = props === undefined ? null : withoutPart(props, state.knot)
  return changes === null
    ? removed(client.view, state.selection, (one) => finder.tied.followers(one))
    : [{ op: 'set', id: id!, props: changes }]
}

/** What to set so that an element goes without a part of it: a point of a line, a row or a column; null where that is all of it. */
function withoutPart(props: ElementProps, part: string): Props | null {
  const { cells } = kindOf(props)
  return cells === undefined ? (withoutKnot(props, part)[0] ?? null) : cells.without(props, part)
}

/** What is selected, if that is one thing that one may write in, where one may write at all. */
function toWriteIn(editor: Editor): string | null {
  const [id] = editor.state.selection
  if (editor.state.readOnly || id === undefined || editor.state.selection.size > 1) return null
  const props = editor.client.view.element(id)?.props
  return props !== undefined && carriesWords(props) ? id : null
}

/** Whether one is in the midst of setting the points of a line: Enter ends it, as Esc does. */
function drawsLine({ busy, state }: Editor): boolean {
  return busy && (state.tool === 'line' || state.tool === 'arrow')
}

/** Whether Enter begins or ends the cropping of a picture. */
function crops(editor: Editor): boolean {
  return editor.state.tool === 'crop' || imageAtHand(editor) !== null
}

function lockedText(editor: Editor): boolean {
  const id = toWriteIn(editor)
  return id !== null && isLocked(editor.client.view, id)
}

/** The group or frame that is selected, if that is all, and something lies in it. */
function holder(editor: Editor): string | null {
  const id = only(editor, 'group') ?? only(editor, 'frame')
  return id !== null && editor.client.view.children(id).length > 0 ? id : null
}

/** What is selected, if that is one thing of a kind. */
function only(editor: Editor, kind: string): string | null {
  const [id] = editor.state.selection
  if (id === undefined || editor.state.selection.size > 1) return null
  return editor.client.view.element(id)?.props.get('kind') === kind ? id : null
}
