import { folded } from '../editor/find'
import type { Command } from '../editor/types'
import { say } from '../words/say'

/** How well a word fits: the beginning of a title's word, anywhere in the title, the beginning of another word it is known by; 0 for not at all. */
function worthOf(word: string, title: string, words: string): number {
  if (title.startsWith(word)) return 4
  if (title.split(/\s+/).some((one) => one.startsWith(word))) return 3
  if (title.includes(word)) return 2
  return words.split(/\s+/).some((one) => one.startsWith(word)) ? 1 : 0
}

/** The other words it is known by, in the language of the page. */
export function saidWords({ words }: Pick<Command, 'words'>): string {
  const message = `${words ?? ''} [search]`
  return words === undefined ? '' : say(message)
}

/** The commands that all words of a query fit, the best first; of those of equal worth what can be done now, then in the order of the list. */
export function searched(
  commands: readonly Command[],
  query: string,
  possible: (command: Command) => boolean = () => true,
): readonly Command[] {
  const asked = folded(query).split(/\s+/).filter(Boolean)
  const found: { readonly command: Command; readonly worth: number; readonly now: number }[] = []
  for (const command of commands) {
    const title = folded(say(command.title))
    const inEnglish = folded(command.title)
    const words = folded(`${saidWords(command)} ${command.words ?? ''} ${command.id.replaceAll('-', ' ')}`)
    // In English, too, whatever the page speaks: a little behind what is called so on the page.
    const fits = asked.map((word) => Math.max(worthOf(word, title, words), worthOf(word, inEnglish, '') - 0.5))
    if (fits.every((one) => one > 0))
      found.push({ command, worth: fits.reduce((a, b) => a + b, 0), now: Number(possible(command)) })
  }
  return found.sort((a, b) => b.worth - a.worth || b.now - a.now).map((one) => one.command)
}
