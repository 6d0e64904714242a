import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { CommandGroup } from '../editor/types'
import { groupsOf } from './groups'
import { keyParts } from './keys-words'
import type { PanelProps } from './panel-list'
import './styles/help.css'

/** What the hand can do that no list of commands knows. */
const gestures: readonly Row[] = [
  { title: 'Move about', keys: ['Space', 'drag'] },
  { title: 'Zoom', keys: ['Ctrl', 'scroll'] },
  { title: 'Straight, square, in steps', keys: ['Shift', 'drag'] },
  { title: 'From the middle; a copy', keys: ['Alt', 'drag'] },
  { title: 'Menu of what lies there', keys: ['Right click'] },
  { title: 'Menu with a finger', keys: ['Hold'] },
]

type Row = { readonly title: string; readonly keys: readonly string[] }

/** All keys, made from the lists, so that none can be missing. */
export default function Help({ editor, open, onClose }: PanelProps) {
  const sections = groupsOf(editor)
    .map(sectionOf)
    .filter((section) => section.rows.length > 0)
  return (
    <Dialog.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil" />
        <Dialog.Popup className="panel dialog help">
          <header className="dialog-head">
            <Dialog.Title className="dialog-title">Keys</Dialog.Title>
            <Dialog.Close className="icon-button" aria-label="Close">
              <X />
            </Dialog.Close>
          </header>
          <div className="help-columns">
            {[...sections, { title: 'With the hand', rows: gestures }].map((section) => (
              <section key={section.title}>
                <h3>{section.title}</h3>
                <KeyList rows={section.rows} />
              </section>
            ))}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function sectionOf(group: CommandGroup): { title: string; rows: readonly Row[] } {
  const keyed = group.commands.filter((command) => command.keys.length > 0)
  return {
    title: group.title,
    rows: keyed.map((command) => ({ title: command.title, keys: keyParts(command.keys[0] ?? '') })),
  }
}

function KeyList({ rows }: { rows: readonly Row[] }) {
  return (
    <dl className="key-list">
      {rows.map((row) => (
        <div key={row.title}>
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
