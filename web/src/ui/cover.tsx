import { PencilLine } from 'lucide-react'
import { firstSign } from '../elements/shown'
import { colourClass, peopleColours } from './palette'

/** What stands for a board in a list: its title's first sign on a colour of its own, the same for everybody. It does not claim to be a picture of it. */
export function Cover({ id, title }: { id: string; title: string }) {
  return (
    <span className={`cover ${colourClass(colourOfBoard(id))}`} aria-hidden="true">
      {firstSign(title) || <PencilLine />}
    </span>
  )
}

/** A colour that follows from a board's id (FNV-1a). */
export function colourOfBoard(id: string): string {
  let sum = 0x811c9dc5
  for (const letter of id) sum = Math.imul(sum ^ letter.codePointAt(0)!, 0x01000193) >>> 0
  return peopleColours[((sum ^ (sum >>> 15)) >>> 0) % peopleColours.length]!.token
}
