import { say, toSay } from '../words/say'

/** What a person can do where the board can be reached no more. */
export type StoppedWords = { readonly title: string; readonly text: string; readonly action: 'reload' | 'home' }

/** In English: they are said when they are wanted. */
const words: { readonly [code: string]: StoppedWords } = {
  forbidden: {
    title: 'This board is not open to you',
    text: toSay('Ask someone who is on it for a link, and open that link in this browser.'),
    action: 'home',
  },
  no_board: {
    title: 'There is no board here that you may see',
    text: toSay(
      'The address may be incomplete: a link to a board ends in #k= and a long key. Ask for it again, whole.',
    ),
    action: 'home',
  },
  version: {
    title: 'This page is out of date',
    text: toSay('The server speaks a newer language than this page. Load the page again to go on.'),
    action: 'reload',
  },
  quarantined: {
    title: 'This board has been put aside',
    text: toSay('Whoever runs the server has taken it out of use for now. Nothing of it is lost.'),
    action: 'home',
  },
  trashed: {
    title: 'This board is in the trash',
    text: toSay('Its owner has moved it there, and can take it back for 30 days.'),
    action: 'home',
  },
  bad_link: {
    title: 'This link does not work any more',
    text: toSay('It may have been withdrawn, or was not copied whole. Ask for a new one.'),
    action: 'home',
  },
  link_withdrawn: {
    title: 'Your link has been withdrawn',
    text: toSay('You came by a link that opens this board no more. Ask whoever sent it for a new one.'),
    action: 'home',
  },
  link_expired: {
    title: 'This link has run out',
    text: toSay('It was good until a time that has passed. Ask whoever sent it for a new one.'),
    action: 'home',
  },
  removed: {
    title: 'You are not on this board any more',
    text: toSay('Its owner has taken you off it. Only they can let you back.'),
    action: 'home',
  },
  visit_over: {
    title: toSay('Your visit from {app} has run out'),
    text: toSay('Open the board from there again, and you go on where you were.'),
    action: 'home',
  },
  no_visit: {
    title: 'This way onto the board does not work',
    text: toSay('It may have run out. Open the board again from where you came.'),
    action: 'home',
  },
  nobody_here: {
    title: 'The server cannot be reached',
    text: toSay(
      'Nobody has used this browser here before, so it keeps no board. Look to your connection, then try again.',
    ),
    action: 'reload',
  },
  unreachable: {
    title: 'The server cannot be reached',
    text: toSay('The board could not be opened. Look to your connection, then try again.'),
    action: 'reload',
  },
}

/** Says what has happened and what to do; `why` is the server's own sentence, used where there is nothing better. */
export function stoppedWords(code: string, why: string): StoppedWords {
  const known = words[code]
  if (known !== undefined) return { title: say(known.title, { app: why }), text: say(known.text), action: known.action }
  return {
    title: say('This page has stopped'),
    text: `${say(why)} ${say('Load the page again to go on.')}`.trim(),
    action: 'reload',
  }
}
