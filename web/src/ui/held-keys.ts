import { inDialog, isField } from '../editor/keyboard'

/** Longer than this nobody waits for what they opened, in ms: the keys belong to the board again. */
const LONGEST = 10_000

/**
 * Keeps what is typed between asking for a panel that takes the keys and its coming: it may have to be loaded, and what one types meanwhile is meant for it,
 * not for the board behind it. Once a field of it has the focus, that gets the letters; Escape calls it off. Returns the end of that.
 */
export function holdKeys(callOff: () => void): () => void {
  let letters = ''
  const controller = new AbortController()
  const { signal } = controller
  const end = () => controller.abort()
  const key = (e: KeyboardEvent) => {
    if (within(e.target)) return end()
    if (e.isComposing || ['Shift', 'Control', 'Alt', 'Meta'].includes(e.key)) return
    e.preventDefault()
    e.stopImmediatePropagation()
    if (e.key === 'Escape') {
      end()
      callOff()
    } else if (e.key === 'Backspace') letters = letters.slice(0, -1)
    else if (e.key.length === 1 && !e.ctrlKey && !e.metaKey) letters += e.key
  }
  const focus = (e: FocusEvent) => {
    if (!within(e.target)) return
    end()
    // As if typed: whoever watches the field hears of it, and can take it back.
    if (letters !== '' && takesLetters(e.target)) document.execCommand('insertText', false, letters)
  }
  addEventListener('keydown', key, { capture: true, signal })
  addEventListener('focusin', focus, { signal })
  const timer = setTimeout(end, LONGEST)
  signal.addEventListener('abort', () => clearTimeout(timer))
  return end
}

const within = (target: EventTarget | null): boolean => isField(target) || inDialog(target)

const takesLetters = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
