/**
 * Puts texts into the clipboard, a media type each, by a copy event of our own: over plain HTTP a browser has no clipboard object.
 * Must be called while the press of a button or key is being answered. Returns whether it worked.
 */
export function copyByEvent(texts: { readonly [type: string]: string }): boolean {
  let taken = false
  const put = (event: ClipboardEvent) => {
    for (const [type, text] of Object.entries(texts)) event.clipboardData?.setData(type, text)
    event.preventDefault()
    event.stopImmediatePropagation()
    taken = event.clipboardData !== null
  }
  document.addEventListener('copy', put, { capture: true })
  try {
    return document.execCommand('copy') && taken
  } catch {
    return false
  } finally {
    document.removeEventListener('copy', put, { capture: true })
  }
}
