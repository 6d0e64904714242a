/**
 * Copies text. Over plain HTTP a browser has no clipboard object, so it goes through a copy event of our own.
 * Must be called while the press of a button is being answered. Returns whether it worked.
 */
export async function copyText(text: string): Promise<boolean> {
  if (copyByEvent(text)) return true
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

function copyByEvent(text: string): boolean {
  let taken = false
  const put = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text)
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
