import { Megaphone } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { type Answer, Calls, obey } from '../editor/called'
import { inDialog, isField } from '../editor/keyboard'
import type { Camera, Editor } from '../editor/types'
import { shownLine } from '../elements/shown'
import { say } from '../words/say'
import { colourClass } from './palette'
import { Said } from './said'

/** The way back stands there for so long, in milliseconds. */
const STAYS = 30_000

type Shown = Answer & { readonly name: string; readonly colour: string }

/** Says that one was brought somewhere, and leads back; or asks whether one comes. */
export function Called({ editor }: { editor: Editor }) {
  const [shown, setShown] = useCalls(editor)
  if (shown === null) return null
  const done = (then: () => void) => () => {
    then()
    setShown(null)
  }
  const { name, colour } = shown
  return (
    <div className={`follow called panel ${colourClass(colour)}`} role="status">
      <Megaphone />
      <span className="follow-text">
        <Said
          message={shown.is === 'brought' ? '{name} brought you here' : '{name} asks you to come'}
          name={<bdi>{name}</bdi>}
        />
      </span>
      {shown.is === 'brought' ? (
        <>
          <button type="button" className="button" onClick={done(() => editor.setCamera(shown.home, true))}>
            {say('Back to where you were')}
          </button>
          <button type="button" className="button" onClick={done(() => {})}>
            {say('Stay')}
          </button>
        </>
      ) : (
        <>
          <button type="button" className="button primary" onClick={done(() => obey(editor, shown.view))}>
            {say('Go')}
          </button>
          <button type="button" className="button" onClick={done(() => {})}>
            {say('Not now')}
          </button>
        </>
      )}
    </div>
  )
}

/** The last answer to a call, for as long as it is shown. */
function useCalls(editor: Editor): [Shown | null, (shown: Shown | null) => void] {
  const [shown, setShown] = useState<Shown | null>(null)
  const last = useRef<Shown | null>(null)
  last.current = shown
  useEffect(() => {
    const calls = new Calls(editor, {
      now: () => performance.now(),
      after: (milliseconds, run) => {
        const timer = setTimeout(run, milliseconds)
        return () => clearTimeout(timer)
      },
      elsewhere: () => isField(document.activeElement) || inDialog(document.activeElement),
      answer: (answer) => {
        const who = editor.client.others.get(answer.session)?.member
        const face = { name: shownLine(who?.name ?? '') || say('Somebody'), colour: who?.colour ?? 'teal' }
        setShown({ ...homeward(answer, last.current), ...face })
      },
    })
    return () => calls.close()
  }, [editor])
  useEffect(() => {
    if (shown === null) return
    const timer = setTimeout(() => setShown(null), STAYS)
    return () => clearTimeout(timer)
  }, [shown])
  return [shown, setShown]
}

/** Who is brought from place to place is led back to where they were at first. */
function homeward(answer: Answer, before: Shown | null): Answer {
  const first: Camera | null = before?.is === 'brought' ? before.home : null
  return answer.is === 'brought' && first !== null ? { ...answer, home: first } : answer
}
