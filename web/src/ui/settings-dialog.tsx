import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useId, useSyncExternalStore } from 'react'
import type { Settings } from '../editor/settings'
import { keyText } from '../words/keys'
import { say } from '../words/say'
import { Drawn } from './drawn'
import { useEditorPart } from './hooks'
import { LanguageSelect } from './language-select'
import type { PanelProps } from './panel-list'
import { keptNow, onKept } from './preferences-kept'
import { chooseTheme, onTheme, type ThemeChoice, themeChoice } from './theme'
import { Toggle } from './toggle'
import './styles/settings-dialog.css'
import { type Choices, Segments } from './segments'
import { erases, fingers, highlights, rubs, type Way } from './tool-ways'

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
const keymaps: Choices<Settings['keymap']> = [
  { value: 'own', name: 'Drawing Room’s' },
  { value: 'excalidraw', name: 'Excalidraw’s' },
  { value: 'tldraw', name: 'tldraw’s' },
  { value: 'figma', name: 'Figma’s' },
]
const motions: Choices<Settings['motion']> = [
  { value: 'system', name: 'As the system' },
  { value: 'full', name: 'Full' },
  { value: 'less', name: 'None [motion]' },
]

/** What one chooses for oneself. */
export default function SettingsDialog({ editor, open, onClose }: PanelProps) {
  const settings = useEditorPart(editor, (s) => s.settings)
  const theme = useSyncExternalStore(onTheme, themeChoice)
  const set = editor.setSettings.bind(editor)
  return (
    <Dialog.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil" />
        <Dialog.Popup className="panel dialog settings">
          <header className="dialog-head stays">
            <Dialog.Title className="dialog-title">{say('Settings')}</Dialog.Title>
            <Dialog.Close className="icon-button" aria-label={say('Close')}>
              <X />
            </Dialog.Close>
          </header>
          <div className="setting">
            <div className="setting-name">{say('Language')}</div>
            <LanguageSelect value={settings.language} onChoose={(language) => set({ language })} />
          </div>
          <Choice name={say('Theme')} choices={themes} value={theme} onChoose={chooseTheme} />
          <Choice
            name={say('The wheel')}
            more={say('By itself: a mouse’s wheel zooms, a trackpad moves about. With {key} it always zooms.', {
              key: keyText('ctrl'),
            })}
            choices={wheels}
            value={settings.wheel}
            onChoose={(wheel) => set({ wheel })}
          />
          <Choice
            name={say('A box selects')}
            choices={boxes}
            value={settings.boxSelects}
            onChoose={(boxSelects) => set({ boxSelects })}
          />
          <OfTool
            way={rubs}
            more={say('With {key} it does the other. Parts are taken of ink only.', { key: keyText('shift') })}
            {...{ settings, set }}
          />
          <OfTool way={erases} {...{ settings, set }} />
          <OfTool way={highlights} {...{ settings, set }} />
          <OfTool
            way={fingers}
            more={say('By itself: it moves the board as soon as a pen has been used, and works with the tool before.')}
            {...{ settings, set }}
          />
          <Toggle
            name={say('Snap to the grid')}
            on={settings.snapToGrid}
            onSwitch={(snapToGrid) => set({ snapToGrid })}
          />
          <Toggle
            name={say('Snap to objects')}
            on={settings.snapToObjects}
            onSwitch={(snapToObjects) => set({ snapToObjects })}
          />
          <Toggle name={say('Minimap')} on={settings.minimap} onSwitch={(minimap) => set({ minimap })} />
          <ByKeys {...{ settings, set }} />
          <WhereKept />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function WhereKept() {
  const along = useSyncExternalStore(onKept, keptNow)
  return (
    <p className="soft small-print settings-foot">
      {along
        ? say('For you alone, wherever you are signed in; what fingers do and the minimap stay on this device.')
        : say('For you alone, kept on this device.')}
    </p>
  )
}

/** For who works by keys and ears. */
function ByKeys({ settings, set }: { settings: Settings; set: (change: Partial<Settings>) => void }) {
  return (
    <>
      <Choice
        name={say('Keys')}
        more={say('As in a program that your hands know. The help shows the keys that are chosen.')}
        choices={keymaps}
        value={settings.keymap}
        onChoose={(keymap) => set({ keymap })}
      />
      <Toggle
        name={say('Single letters and signs are keys')}
        on={settings.singleKeys}
        onSwitch={(singleKeys) => set({ singleKeys })}
      />
      <Choice name={say('Motion')} choices={motions} value={settings.motion} onChoose={(motion) => set({ motion })} />
      <Toggle
        name={say('Read out what others do')}
        on={settings.tellsOthers}
        onSwitch={(tellsOthers) => set({ tellsOthers })}
      />
    </>
  )
}

function OfTool(props: { way: Way; more?: string; settings: Settings; set: (change: Partial<Settings>) => void }) {
  const { name, setting, choices } = props.way
  return (
    <Choice
      name={say(name)}
      {...(props.more !== undefined && { more: props.more })}
      choices={choices as Choices<string>}
      value={props.settings[setting] as string}
      onChoose={(value) => props.set({ [setting]: value })}
    />
  )
}

/** No more choices than this stand side by side: on a phone there is no room for more. */
const SIDE_BY_SIDE = 3

function Choice<T extends string>(props: {
  name: string
  more?: string
  choices: Choices<T>
  value: T
  onChoose: (value: T) => void
}) {
  const id = useId()
  const { value, choices, onChoose } = props
  const shown = { labelledBy: id, value, choices, onChoose }
  return (
    <div className="setting">
      <div id={id} className="setting-name">
        {props.name}
      </div>
      {choices.length > SIDE_BY_SIDE ? <Drawn {...shown} /> : <Segments {...shown} />}
      {props.more && <p className="soft small-print setting-more">{props.more}</p>}
    </div>
  )
}
