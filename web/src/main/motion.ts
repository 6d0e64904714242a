import type { Editor } from '../editor/types'

/** Whether things may glide, by the person's choice or else by the system's. */
export function mayMove({ state }: Pick<Editor, 'state'>): boolean {
  const { motion } = state.settings
  return motion === 'system' ? !matchMedia('(prefers-reduced-motion: reduce)').matches : motion === 'full'
}

/** Tells the styles whether things may glide. */
export function followMotion(editor: Editor): () => void {
  const system = matchMedia('(prefers-reduced-motion: reduce)')
  const look = () => {
    document.documentElement.dataset.motion = mayMove(editor) ? 'full' : 'less'
  }
  look()
  system.addEventListener('change', look)
  const leave = editor.subscribe(({ settings }, before) => {
    if (settings.motion !== before.settings.motion) look()
  })
  return () => {
    leave()
    system.removeEventListener('change', look)
  }
}
