import { useEffect, useState } from 'react'
import { noticesOf, type Going as Work } from '../editor/notices'
import type { Editor } from '../editor/types'
import { say } from '../words/say'

/** Work that is done sooner is not shown, in milliseconds: a bar that flashes by tells nobody anything. */
const PATIENCE = 250

/** How far long work has come, and a way to stop it. */
export function Going({ editor }: { editor: Editor }) {
  const [work, setWork] = useState<Work | null>(null)
  useEffect(() => noticesOf(editor).on({ going: setWork }), [editor])
  const late = useLate(work !== null, work?.holds === true)
  if (work === null || !(late || work.holds)) return null
  return (
    <section className="panel going" aria-label={work.title}>
      <span className="going-title">{work.title}</span>
      <progress className="going-bar" max={1} {...(!work.holds && { value: work.share })} aria-label={work.title} />
      {work.cancel && (
        <button type="button" className="button" onClick={work.cancel}>
          {say('Stop')}
        </button>
      )}
    </section>
  )
}

/** Whether something has been so for a while, or was urgent meanwhile: what is shown stays until all of it is over. */
function useLate(on: boolean, urgent: boolean): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!on) return
    const timer = setTimeout(() => setLate(true), PATIENCE)
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [on])
  useEffect(() => {
    if (urgent) setLate(true)
  }, [urgent])
  return late
}
