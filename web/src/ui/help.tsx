import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { Command } from '../editor/types'
import { keyParts } from './keys-words'
import type { ToolEntry } from './lists'

type Props = {
  readonly tools: readonly ToolEntry[]
  readonly commands: readonly Command[]
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
}

/** What the hand can do that no list of commands knows. */
const gestures: readonly { readonly title: string; readonly keys: readonly string[] }[] = [
  { title: 'Move about', keys: ['Scroll'] },
  { title: 'Move about, holding', keys: ['Space', 'drag'] },
  { title: 'Zoom', keys: ['Ctrl', 'scroll'] },
  { title: 'Straight, square, in steps', keys: ['Shift', 'drag'] },
]

/** All keys, made from the lists, so that none can be missing. */
export function Help({ tools, commands, open, onOpen }: Props) {
  const keyed = commands.filter(
    (command) => command.keys.length > 0 && !tools.some((tool) => tool.title === command.title),
  )
  return (
    <Dialog.Root open={open} onOpenChange={onOpen}>
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
            <section>
              <h3>Tools</h3>
              <KeyList rows={tools.map((tool) => ({ title: tool.title, keys: keyParts(tool.keys[0] ?? '') }))} />
              <h3>With the hand</h3>
              <KeyList rows={gestures} />
            </section>
            <section>
              <h3>Commands</h3>
              <KeyList
                rows={keyed.map((command) => ({ title: command.title, keys: keyParts(command.keys[0] ?? '') }))}
              />
            </section>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function KeyList({ rows }: { rows: readonly { readonly title: string; readonly keys: readonly string[] }[] }) {
  return (
    <dl className="key-list">
      {rows.map((row) => (
        <div key={row.title}>
          <dt>{row.title}</dt>
          <dd>
            {row.keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}
