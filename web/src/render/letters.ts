let loading: Promise<unknown> | undefined

/**
 * Loads the rules of the fonts that the board's letters are set in beside the page's own. The files come by themselves, each when the
 * first of its letters is drawn. Without the rules everything is set in what the machine has.
 */
export function loadLetters(): Promise<unknown> {
  loading ??= import('./letters.css').catch(() => {
    loading = undefined
  })
  return loading
}
