import { useEffect, useReducer } from 'react'
import type { Element } from '../board/types'
import type { Editor } from '../editor/types'
import { LogMarks } from '../history/log-marks'
import { originOf } from '../history/origins'
import { type Author, listAuthors } from '../sync/api'
import type { BoardClient } from '../sync/types'
import { originWords, type People } from './who-words'

const nobody: People = new Map()

/** What a board's page has asked about who was there and when. */
type Asked = { readonly marks: LogMarks; people: People; coming: Promise<void> | null }

const boards = new Map<string, Asked>()

function askedOf(board: string): Asked {
  let asked = boards.get(board)
  if (asked === undefined) {
    asked = { marks: new LogMarks(board), people: nobody, coming: null }
    boards.set(board, asked)
  }
  return asked
}

/** Fetches who was on a board; again when it is asked about somebody who is not known. */
function fetchPeople(board: string): Promise<void> {
  const asked = askedOf(board)
  const take = (people: ReadonlyMap<number, Author>) => {
    asked.people = people
  }
  asked.coming ??= listAuthors(board)
    .then(take, () => {})
    .finally(() => {
      asked.coming = null
    })
  return asked.coming
}

/** Who was ever on the board that an editor shows, and whether that has come. `wanted`: these must be among them. */
export function usePeople({ client }: Editor, wanted: Iterable<number>): People {
  const [, again] = useReducer((n: number) => n + 1, 0)
  const { people } = askedOf(client.boardID)
  const missing = [...wanted].filter((author) => author !== 0 && !people.has(author)).join()
  useEffect(() => {
    let here = true
    if (missing !== '' || askedOf(client.boardID).people === nobody)
      void fetchPeople(client.boardID).then(() => here && again())
    return () => {
      here = false
    }
  }, [client, missing])
  return people === nobody ? hereOf(client, wanted) : people
}

/** As long as it has not come who was ever there: those who are there now, if they are all that is wanted. */
function hereOf(client: BoardClient, wanted: Iterable<number>): People {
  const here = new Map([...client.members.values()].map((member) => [member.author, member]))
  return [...wanted].every((author) => here.has(author)) ? here : nobody
}

/** Where an element of the board of now comes from, in words: at once as far as that is known, and with times when these have come. '' until then. */
export function useOriginWords(editor: Editor, element: Element | undefined): string {
  const [, again] = useReducer((n: number) => n + 1, 0)
  const { client } = editor
  const { marks } = askedOf(client.boardID)
  const people = usePeople(editor, element === undefined ? [] : [element.maker, element.last.author])
  const seqs = element === undefined ? [] : rowsOf(element, client.seq)
  const key = seqs.join()
  useEffect(() => {
    let here = true
    const wanted = key === '' ? [] : key.split(',').map(Number)
    for (const seq of wanted)
      if (marks.known(seq) === null) void marks.fetch(seq).then((mark) => mark !== null && here && again())
    return () => {
      here = false
    }
  }, [marks, key])
  if (element === undefined || people.size === 0) return ''
  return originWords(
    originOf(element, (seq) => marks.known(seq)),
    people,
    Date.now(),
  )
}

/** The rows that an element names; what still waits to be accepted is in no log. */
function rowsOf({ born, last }: Element, head: number): readonly number[] {
  return [...new Set([born.seq, last.seq])].filter((seq) => seq > 0 && seq <= head)
}
