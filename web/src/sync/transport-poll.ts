import { ByRequests, readEvents } from './by-requests'
import type { Clock } from './clock'
import type { OpenTransport } from './transport'

/** The rest after an answer that was cut off, or said nothing, in milliseconds: whatever answers so, it is not asked without a pause. */
const BREATH = 500

/**
 * Carries frames where streams are held back too: the server is asked again and again what there is, and answers when there is something (W54). Where it
 * will not be waited for, since too many tabs of this browser do so, it is asked now and then: sooner while things come, later while nobody looks.
 */
export function polls(clock: Clock, hidden: () => boolean): OpenTransport {
  return (boardID, token, events) => {
    const it = new ByRequests(clock, boardID, token, events)
    return it.run(async () => {
      await readEvents(await it.opens('&poll'), (event, text) => it.hear(event, text))
      let has = 0
      while (!it.over) {
        const { upTo, retry } = await next(it, has)
        const quiet = upTo === has ? 1 : 4
        has = upTo
        if (retry > 0 && !it.over) await rest(clock, it, (retry * (hidden() ? 2 : 1)) / quiet)
      }
    })
  }
}

/** Asks what there is after a number. Returns the number of the last that came, and when to ask again in milliseconds; 0: at once. */
async function next(it: ByRequests, after: number): Promise<{ upTo: number; retry: number }> {
  let upTo = after
  let retry = 0
  let missed = false
  const reading = readEvents(await it.asks(after), (event, text, id) => {
    if (event === 'retry') retry = Number(text)
    if (event === '') missed ||= Number(id) !== ++upTo
    if (!missed) it.hear(event, text)
  })
  // An answer that is cut off is asked for again from where it was cut.
  await reading.catch(() => (retry = BREATH))
  if (missed) throw new Error('what came between is lost')
  return { upTo, retry: retry === 0 && upTo === after ? BREATH : retry }
}

/** Waits so many milliseconds, or until something was said: its answer is looked for at once. */
function rest(clock: Clock, it: ByRequests, ms: number): Promise<void> {
  return new Promise((go) => {
    const callOff = clock.after(ms, go)
    it.taken = () => {
      callOff()
      go()
    }
  })
}
