import { Menu } from '@base-ui/react/menu'
import { Check, ChevronRight } from 'lucide-react'
import { titleOf } from '../editor/commands/title'
import type { Command, Editor } from '../editor/types'
import { keyText } from '../words/keys'
import { say } from '../words/say'
import type { MenuLine } from './menus'
import { chromePlace } from './place'
import './styles/menu.css'

/** A line that can be drawn: what it names exists, and something stands on both sides of it where it only separates. */
type Drawn =
  | { readonly is: 'line'; readonly key: string }
  | { readonly is: 'command'; readonly command: Command }
  | { readonly is: 'menu'; readonly title: string; readonly lines: readonly Drawn[] }
  | { readonly is: 'row'; readonly key: string; readonly lines: readonly Drawn[] }

/** Reads a list against the commands there are. `possible`: whether one can be done now. */
export function drawnOf(
  lines: readonly MenuLine[],
  commands: readonly Command[],
  possible: (command: Command) => boolean,
): Drawn[] {
  const drawn: Drawn[] = []
  for (const [i, line] of lines.entries()) {
    if (line === '-') {
      if (drawn.length > 0 && drawn.at(-1)!.is !== 'line') drawn.push({ is: 'line', key: `line-${i}` })
      continue
    }
    if (typeof line !== 'string') {
      const row = 'row' in line
      const inner = drawnOf(row ? line.row : line.lines, commands, possible)
      if (inner.length > 0)
        drawn.push(row ? { is: 'row', key: `row-${i}`, lines: inner } : { is: 'menu', title: line.title, lines: inner })
      continue
    }
    const command = commands.find((one) => one.id === line.replace('?', ''))
    if (command !== undefined && (!line.startsWith('?') || possible(command))) drawn.push({ is: 'command', command })
  }
  if (drawn.at(-1)?.is === 'line') drawn.pop()
  return drawn
}

type Props = {
  readonly editor: Editor
  readonly lines: readonly MenuLine[]
  /** They stand among lines with pictures before them. */
  readonly indented?: boolean
}

/** The lines of a menu. Drawn while it is open only, so that they are as things stand then. */
export function MenuLines({ editor, lines, indented }: Props) {
  return (
    <Lines
      editor={editor}
      drawn={drawnOf(lines, editor.commands, (command) => command.enabled(editor))}
      {...(indented && { indented })}
    />
  )
}

function Lines({ editor, drawn, indented }: { editor: Editor; drawn: readonly Drawn[]; indented?: boolean }) {
  const space = indented === true
  return drawn.map((line) => {
    if (line.is === 'line') return <Menu.Separator key={line.key} className="menu-line" />
    if (line.is === 'row')
      return (
        <div key={line.key} className="menu-row">
          <Lines editor={editor} drawn={line.lines} {...(space && { indented: true })} />
        </div>
      )
    if (line.is === 'menu') return <Within key={line.title} editor={editor} menu={line} space={space} />
    return <CommandLine key={line.command.id} editor={editor} command={line.command} space={space} />
  })
}

function Within(props: { editor: Editor; menu: Extract<Drawn, { is: 'menu' }>; space: boolean }) {
  const { editor, menu, space } = props
  const possible = menu.lines.some((line) => line.is === 'command' && line.command.enabled(editor))
  return (
    <Menu.SubmenuRoot>
      <Menu.SubmenuTrigger className="menu-item" disabled={!possible}>
        {space && <span className="menu-space" />}
        <span className="menu-title">{say(menu.title)}</span>
        <ChevronRight className="menu-more" />
      </Menu.SubmenuTrigger>
      <Menu.Portal container={chromePlace}>
        <Menu.Positioner sideOffset={-4} alignOffset={-5} collisionPadding={12} className="above-all">
          <Menu.Popup className="panel menu">
            <Lines editor={editor} drawn={menu.lines} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.SubmenuRoot>
  )
}

function CommandLine({ editor, command, space }: { editor: Editor; command: Command; space: boolean }) {
  const keys = command.keys[0]
  const on = command.on?.(editor)
  const face = (
    <>
      {space && <span className="menu-space" />}
      <span className="menu-title">{titleOf(command, editor)}</span>
      {on === true && <Check className="menu-on" />}
      {keys !== undefined && <kbd>{keyText(keys)}</kbd>}
    </>
  )
  const shared = {
    className: 'menu-item',
    'data-command': command.id,
    disabled: !command.enabled(editor),
    onClick: () => editor.run(command.id),
  }
  if (on === undefined) return <Menu.Item {...shared}>{face}</Menu.Item>
  return (
    <Menu.CheckboxItem {...shared} checked={on} closeOnClick>
      {face}
    </Menu.CheckboxItem>
  )
}
