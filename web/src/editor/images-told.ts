import type { Assets } from '../assets/assets'
import type { UploadState } from '../assets/uploads'
import { assetOf } from '../elements/image'
import { noticesOf, type Progress } from './notices'
import type { Editor } from './types'

/** Uploads that are over sooner than this, in milliseconds, are not shown: a bar that flickers says nothing. */
const SOON = 300

const many = (count: number) => (count === 1 ? 'A picture' : `${count} pictures`)

/** Shows how far the person's own uploads have come, and says what becomes of those that cannot be. */
export function followUploads(editor: Editor, assets: Assets): void {
  const notices = noticesOf(editor)
  let bar: Progress | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let last: UploadState = { waiting: 0, sent: 0, bytes: 0, stuck: false }
  let said = false
  const begin = () => {
    timer = undefined
    bar = notices.begin(last.waiting === 1 ? 'Uploading a picture' : `Uploading ${last.waiting} pictures`, null)
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
        notices.say(`${many(state.waiting)} not uploaded yet`, `${kept(assets)} The others see where it will be.`)
      said = state.stuck || (said && state.waiting > 0)
      if (state.waiting === 0 || state.stuck) end()
      else if (bar !== null && before.waiting !== state.waiting) {
        end()
        begin()
      } else if (bar !== null) bar.share(state.sent / Math.max(1, state.bytes))
      else timer ??= setTimeout(begin, SOON)
    },
    refused: (asset, name, why) => {
      notices.say(name === '' ? 'A picture was not taken' : `${name} was not taken`, why)
      takeBack(editor, asset)
    },
  })
}

function kept(assets: Assets): string {
  return assets.atRisk
    ? 'This browser keeps nothing: leave the page open until there is a connection again.'
    : 'What waits is on this device, and goes on its way as soon as the server can be reached.'
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
