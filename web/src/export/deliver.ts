import { copyByEvent } from '../editor/copy-event'
import { noticesOf } from '../editor/notices'
import { Pace } from '../editor/pace'
import { fileName, saveAs } from '../editor/save-as'
import { shownSlides } from '../editor/slides'
import type { Editor } from '../editor/types'
import { sayNumber } from '../words/forms'
import { say } from '../words/say'
import { sourceOf } from './pictures'
import { fittingScale, pngOf } from './png'
import type { What } from './scope'
import { scopeOf } from './scope'
import { type Look, svgOf } from './svg'

/** What the person wishes for. `scale`: of a PNG, 1 to 4. */
export type Wish = {
  readonly what: What
  readonly kind: 'png' | 'svg'
  readonly scale: number
  readonly look: Look
}

/** A picture, and the scale it has become: less than was wished for where that would be too large. */
export type Made = { readonly blob: Blob; readonly scale: number }

/** Makes a picture, showing how far it has come; null where it was called off, or could not be made, which has been said then. */
export async function make(editor: Editor, wish: Wish): Promise<Made | null> {
  const notices = noticesOf(editor)
  let goes = true
  const progress = notices.begin(say('Making the picture'), () => {
    goes = false
  })
  const going = (share: number) => {
    progress.share(share)
    return goes
  }
  try {
    const pace = new Pace()
    const scope = await scopeOf(editor.finder, wish.what, pace, sourceOf(editor))
    if (scope === null) {
      notices.say(say('No picture'), say('There is nothing to make a picture of.'))
      return null
    }
    const scale = wish.kind === 'png' ? fittingScale(scope.box, wish.scale) : 1
    if (wish.kind === 'png') {
      const blob = await pngOf(scope, wish.look, scale, pace, going)
      return blob === null ? null : { blob, scale }
    }
    const parts = await svgOf(scope, wish.look, pace, going)
    return parts === null ? null : { blob: new Blob([...parts], { type: 'image/svg+xml' }), scale }
  } catch {
    notices.say(
      say('No picture'),
      say('This browser has no room for a picture of that size. A smaller part of the board may do.'),
    )
    return null
  } finally {
    progress.end()
  }
}

/** Puts a picture on the clipboard; what hinders is said. To be called while a press is being answered. */
export async function copyPicture(editor: Editor, wish: Wish): Promise<boolean> {
  const copied = wish.kind === 'png' ? await copyPng(editor, wish) : await copySvg(editor, wish)
  if (copied !== null)
    noticesOf(editor).say(copied ? say('Copied') : say('Nothing was copied'), copied ? sentence(wish) : refused())
  return copied === true
}

function sentence(wish: Wish): string {
  return wish.kind === 'png' ? say('The picture is on the clipboard.') : say('The picture is on the clipboard, as SVG.')
}

const refused = () => say('The browser did not let the picture onto the clipboard. It can be saved as a file instead.')

/** Null: what hindered has been said. */
async function copyPng(editor: Editor, wish: Wish): Promise<boolean | null> {
  if (typeof ClipboardItem !== 'function' || navigator.clipboard?.write === undefined) {
    const notices = noticesOf(editor)
    notices.say(
      say('Nothing was copied'),
      say('Browsers copy pictures at https addresses only. Here it can be saved as a file.'),
    )
    notices.wish('export')
    return null
  }
  const made = make(editor, wish).then((found) => {
    if (found === null) throw new Error('no picture')
    return found.blob
  })
  try {
    // A promise, so that the browser still knows of the press when the picture is done.
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': made })])
    return true
  } catch {
    return (await made.catch(() => null)) === null ? null : false
  }
}

async function copySvg(editor: Editor, wish: Wish): Promise<boolean | null> {
  const made = await make(editor, wish)
  if (made === null) return null
  const text = await made.blob.text()
  if (copyByEvent({ 'text/plain': text, 'image/svg+xml': text })) return true
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** Saves a picture as a file. */
export async function savePicture(editor: Editor, wish: Wish, name: string): Promise<boolean> {
  const made = await make(editor, wish)
  if (made === null) return false
  saveAs(made.blob, `${name}.${wish.kind}`)
  if (made.scale < wish.scale && wish.kind === 'png') {
    noticesOf(editor).say(
      say('Saved smaller'),
      say('At {wished}× the picture would be too large for a browser; it has {now}×.', {
        wished: wish.scale,
        now: sayNumber(made.scale, 2),
      }),
    )
  }
  return true
}

/** Saves each frame that is seen as a picture of its own, named after the board, its place in the row and itself. False where one was called off. */
export async function saveFrames(editor: Editor, wish: Omit<Wish, 'what'>, name: string): Promise<boolean> {
  const slides = shownSlides(editor.client.view)
  const digits = String(slides.length).length
  for (const [i, { id, name: title }] of slides.entries()) {
    const number = String(i + 1).padStart(digits, '0')
    const file = fileName(`${name} ${number}${title === '' ? '' : ` ${title}`}`)
    if (!(await savePicture(editor, { ...wish, what: { of: 'frame', id } }, file))) return false
  }
  return slides.length > 0
}
