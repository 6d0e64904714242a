import { noticesOf } from '../editor/notices'
import type { Editor } from '../editor/types'
import { say } from '../words/say'
import { copyText } from './copy'
import { whyNot } from './server-words'

/** Makes a link and copies it, and says how that went. `told`: what whoever opens it will see. */
export async function copyLink(editor: Editor, link: () => Promise<string>, told: string): Promise<void> {
  const notices = noticesOf(editor)
  try {
    if (await copyText(await link())) notices.say(say('Link copied'), told)
    else notices.say(say('The link could not be copied'), say('The browser did not allow it.'))
  } catch (error) {
    notices.say(say('The link could not be made'), whyNot(error, ''))
  }
}
