import { Dialog } from '@base-ui/react/dialog'
import { Switch } from '@base-ui/react/switch'
import { X } from 'lucide-react'
import { useId, useSyncExternalStore } from 'react'
import { useEditorPart } from './hooks'
import type { PanelProps } from './panel-list'
import { chooseTheme, onTheme, type ThemeChoice, themeChoice } from './theme'
import './styles/settings-dialog.css'
import { type Choices, Segments } from './segments'

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
const erasers: Choices<'all' | 'own' | 'ink'> = [
  { value: 'all', name: 'Everything' },
  { value: 'own', name: 'Only my own' },
  { value: 'ink', name: 'Only ink' },
]

const rubs: Choices<'whole' | 'part'> = [
  { value: 'whole', name: 'Whole things' },
  { value: 'part', name: 'Parts of strokes' },
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
          <Choice
            name="The eraser takes"
            choices={erasers}
            value={settings.erases}
            onChoose={(erases) => set({ erases })}
          />
          <Choice
            name="The eraser rubs out"
            more="With Shift it does the other. Parts are taken of ink only."
            choices={rubs}
            value={settings.rubs}
            onChoose={(next) => set({ rubs: next })}
          />
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
