import type { Route } from 'playwright-core'

/** From one change to the next, in ms. */
const EVERY = 500

/**
 * Answers for a board's log with another clock, one change after the other: what fills a board here is faster than any hand, and a share of the line beneath
 * a history is then the same share of the changes. For `page.route('**\/log?*', evenly)`.
 */
export async function evenly(route: Route): Promise<void> {
  const response = await route.fetch()
  const lines = (await response.text()).split('\n').map((line) => {
    if (line === '') return line
    const row = JSON.parse(line)
    return JSON.stringify({ ...row, time: 1_700_000_000_000 + row.seq * EVERY })
  })
  await route.fulfill({ response, body: lines.join('\n') })
}
