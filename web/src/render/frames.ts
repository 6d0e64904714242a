import type { BoardEditor } from '../editor/editor'
import { frameOf, laid, selectionFrame, type Transform, transformed, transformedFrame } from '../editor/transform'
import { opened } from '../editor/tree'
import { visible } from '../elements/kind-of'
import { boxOf, boxUnion, mapped } from '../geometry/box'
import { aroundFrame, type Frame } from '../geometry/frame'

/** The frame of an element or a group while it is transformed; null for nothing. */
export function frameUnder(editor: BoardEditor, id: string, transform: Transform): Frame | null {
  const props = editor.finder.shown(id)?.props
  const box = editor.finder.frame(id)
  if (props === undefined || box === null) return null
  const { pull } = transform
  if (!visible(props)) {
    if (pull === undefined) return transformedFrame({ box, tilt: 0 }, transform)
    const end = { x: box.x + box.w, y: box.y + box.h }
    const from = pull.frame.box
    return { box: boxOf(mapped(box, from, pull.to), mapped(end, from, pull.to)), tilt: 0 }
  }
  const from = laid(id, props, transform)
  if (pull !== undefined) return frameOf(new Map([...from, ...transformed(from, transform)]))
  return transformedFrame(frameOf(from), transform)
}

/** The frame of one of the selection, where one's own hand has it now. */
export function ownFrame(editor: BoardEditor, id: string): Frame | null {
  return frameUnder(editor, id, editor.live ?? {})
}

/** The frame around all that is selected, where one's own hand has it now. */
export function ownFrameAround(editor: BoardEditor): Frame | null {
  if (editor.live?.lay !== undefined) return frameAroundHeld(editor)
  const frame = selectionFrame(editor)
  return frame && transformedFrame(frame, editor.live ?? {})
}

/** The same where another has put some of it elsewhere meanwhile: around where the hand has each. */
function frameAroundHeld(editor: BoardEditor): Frame | null {
  const leaves = [...editor.finder.leavesOf(editor.state.selection)]
  const frames = leaves.map((id) => ownFrame(editor, id)).filter((frame) => frame !== null)
  if (frames.length === 1) return frames[0]!
  const box = boxUnion(frames.map(aroundFrame))
  return box && { box, tilt: 0 }
}

/** The frames of the groups that one is inside of. */
export function enteredFrames(editor: BoardEditor): readonly Frame[] {
  const { client, finder, state } = editor
  const frames: Frame[] = []
  for (const group of opened(client.view, state.entered)) {
    const box = finder.frame(group)
    if (box !== null) frames.push({ box, tilt: 0 })
  }
  return frames
}
