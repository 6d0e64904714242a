import { Menu } from '@base-ui/react/menu'
import { House, Keyboard, Moon, Settings2, Sun, SunMoon } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import type { Editor } from '../editor/types'
import { closing, type PopProps } from './later'
import { MenuLines } from './menu-lines'
import { mainLines } from './menus'
import { openPanel } from './panels'
import { chromePlace } from './place'
import { chooseTheme, onTheme, type ThemeChoice, themeChoice } from './theme'

/** The menu beside the board's title. */
export default function MenuSheet({ editor, anchor, open, onOpen }: PopProps & { readonly editor: Editor }) {
  return (
    <Menu.Root open={open} onOpenChange={(next, details) => closing(next, details, anchor) && onOpen(false)}>
      <Menu.Portal container={chromePlace}>
        <Menu.Positioner
          anchor={anchor}
          side="bottom"
          align="start"
          sideOffset={10}
          collisionPadding={12}
          className="above-all"
        >
          <Menu.Popup className="panel menu" aria-label="Menu" finalFocus={anchor}>
            <Menu.LinkItem className="menu-item" href="/">
              <House /> All boards
            </Menu.LinkItem>
            <Menu.Separator className="menu-line" />
            <MenuLines editor={editor} lines={mainLines} indented />
            <Menu.Separator className="menu-line" />
            <ThemeItems />
            <Menu.Separator className="menu-line" />
            <Menu.Item className="menu-item" onClick={() => openPanel('settings')}>
              <Settings2 /> Settings
            </Menu.Item>
            <Menu.Item className="menu-item" onClick={() => openPanel('help')}>
              <Keyboard /> Keys and help <kbd>?</kbd>
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
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
