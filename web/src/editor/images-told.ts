import type { Assets } from '../assets/assets'
import type { UploadState } from '../assets/uploads'
import { assetOf } from '../elements/asset-of'
import { sayCount } from '../words/count'
import { say } from '../words/say'
import { noticesOf, type Progress } from './notices'
import type { Editor } from './types'

/** Uploads that are over sooner than this, in milliseconds, are not shown: a bar that flickers says nothing. */
const SOON = 300

/** Shows how far the person's own uploads have come, and says what becomes of those that cannot be. */
export function followUploads(editor: Editor, assets: Assets): void {
  const notices = noticesOf(editor)
  let bar: Progress | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let last: UploadState = { waiting: 0, sent: 0, bytes: 0, stuck: false }
  let said = false
  const begin = () => {
    timer = undefined
    bar = notices.begin(sayCount('Uploading a picture', 'Uploading {n} pictures', last.waiting), null)
    bar.share(last.sent / Math.max(1, last.bytes))
  }
  const end = () => {
    clearTimeout(timer)
    timer = undefined
    bar?.end()
    bar = null
  }
  assets.on({
    uploading(state) {
      const before = last
      last = state
      if (state.stuck && !said)
        notices.say(
          sayCount('A picture not uploaded yet', '{n} pictures not uploaded yet', state.waiting),
          kept(assets),
        )
      said = state.stuck || (said && state.waiting > 0)
      if (state.waiting === 0 || state.stuck) end()
      else if (bar !== null && before.waiting !== state.waiting) {
        end()
        begin()
      } else if (bar !== null) bar.share(state.sent / Math.max(1, state.bytes))
      else timer ??= setTimeout(begin, SOON)
    },
    refused: (asset, name, why) => {
      notices.say(name === '' ? say('A picture was not taken') : say('{name} was not taken', { name }), say(why))
      takeBack(editor, asset)
    },
  })
}

function kept(assets: Assets): string {
  return assets.atRisk
    ? say(
        'This browser keeps nothing: leave the page open until there is a connection again. The others see where it will be.',
      )
    : say(
        'What waits is on this device, and goes on its way as soon as the server can be reached. The others see where it will be.',
      )
}

/** Nobody will ever see it: what shows it goes from the board. */
function takeBack(editor: Editor, asset: string): void {
  const { view } = editor.client
  const ids = view.paintOrder().filter((id) => assetOf(view.element(id)!.props) === asset)
  editor.commit(
    ids.map((id) => ({ op: 'remove', id })),
    editor.newID(),
  )
}
