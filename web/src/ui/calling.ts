import { seen } from '../editor/camera'
import { noticesOf } from '../editor/notices'
import type { Editor } from '../editor/types'
import { mayEdit } from '../sync/rights'
import { say } from '../words/say'

/** The server passes a call on at once or never; so long it is waited for, in milliseconds. */
const PATIENCE = 3_000

/** Whether one may call the others: who only looks may not, and nobody calls where nobody is. */
export function mayCall({ client }: Editor): boolean {
  return mayEdit(client.role) && client.others.size > 0
}

/** Calls everyone to what one sees, and says what came of it. */
export function callEveryone(editor: Editor): void {
  const { client } = editor
  const { x, y, w, h } = seen(editor.heading, editor.viewport)
  const tell = (title: string, text: string) => {
    clearTimeout(timer)
    end()
    noticesOf(editor).say(title, text)
  }
  const end = client.on({
    called: (session) =>
      session === client.session &&
      tell(say('Everyone was brought here'), say('Whoever was in the midst of something was asked.')),
  })
  const timer = setTimeout(
    () => tell(say('The others were not called'), say('They were called just before. Try again in a few seconds.')),
    PATIENCE,
  )
  client.call([Math.round(x), Math.round(y), Math.max(1, Math.round(w)), Math.max(1, Math.round(h))])
}
