import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { Check, Search } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { titleOf } from '../editor/commands/title'
import type { Command, Editor } from '../editor/types'
import { keyParts } from '../words/keys'
import { say, toSay } from '../words/say'
import { groupsOf } from './groups'
import { searched } from './palette-search'
import type { PanelProps } from './panel-list'
import { keepRecent, recentCommands } from './recent'
import './styles/palette-dialog.css'

/** A heading and what stands under it; the shape that the list parts ask for. */
type Section = { readonly value: string; readonly items: readonly Command[] }

/** Every command there is, found by a few letters of what it does. */
export default function PaletteDialog({ editor, open, onClose }: PanelProps) {
  const ran = useRef(false)
  useEffect(() => {
    if (open) ran.current = false
  }, [open])
  return (
    <Dialog.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil veil-light" />
        {/* What a command opens takes the focus; only who turns back gets it where it was. */}
        <Dialog.Popup
          className="panel dialog commands"
          aria-label={say('All commands')}
          finalFocus={() => !ran.current}
        >
          <Commands
            editor={editor}
            onRun={(command) => {
              ran.current = true
              // While it fades the keys are the board's again, or of what the command opens.
              if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
              keepRecent(command.id)
              onClose()
              editor.run(command.id)
            }}
          />
          <Dialog.Close className="only-read">{say('Close')}</Dialog.Close>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Commands({ editor, onRun }: { editor: Editor; onRun: (command: Command) => void }) {
  const [query, setQuery] = useState('')
  const sections = useMemo(() => sectionsOf(editor, query), [editor, query])
  return (
    <Autocomplete.Root
      open
      inline
      mode="none"
      items={sections}
      value={query}
      onValueChange={(text, details) => details.reason !== 'item-press' && setQuery(text)}
      itemToStringValue={(command: Command) => say(command.title)}
      autoHighlight="always"
      keepHighlight
    >
      <div className="commands-head">
        <Search />
        <Autocomplete.Input
          className="commands-input"
          aria-label={say('Search commands')}
          placeholder={say('What would you like to do?')}
        />
      </div>
      <Autocomplete.Empty className="commands-empty soft">
        {sections.length === 0 && say('No command goes by these words.')}
      </Autocomplete.Empty>
      <Autocomplete.List className="commands-list">
        {(section: Section) => (
          <Autocomplete.Group key={section.value} items={section.items} className="commands-group">
            <Autocomplete.GroupLabel className="commands-label">{say(section.value)}</Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(command: Command) => <Row key={command.id} editor={editor} command={command} onRun={onRun} />}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  )
}

function Row({ editor, command, onRun }: { editor: Editor; command: Command; onRun: (command: Command) => void }) {
  return (
    <Autocomplete.Item
      value={command}
      className="commands-item"
      data-command={command.id}
      disabled={!command.enabled(editor)}
      onClick={() => onRun(command)}
    >
      <span className="commands-title">{titleOf(command, editor)}</span>
      {command.on?.(editor) && (
        <span className="commands-on">
          <Check /> {say('On')}
        </span>
      )}
      <span className="keys">
        {keyParts(command.keys[0] ?? '').map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </span>
    </Autocomplete.Item>
  )
}

/** What is listed: all that can be done now, what was done last first; for a query what fits, with what cannot be done now in grey. */
function sectionsOf(editor: Editor, query: string): Section[] {
  const offered = (command: Command) => command.id !== 'panel-palette' && command.id !== 'escape'
  const all = editor.commands.filter(offered)
  if (query.trim() !== '') {
    return sections([toSay('Found'), searched(all, query, (command) => command.enabled(editor))])
  }
  const recent = recentCommands()
    .map((id) => all.find((command) => command.id === id))
    .filter((command) => command?.enabled(editor) === true) as Command[]
  const fresh = (command: Command) => offered(command) && command.enabled(editor) && !recent.includes(command)
  return sections(
    [toSay('Lately'), recent],
    ...groupsOf(editor).map((group) => [group.title, group.commands.filter(fresh)] as const),
  )
}

function sections(...all: readonly (readonly [string, readonly Command[]])[]): Section[] {
  return all.filter(([, items]) => items.length > 0).map(([value, items]) => ({ value, items }))
}
