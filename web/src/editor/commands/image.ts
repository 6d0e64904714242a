import { assetOf } from '../../elements/asset-of'
import { say } from '../../words/say'
import { imageAtHand } from '../image-at-hand'
import { noticesOf } from '../notices'
import type { Command, Editor } from '../types'

/** What it takes is loaded when it is first asked for, and never before the first stroke. */
function withImages(editor: Editor, act: (images: typeof import('../images-chosen')) => unknown): void {
  import('../images-chosen').then(act, () =>
    noticesOf(editor).say(say('This could not be loaded'), say('Look to your connection and try again.')),
  )
}

/** The asset of the only thing that is selected; '' where that is no picture. */
function assetAtHand({ client, state }: Editor): string {
  const [id] = state.selection
  const props = id === undefined || state.selection.size > 1 ? undefined : client.view.element(id)?.props
  return props === undefined ? '' : assetOf(props)
}

const writes = (editor: Editor) => !editor.state.readOnly
const has = (editor: Editor) => imageAtHand(editor) !== null

/** A camera is at hand where fingers are. */
const coarse = () => typeof matchMedia === 'function' && matchMedia('(pointer: coarse)').matches

/** Putting pictures on the board, and what is done to one. */
export const imageCommands: readonly Command[] = [
  {
    id: 'insert-image',
    title: 'Insert pictures …',
    keys: [],
    words: 'image upload',
    enabled: writes,
    run: (editor) => withImages(editor, (images) => images.pickImages(editor)),
  },
  {
    id: 'take-photo',
    title: 'Take a photo …',
    keys: [],
    words: 'image camera',
    enabled: (editor) => writes(editor) && coarse(),
    run: (editor) => withImages(editor, (images) => images.takePhoto(editor)),
  },
  {
    id: 'crop',
    title: 'Crop',
    keys: [],
    words: 'picture image trim',
    enabled: has,
    run: (editor) => editor.setTool('crop'),
  },
  {
    id: 'uncrop',
    title: 'Show the whole picture',
    keys: [],
    words: 'crop image',
    enabled: (editor) => imageAtHand(editor)?.props.has('crop') === true,
    run: (editor) => withImages(editor, (images) => images.showWhole(editor)),
  },
  {
    id: 'replace-image',
    title: 'Replace the picture …',
    keys: [],
    words: 'image',
    enabled: has,
    run: (editor) => withImages(editor, (images) => images.replaceImage(editor)),
  },
  {
    id: 'download-image',
    title: 'Save the original picture',
    keys: [],
    words: 'image download',
    enabled: (editor) => assetAtHand(editor) !== '',
    run: (editor) => withImages(editor, (images) => images.downloadImage(editor)),
  },
]
