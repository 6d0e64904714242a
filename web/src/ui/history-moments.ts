import { useMemo } from 'react'
import { newID } from '../board/ids'
import { settingsID } from '../board/names'
import { noticesOf } from '../editor/notices'
import type { Editor } from '../editor/types'
import { shownLine } from '../elements/shown'
import type { Film } from '../history/film'
import { isMoment, MOST_MOMENTS, momentsOf, type NamedMoment, naming } from '../history/moments'
import { say } from '../words/say'
import { useElement } from './hooks'

/** The longest name, in UTF-16 units (the type "line" of kinds.json). */
export const NAME_MAX = 200

/** The named moments of a film as they are named now, the first one first; the same list while neither becomes another. */
export function useMoments(editor: Editor, film: Film): readonly NamedMoment[] {
  const props = useElement(editor.client, settingsID)?.props
  // Of the film's length too: a name may stand for a change that has come only now.
  return useMemo(() => momentsOf(film, props), [film, film.length, props])
}

/** What a named moment is called, as it is shown. */
export const nameOf = ({ title }: NamedMoment): string => shownLine(title) || '…'

/** A name out of what was typed; '' for none. */
export const nameTyped = (text: string): string => shownLine(text.slice(0, NAME_MAX))

/** Gives a moment a name: after so many changes, or the board as it is now (null). Says so where a board holds no more names; whether it was done. */
export function nameMoment(editor: Editor, changes: number | null, title: string): boolean {
  if (momentCount(editor) >= MOST_MOMENTS) {
    noticesOf(editor).say(say('The moment has no name'), say('A board holds no more names than it has now.'))
    return false
  }
  editor.commit([naming(newID(), changes, title)], editor.newID())
  return true
}

function momentCount(editor: Editor): number {
  let count = 0
  for (const path of editor.client.view.element(settingsID)?.props.keys() ?? []) if (isMoment(path)) count++
  return count
}
