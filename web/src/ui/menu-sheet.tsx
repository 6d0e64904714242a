import { Menu } from '@base-ui/react/menu'
import { History, House, Keyboard, Moon, Settings2, Sun, SunMoon } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import type { Editor } from '../editor/types'
import { at } from '../site/at'
import { keyText } from '../words/keys'
import { say } from '../words/say'
import { useKeys } from './keys-of'
import { closing, type PopProps } from './later'
import { MenuLines } from './menu-lines'
import { mainLines } from './menus'
import { openPanel } from './panels'
import { chromePlace } from './place'
import { chooseTheme, onTheme, type ThemeChoice, themeChoice } from './theme'
import './styles/menu.css'

/** The menu beside the board's title. */
export default function MenuSheet({ editor, anchor, open, onOpen }: PopProps & { readonly editor: Editor }) {
  const keys = useKeys(editor)('panel-help')
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
          {/* On a low window it scrolls: keys must come to it for that. */}
          <Menu.Popup tabIndex={0} className="panel menu" aria-label={say('Menu')} finalFocus={anchor}>
            <Menu.LinkItem className="menu-item" href={at('/')}>
              <House /> {say('All boards')}
            </Menu.LinkItem>
            <HistoryItem editor={editor} />
            <Menu.Separator className="menu-line" />
            <MenuLines editor={editor} lines={mainLines} indented />
            <Menu.Separator className="menu-line" />
            <ThemeItems />
            <Menu.Separator className="menu-line" />
            <Menu.Item className="menu-item" onClick={() => openPanel('settings')}>
              <Settings2 /> {say('Settings')}
            </Menu.Item>
            <Menu.Item className="menu-item" onClick={() => openPanel('help')}>
              <Keyboard /> {say('Keys and help')} {keys !== undefined && <kbd>{keyText(keys)}</kbd>}
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

/** How the board came to be; where that may be seen. */
function HistoryItem({ editor }: { readonly editor: Editor }) {
  const keys = useKeys(editor)(HISTORY)
  if (editor.commands.find(({ id }) => id === HISTORY)?.enabled(editor) !== true) return null
  return (
    <Menu.Item className="menu-item" data-command={HISTORY} onClick={() => editor.run(HISTORY)}>
      <History /> {say('History')} {keys !== undefined && <kbd>{keyText(keys)}</kbd>}
    </Menu.Item>
  )
}

const HISTORY = 'panel-history'

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
          {theme.icon} {say(theme.name)}
          <Menu.RadioItemIndicator className="menu-tick" keepMounted />
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  )
}
