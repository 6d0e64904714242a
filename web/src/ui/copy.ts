import { copyByEvent } from '../editor/copy-event'

/**
 * Copies text. Over plain HTTP a browser has no clipboard object, so it goes through a copy event of our own.
 * Must be called while the press of a button is being answered. Returns whether it worked.
 */
export async function copyText(text: string): Promise<boolean> {
  if (copyByEvent({ 'text/plain': text })) return true
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
