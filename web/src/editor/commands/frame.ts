import { askFrameName } from '../frame-name'
import { aroundContents, framed, proportioned } from '../frames'
import { removed } from '../group'
import { goToSlide } from '../slides'
import { isFrame, isLocked } from '../tree'
import type { Command, Editor } from '../types'
import { onFree } from './free'

/** Whether frames are among what is selected; of what is locked it is asked too whether it could be done but for that (see onFree). */
const hasFrame = ({ client, state }: Editor) => [...state.selection].some((id) => isFrame(client.view, id))
const mayChange = (editor: Editor) => !editor.state.readOnly && hasFrame(editor)

const onlyFrame = ({ client, state }: Editor) => {
  const [id] = state.selection
  return id !== undefined && state.selection.size === 1 && isFrame(client.view, id) ? id : null
}

/** Gives the frames that are selected the sides of a usual page. */
function proportions(id: string, title: string, words: string, w: number, h: number): Command {
  return {
    id,
    title,
    keys: [],
    words: `frame size aspect ratio proportions ${words}`,
    enabled: mayChange,
    run: (editor) => editor.commit(proportioned(editor.client.view, editor.state.selection, w / h), editor.newID()),
  }
}

function slide(id: string, title: string, key: string, way: 1 | -1): Command {
  return {
    id,
    title,
    keys: [key],
    words: 'slide page jump go',
    enabled: (editor) => editor.finder.frames.any,
    run: (editor) => goToSlide(editor, way),
  }
}

/** What is done with frames: named parts of the board that others lie in. */
export const frameCommands: readonly Command[] = [
  ...onFree(
    {
      id: 'frame-wrap',
      title: 'Put into a frame',
      keys: ['mod+alt+g'],
      words: 'wrap around section slide artboard',
      onEach: true,
      enabled: (editor) => !editor.state.readOnly && editor.state.selection.size > 0,
      run: (editor) => {
        const id = editor.newID()
        editor.commit(framed(editor.finder, editor.state.selection, id), editor.newID())
        editor.turns.afterwards(() => editor.select([id]))
      },
    },
    {
      id: 'frame-fit',
      title: 'Fit the frame to what is in it',
      keys: [],
      words: 'resize shrink grow contents',
      enabled: mayChange,
      run: (editor) => editor.commit(aroundContents(editor.finder, editor.state.selection), editor.newID()),
    },
    proportions('frame-16-9', 'Frame as a wide slide, 16:9', 'presentation screen', 16, 9),
    proportions('frame-4-3', 'Frame as a slide, 4:3', 'presentation', 4, 3),
    proportions('frame-a4', 'Frame as a page, A4', 'paper portrait print', 210, 297),
    {
      id: 'frame-delete',
      title: 'Delete the frame and what is in it',
      keys: ['shift+delete', 'shift+backspace'],
      words: 'remove contents',
      onEach: true,
      enabled: mayChange,
      run: (editor) => {
        const { client, finder, state } = editor
        const followers = (id: string) => finder.tied.followers(id)
        editor.commit(removed(client.view, state.selection, followers, 'go'), editor.newID())
      },
    },
  ),
  {
    id: 'frame-rename',
    title: 'Rename the frame',
    keys: ['f2'],
    words: 'name title',
    enabled: (editor) => {
      const id = onlyFrame(editor)
      return id !== null && !editor.state.readOnly && !isLocked(editor.client.view, id)
    },
    run: (editor) => {
      const id = onlyFrame(editor)
      if (id !== null) askFrameName(editor, id)
    },
  },
  slide('frame-next', 'Go to the next frame', 'alt+pagedown', 1),
  slide('frame-previous', 'Go to the frame before', 'alt+pageup', -1),
]
