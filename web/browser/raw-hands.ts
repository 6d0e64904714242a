import type { APIRequestContext, Page } from 'playwright-core'

/** Somebody who speaks with the server by hand, past all that a page of ours would refuse to send. */

/** What came of a change: taken, or the code of its refusal. */
export type Answer = string

/** A token for whoever a browser's cookie belongs to. */
export async function tokenOf(request: APIRequestContext, origin: string): Promise<string> {
  const response = await request.post(`${origin}/api/v1/session`)
  return ((await response.json()) as { token: string }).token
}

/** Opens a socket in a page, which stays open under a name; the changes are sent one after the other, and then what has no answer. */
export function speaks(
  page: Page,
  by: { readonly name: string; readonly token: string; readonly board: string },
  changes: readonly unknown[],
  presence: readonly unknown[] = [],
): Promise<Answer[]> {
  return page.evaluate(
    ([{ name, token, board }, all, rest]) =>
      new Promise<string[]>((resolve, reject) => {
        const socket = new WebSocket(
          `/api/v1/boards/${board}/socket`.replace(/^/, location.origin.replace('http', 'ws')),
          ['drawingroom.v2', `jwt.${token}`],
        )
        // Kept for as long as the page is: whoever hangs up is not there to be seen.
        const page = window as unknown as { raw?: Map<string, WebSocket> }
        page.raw ??= new Map()
        page.raw.set(name, socket)
        const answers: string[] = []
        let client = 0
        const next = () => {
          if (answers.length < all.length) {
            socket.send(JSON.stringify([{ t: 'change', n: answers.length + 1, ops: all[answers.length] }]))
            return
          }
          for (const one of rest) socket.send(JSON.stringify([{ t: 'presence', ...(one as object) }]))
          resolve(answers)
        }
        const answered = (answer: string) => {
          answers.push(answer)
          next()
        }
        const bytes = crypto.getRandomValues(new Uint8Array(16))
        const id = btoa(String.fromCharCode(...bytes))
          .replace(/\+/g, '-')
          .replace(/\//g, '_')
          .replace(/=/g, '')
        socket.onopen = () => socket.send(JSON.stringify([{ t: 'hello', client: id }]))
        socket.onclose = ({ code, reason }) =>
          reject(new Error(`closed with ${code} ${reason} after ${answers.length}`))
        socket.onmessage = ({ data }) => {
          for (const m of JSON.parse(data)) {
            if (m.t === 'welcome') {
              client = m.client
              next()
            } else if (m.t === 'beat') socket.send('[{"t":"beat"}]')
            else if (m.t === 'refused') answered(m.code === 'form' ? `form: ${m.why}` : m.code)
            else if (m.t === 'changes')
              for (const item of m.items) if (item.client === client && item.n === answers.length + 1) answered('taken')
          }
        }
      }),
    [by, changes, presence] as const,
  )
}
