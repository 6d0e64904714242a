import { useEffect } from 'react'
import { readOut } from '../editor/bykeys/live-region'
import type { Editor } from '../editor/types'
import { shownLine } from '../elements/shown'
import { signFaces } from '../render/company/sign-faces'
import { say } from '../words/say'

/** Words are read out once nothing was added to them for so long, in milliseconds: not letter by letter. */
const RESTED = 1_200

/** Reads out what others say, and the signs they give, for who cannot see them. */
export function useOthersSaid(editor: Editor): void {
  useEffect(() => {
    const waiting = new Map<string, { words: string; timer: ReturnType<typeof setTimeout> }>()
    const nameOf = (session: string) =>
      shownLine(editor.client.others.get(session)?.member.name ?? '') || say('Somebody')
    const hear = (session: string) => {
      const words = shownLine(editor.client.others.get(session)?.chat ?? '')
      const before = waiting.get(session)
      if (words === (before?.words ?? '')) return
      clearTimeout(before?.timer)
      if (words === '') waiting.delete(session)
      else
        waiting.set(session, {
          words,
          timer: setTimeout(
            () => readOut(editor, say('{name} says: {words}', { name: nameOf(session), words })),
            RESTED,
          ),
        })
    }
    const end = editor.client.on({
      presence: (sessions) => {
        for (const session of sessions) hear(session)
      },
      reaction: (session, [sign]) => {
        const face = signFaces.get(sign)
        if (face !== undefined)
          readOut(editor, say('{name} gives a sign: {sign}', { name: nameOf(session), sign: say(face.title) }))
      },
    })
    return () => {
      end()
      for (const { timer } of waiting.values()) clearTimeout(timer)
    }
  }, [editor])
}
