import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useRef, useState } from 'react'
import { folded } from '../editor/find'
import type { CommandGroup, Editor } from '../editor/types'
import { keyParts, keyText } from '../words/keys'
import { say, toSay } from '../words/say'
import { groupsOf } from './groups'
import { saidWords } from './palette-search'
import type { PanelProps } from './panel-list'
import './styles/help.css'

/** What the hand can do that no list of commands knows. */
const gestures = (): readonly Row[] => [
  { title: say('Move about'), keys: [...keyParts('space'), say('drag')] },
  { title: say('Zoom'), keys: [...keyParts('mod'), say('scroll')] },
  { title: say('Straight, square, in steps'), keys: [...keyParts('shift'), say('drag')] },
  { title: say('From the middle; a copy'), keys: [...keyParts('alt'), say('drag')] },
  { title: say('Menu of what lies there'), keys: [say('Right click')] },
]

/** What fingers and a pen do; the settings may have fingers do something else. */
const touches = (): readonly Row[] =>
  [
    [say('Use the tool; once a pen was used: move about'), say('One finger')],
    [say('Move about and zoom'), say('Two fingers')],
    [say('Undo'), say('Tap with two fingers')],
    [say('Redo'), say('Tap with three fingers')],
    [say('Menu with a finger'), say('Hold [finger]')],
    [say('Rub out'), say('The pen’s other end, or its button')],
    [say('Make a clean shape of a stroke'), say('Hold still at its end')],
  ].map(([title = '', how = '']) => ({ title, keys: [how], words: how, gesture: true }))

/** As it is drawn, in the language of the page; and by what it is found. */
type Row = {
  readonly title: string
  readonly keys: readonly string[]
  readonly words?: string
  /** It is done by fingers or a pen: its "keys" are words. */
  readonly gesture?: boolean
  /** All the keys that do it, as they are printed. */
  readonly all?: readonly string[]
}

/** `title` is in English: it is said where it is drawn. */
type Section = { readonly title: string; readonly rows: readonly Row[] }

/** All keys, made from the lists, so that none can be missing; one is found by its words or by the keys themselves. */
export default function Help({ editor, open, onClose }: PanelProps) {
  const [query, setQuery] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const sections = sectionsOf(editor)
    .map(({ title, rows }) => ({ title, rows: rows.filter((row) => fits(row, query)) }))
    .filter(({ rows }) => rows.length > 0)
  return (
    <Dialog.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil" />
        <Dialog.Popup className="panel dialog help" initialFocus={field}>
          <header className="dialog-head stays">
            <Dialog.Title className="dialog-title">{say('Keys')}</Dialog.Title>
            <input
              ref={field}
              className="field help-find"
              type="search"
              aria-label={say('Find a key')}
              placeholder={say('Find by words or keys')}
              value={query}
              onChange={(event) => setQuery(event.target.value)}
            />
            <Dialog.Close className="icon-button" aria-label={say('Close')}>
              <X />
            </Dialog.Close>
          </header>
          <div className="help-columns">
            {sections.map((section) => (
              <section key={section.title}>
                <h3>{say(section.title)}</h3>
                <KeyList rows={section.rows} />
              </section>
            ))}
          </div>
          <p className="soft small-print" role="status">
            {sections.length === 0 && say('Nothing is called so, and no key does it.')}
          </p>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** All sections; what fingers do comes first where there are some. */
function sectionsOf(editor: Editor): readonly Section[] {
  const keyed = [...groupsOf(editor).map(sectionOf), { title: 'With the hand', rows: gestures() }]
  const touched = { title: toSay('Fingers and pen'), rows: touches() }
  return matchMedia('(pointer: coarse)').matches ? [touched, ...keyed] : [...keyed, touched]
}

function sectionOf(group: CommandGroup): Section {
  const keyed = group.commands.filter((command) => command.keys.length > 0)
  return {
    title: group.title,
    rows: keyed.map(({ title, keys, id, ...rest }) => ({
      title: say(title),
      keys: keyParts(keys[0] ?? ''),
      words: `${title} ${rest.words ?? ''} ${saidWords(rest)} ${id.replaceAll('-', ' ')}`,
      all: keys.map(keyText),
    })),
  }
}

/** Whether all words of a query are in it, or it is done by these keys. */
function fits({ title, keys, words = '', all = [] }: Row, query: string): boolean {
  const asked = folded(query).trim()
  if (asked === '') return true
  const tight = asked.replace(/\s*\+\s*(?=.)/g, '+')
  if (
    [keys.join('+'), ...all].some((one) => folded(one) === tight || (tight.length > 1 && folded(one).includes(tight)))
  )
    return true
  // A single letter means a key; titles have them all.
  const text = folded(`${title} ${words}`)
  return asked.length > 1 && asked.split(/\s+/).every((word) => text.includes(word))
}

function KeyList({ rows }: { rows: readonly Row[] }) {
  return (
    <dl className="key-list">
      {rows.map((row) => (
        <div key={row.title} className={row.gesture === true ? 'is-gesture' : undefined}>
          <dt>{row.title}</dt>
          <dd className="keys">
            {row.keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}
