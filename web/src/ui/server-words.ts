import { ApiError } from '../sync/api'
import { refusalSentence } from '../sync/ends'
import { english, say, spokenNow } from '../words/say'

/** What a request that was not done is answered with: the server's sentence in the language of the page; `otherwise` for what is no such answer. */
export function whyNot(error: unknown, otherwise: string): string {
  if (!(error instanceof Error)) return otherwise
  if (error instanceof ApiError && error.code === 'unreachable' && error.status > 0)
    return say('The server answered {status}.', { status: String(error.status) })
  return say(error.message)
}

/** Why a change was refused. Where a sentence is not known in the language of the page, the one for its code is said: it tells less, but can be read. */
export function refusalWords(code: string, why: string): string {
  const said = say(why)
  return said === why && spokenNow() !== english ? say(refusalSentence(code)) : said
}
