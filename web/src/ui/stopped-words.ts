/** What a person can do where the board can be reached no more. */
export type StoppedWords = { readonly title: string; readonly text: string; readonly action: 'reload' | 'home' }

const words: { readonly [code: string]: StoppedWords } = {
  forbidden: {
    title: 'This board is not open to you',
    text: 'Ask someone who is on it for a link, and open that link in this browser.',
    action: 'home',
  },
  no_board: {
    title: 'There is no board here that you may see',
    text: 'The address may be incomplete: a link to a board ends in #k= and a long key. Ask for it again, whole.',
    action: 'home',
  },
  version: {
    title: 'This page is out of date',
    text: 'The server speaks a newer language than this page. Load the page again to go on.',
    action: 'reload',
  },
  bad_link: {
    title: 'This link does not work any more',
    text: 'It may have been withdrawn, or was not copied whole. Ask for a new one.',
    action: 'home',
  },
  unreachable: {
    title: 'The server cannot be reached',
    text: 'The board could not be opened. Look to your connection, then try again.',
    action: 'reload',
  },
}

/** Says what has happened and what to do; `why` is the server's own sentence, used where there is nothing better. */
export function stoppedWords(code: string, why: string): StoppedWords {
  return (
    words[code] ?? {
      title: 'This page has stopped',
      text: `${why} Load the page again to go on.`.trim(),
      action: 'reload',
    }
  )
}

/** Says what becomes of changes that the server has not got. `here`: they are on this device. */
export function keptWords(changes: number, here: boolean): string {
  if (changes === 0) return ''
  const where = here ? 'kept on this device' : 'held by this page only'
  if (changes === 1) return `One change of yours has not reached the server. It is ${where}.`
  return `${changes} changes of yours have not reached the server. They are ${where}.`
}
