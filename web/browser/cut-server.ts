import type { Route } from 'playwright-core'
import type { Person } from './person'

/** What a page asks of the server beyond itself. Without an answer to these there is no token, so no connection either. */
const API = '**/api/**'
const abort = (route: Route) => route.abort()

/** The network is gone; pages that are opened from now on (`opensTab`) load as from a cache, and nothing else gets through to them. */
export async function cutServer({ context }: Person): Promise<void> {
  await context.route(API, abort)
  await context.setOffline(true)
}

/** All gets through again, and the pages hear of it. */
export async function mendServer({ context }: Person): Promise<void> {
  await context.unroute(API, abort)
  await context.setOffline(true)
  await context.setOffline(false)
}

/** Whoever leaves work behind that is not on the server is asked; here they mean it. */
export function leavesAnyway(person: Person): void {
  person.context.on('page', (page) => page.on('dialog', (dialog) => dialog.accept()))
  person.page.on('dialog', (dialog) => dialog.accept())
}

/** Kills the renderer of the page, as the system does when memory is short. */
export async function crashes(person: Person): Promise<void> {
  const cdp = await person.devtools()
  const crashed = new Promise((resolve) => person.page.once('crash', resolve))
  void cdp.send('Page.crash').catch(() => undefined)
  await crashed
  await person.page.close()
}

/** Closes the page as a person does, and opens a link in a new tab. */
export async function opensAnew(person: Person, link: string): Promise<void> {
  await person.page.close()
  await opensTab(person, link)
}

/** Opens a link in a new tab, and goes on there. No other page of theirs may be open: it would find the network back. */
export async function opensTab(person: Person, link: string): Promise<void> {
  await person.context.setOffline(false)
  person.page = await person.context.newPage()
  person.watch()
  await person.page.goto(link)
  await person.page.getByRole('toolbar', { name: 'Tools' }).waitFor()
}
