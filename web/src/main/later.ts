/**
 * Fetches the code of the chrome without running it, so that it is there when its turn comes. The page names it in links that mean
 * nothing to a browser (vite.config.ts); without them it is fetched when it is asked for.
 */
export function fetchLater(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="x-later"]')) {
    const fetching = link.cloneNode() as HTMLLinkElement
    fetching.rel = 'modulepreload'
    link.replaceWith(fetching)
  }
}
