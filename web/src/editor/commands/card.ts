import type { Op } from '../../board/types'
import type { ElementProps } from '../../elements/element'
import { isPage, linkOf, soleLink, urlOf } from '../../elements/link'
import { joined, runsOf } from '../../elements/text-runs'
import { wordsIn } from '../../elements/words'
import { openLink } from '../open-link'
import type { Command, Editor } from '../types'
import { onFree } from './free'

type Cards = typeof import('../cards')

/** What is selected, groups opened. */
function leaves({ client, finder, state }: Editor): ElementProps[] {
  return [...finder.leavesOf(state.selection)].map((id) => client.view.element(id)!.props)
}

/** Where what is selected leads; a single thing also by its words. */
function linksOf(editor: Editor): ReadonlySet<string> {
  const all = leaves(editor)
  const written = all.length === 1 ? wordsIn(all[0]!).stretches.map(({ link }) => urlOf(link)?.href ?? null) : []
  return new Set([...all.map(linkOf), ...written].filter((link) => link !== null))
}

/** A command that makes something else of all that is selected and can become it; how is loaded when it is asked for. */
function turning(
  of: Pick<Command, 'id' | 'title' | 'words'>,
  can: (props: ElementProps) => boolean,
  ops: (cards: Cards, editor: Editor) => readonly Op[],
): Command {
  return {
    ...of,
    keys: [],
    onEach: true,
    enabled: (editor) => !editor.state.readOnly && leaves(editor).some(can),
    run: async (editor) => editor.commit(ops(await import('../cards'), editor), editor.newID()),
  }
}

function leadsToPage(props: ElementProps): boolean {
  if (props.get('kind') !== 'text') return false
  return isPage(urlOf(props.get('link'))) || soleLink(joined(runsOf(props))) !== null
}

/** Links: as cards, as text, and where they lead. Giving one is asked by a dialog of the chrome. */
export const cardCommands: readonly Command[] = [
  {
    id: 'link-open',
    title: 'Open the link',
    keys: [],
    words: 'go to page address url tab visit',
    enabled: (editor) => linksOf(editor).size === 1,
    // At once: a browser opens nothing that nobody has just asked for.
    run: (editor) => openLink([...linksOf(editor)][0]!),
  },
  ...onFree(
    turning(
      { id: 'text-to-card', title: 'Turn into a card', words: 'link url address bookmark' },
      leadsToPage,
      (cards, editor) => cards.intoCards(editor),
    ),
    turning(
      { id: 'card-to-text', title: 'Turn into text', words: 'link url address words' },
      (props) => props.get('kind') === 'card',
      (cards, editor) => cards.intoTexts(editor),
    ),
  ),
]
