import { Menu } from '@base-ui/react/menu'
import { House, Keyboard, Menu as MenuIcon, Moon, Sun, SunMoon } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import type { Command, Editor } from '../editor/types'
import { useEditorPart } from './hooks'
import { keyText } from './keys-words'
import { chromePlace } from './place'
import { chooseTheme, onTheme, type ThemeChoice, themeChoice } from './theme'

type Props = { readonly editor: Editor; readonly commands: readonly Command[]; readonly onHelp: () => void }

/** Commands that stand in the menu; all others are on the help sheet. */
const inMenu: readonly string[] = ['undo', 'redo', 'select-all', 'zoom-in', 'zoom-out', 'zoom-reset', 'zoom-fit']

/** What is needed seldom: the way home, commands for hands without keys, the theme. */
export function BoardMenu({ editor, commands, onHelp }: Props) {
  return (
    <Menu.Root>
      <Menu.Trigger className="icon-button" aria-label="Menu">
        <MenuIcon />
      </Menu.Trigger>
      <Menu.Portal container={chromePlace}>
        <Menu.Positioner side="bottom" align="start" sideOffset={10} collisionPadding={12} className="above-all">
          <Menu.Popup className="panel menu">
            <Menu.LinkItem className="menu-item" href="/">
              <House /> All boards
            </Menu.LinkItem>
            <Menu.Separator className="menu-line" />
            <CommandItems editor={editor} commands={commands} />
            <Menu.Separator className="menu-line" />
            <ThemeItems />
            <Menu.Separator className="menu-line" />
            <Menu.Item className="menu-item" onClick={onHelp}>
              <Keyboard /> Keys and help <kbd>?</kbd>
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

/** Drawn while the menu is open only. */
function CommandItems({ editor, commands }: Pick<Props, 'editor' | 'commands'>) {
  useEditorPart(editor, (s) => s.canUndo)
  useEditorPart(editor, (s) => s.canRedo)
  const listed = commands.filter((command) => inMenu.includes(command.id))
  return listed.map((command) => (
    <Menu.Item
      key={command.id}
      className="menu-item"
      disabled={!command.enabled(editor)}
      onClick={() => editor.run(command.id)}
    >
      <span className="menu-space" /> {command.title}
      {command.keys[0] && <kbd>{keyText(command.keys[0])}</kbd>}
    </Menu.Item>
  ))
}

const themes: readonly { readonly choice: ThemeChoice; readonly name: string; readonly icon: React.JSX.Element }[] = [
  { choice: 'light', name: 'Light', icon: <Sun /> },
  { choice: 'dark', name: 'Dark', icon: <Moon /> },
  { choice: 'system', name: 'As the system', icon: <SunMoon /> },
]

function ThemeItems() {
  const choice = useSyncExternalStore(onTheme, themeChoice)
  return (
    <Menu.RadioGroup value={choice} onValueChange={(value) => chooseTheme(value as ThemeChoice)}>
      {themes.map((theme) => (
        <Menu.RadioItem key={theme.choice} value={theme.choice} className="menu-item" closeOnClick={false}>
          {theme.icon} {theme.name}
          <Menu.RadioItemIndicator className="menu-tick" keepMounted />
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  )
}
