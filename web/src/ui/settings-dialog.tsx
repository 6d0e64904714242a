import { Dialog } from '@base-ui/react/dialog'
import { Switch } from '@base-ui/react/switch'
import { X } from 'lucide-react'
import { useId, useSyncExternalStore } from 'react'
import type { Settings } from '../editor/settings'
import { useEditorPart } from './hooks'
import type { PanelProps } from './panel-list'
import { chooseTheme, onTheme, type ThemeChoice, themeChoice } from './theme'
import './styles/settings-dialog.css'
import { type Choices, Segments } from './segments'
import { erases, highlights, rubs, type Way } from './tool-ways'

const themes: Choices<ThemeChoice> = [
  { value: 'light', name: 'Light' },
  { value: 'dark', name: 'Dark' },
  { value: 'system', name: 'As the system' },
]
const wheels: Choices<'auto' | 'pan' | 'zoom'> = [
  { value: 'auto', name: 'By itself' },
  { value: 'pan', name: 'Moves about' },
  { value: 'zoom', name: 'Zooms' },
]
const boxes: Choices<'touch' | 'contain'> = [
  { value: 'touch', name: 'What it touches' },
  { value: 'contain', name: 'What lies in it' },
]
/** What one chooses for oneself, on this device. */
export default function SettingsDialog({ editor, open, onClose }: PanelProps) {
  const settings = useEditorPart(editor, (s) => s.settings)
  const theme = useSyncExternalStore(onTheme, themeChoice)
  const set = editor.setSettings.bind(editor)
  return (
    <Dialog.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil" />
        <Dialog.Popup className="panel dialog settings">
          <header className="dialog-head">
            <Dialog.Title className="dialog-title">Settings</Dialog.Title>
            <Dialog.Close className="icon-button" aria-label="Close">
              <X />
            </Dialog.Close>
          </header>
          <Choice name="Theme" choices={themes} value={theme} onChoose={chooseTheme} />
          <Choice
            name="The wheel"
            more="By itself: a mouse’s wheel zooms, a trackpad moves about. With Ctrl it always zooms."
            choices={wheels}
            value={settings.wheel}
            onChoose={(wheel) => set({ wheel })}
          />
          <Choice
            name="A box selects"
            choices={boxes}
            value={settings.boxSelects}
            onChoose={(boxSelects) => set({ boxSelects })}
          />
          <OfTool way={rubs} more="With Shift it does the other. Parts are taken of ink only." {...{ settings, set }} />
          <OfTool way={erases} {...{ settings, set }} />
          <OfTool way={highlights} {...{ settings, set }} />
          <Toggle name="Snap to the grid" on={settings.snapToGrid} onSwitch={(snapToGrid) => set({ snapToGrid })} />
          <Toggle
            name="Snap to objects"
            on={settings.snapToObjects}
            onSwitch={(snapToObjects) => set({ snapToObjects })}
          />
          <Toggle name="Minimap" on={settings.minimap} onSwitch={(minimap) => set({ minimap })} />
          <p className="soft small-print settings-foot">For you alone, kept on this device.</p>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function OfTool(props: { way: Way; more?: string; settings: Settings; set: (change: Partial<Settings>) => void }) {
  const { name, setting, choices } = props.way
  return (
    <Choice
      name={name}
      {...(props.more !== undefined && { more: props.more })}
      choices={choices as Choices<string>}
      value={props.settings[setting] as string}
      onChoose={(value) => props.set({ [setting]: value })}
    />
  )
}

function Choice<T extends string>(props: {
  name: string
  more?: string
  choices: Choices<T>
  value: T
  onChoose: (value: T) => void
}) {
  const id = useId()
  return (
    <div className="setting">
      <div id={id} className="setting-name">
        {props.name}
      </div>
      <Segments labelledBy={id} value={props.value} choices={props.choices} onChoose={props.onChoose} />
      {props.more && <p className="soft small-print setting-more">{props.more}</p>}
    </div>
  )
}

function Toggle(props: { name: string; on: boolean; onSwitch: (on: boolean) => void }) {
  const id = useId()
  return (
    <div className="setting">
      <div id={id} className="setting-name">
        {props.name}
      </div>
      <Switch.Root className="switch" aria-labelledby={id} checked={props.on} onCheckedChange={props.onSwitch}>
        <Switch.Thumb className="switch-thumb" />
      </Switch.Root>
    </div>
  )
}
