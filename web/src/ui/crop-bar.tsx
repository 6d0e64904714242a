import { Check, Crop, Maximize } from 'lucide-react'
import { imageAtHand } from '../editor/image-at-hand'
import type { Editor } from '../editor/types'
import { say } from '../words/say'
import { IconButton } from './button'

/** Begins to crop the picture that is selected; nothing where there is no such. */
export function CropButton({ editor }: { readonly editor: Editor }) {
  if (imageAtHand(editor) === null) return null
  return (
    <div className="style-more">
      <IconButton className="style-face" label={say('Crop')} onClick={() => editor.run('crop')}>
        <Crop />
      </IconButton>
    </div>
  )
}

/** What one presses while a picture is cropped, in place of how it looks. */
export function CropBar({ editor }: { readonly editor: Editor }) {
  return (
    <fieldset className="panel style-bar is-ways" aria-label={say('Crop')}>
      <div className="style-more">
        <IconButton
          className="style-face"
          label={say('Show the whole picture')}
          disabled={imageAtHand(editor)?.props.has('crop') !== true}
          onClick={() => editor.run('uncrop')}
        >
          <Maximize />
        </IconButton>
        <button type="button" className="button primary" onClick={() => editor.setTool('select')}>
          <Check /> {say('Done')}
        </button>
      </div>
    </fieldset>
  )
}
