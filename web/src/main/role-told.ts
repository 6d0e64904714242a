import { noticesOf } from '../editor/notices'
import type { Editor } from '../editor/types'
import type { Role } from '../wire/messages'
import { say } from '../words/say'

/** Says so when the owner of the board has changed what one may: the tools come and go by themselves. */
export async function tellRole(editor: Editor): Promise<void> {
  const { client } = editor
  let before = client.role
  client.on({
    role: () => {
      const was = before
      before = client.role
      if (was !== '' && before !== '' && was !== before) tell(editor, was, before)
    },
  })
}

function tell(editor: Editor, was: Role, now: Role): void {
  const notices = noticesOf(editor)
  if (now === 'owner')
    notices.say(say('This board is yours now'), say('You decide who may come here, and what they may.'))
  else if (was === 'owner') notices.say(say('This board has another owner now'), say('You go on drawing as before.'))
  else if (now === 'editor') notices.say(say('You can draw here now'), say('The owner of the board lets you.'))
  else notices.say(say('You can only look on now'), say('The owner of the board has changed what you may.'))
}
