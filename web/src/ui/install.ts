/** A browser's offer to put the page among the device's programs, made once it has seen that it can. The page's own types do not know it. */
type Offer = Event & { prompt(): Promise<unknown> }

let offer: Offer | null = null

/** Keeps the browser's offer, which is made when it likes: to be called as early as the page begins. Nothing is shown for it by itself. */
export function awaitInstall(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    offer = event as Offer
  })
  addEventListener('appinstalled', () => {
    offer = null
  })
}

/** Whether the browser would install the page now. */
export const mayInstall = (): boolean => offer !== null

/** Has the browser ask whether to install it. An offer holds for once; it makes another when it likes. */
export function install(): void {
  void offer?.prompt().catch(() => {})
  offer = null
}
