import { useId } from 'react'
import type { Settings } from '../editor/settings'
import type { Editor } from '../editor/types'
import { say, toSay } from '../words/say'
import { useEditorPart } from './hooks'
import { type Choices, Segments } from './segments'
import './styles/tool-ways.css'

/** What one chooses for oneself about how a tool works: beside the style while it is in the hand, and in the settings. */
export type Way<K extends keyof Settings = keyof Settings> = {
  readonly setting: K
  readonly name: string
  readonly choices: Choices<Settings[K] & string>
}

const way = <K extends keyof Settings>(setting: K, name: string, choices: Way<K>['choices']) =>
  ({ setting, name, choices }) as unknown as Way

/** Whether the eraser takes all of a thing. */
export const rubs = way('rubs', toSay('The eraser rubs out'), [
  { value: 'whole', name: 'Whole things' },
  { value: 'part', name: 'Parts of strokes' },
])

/** What the eraser leaves alone. */
export const erases = way('erases', toSay('The eraser takes'), [
  { value: 'all', name: 'Everything' },
  { value: 'own', name: 'Only my own' },
  { value: 'ink', name: 'Only ink' },
])

/** Where highlighting lies. */
export const highlights = way('highlights', toSay('The highlighter paints'), [
  { value: 'over', name: 'Over' },
  { value: 'under', name: 'Under' },
])

/** What fingers do. */
export const fingers = way('fingers', toSay('A finger'), [
  { value: 'auto', name: 'By itself' },
  { value: 'move', name: 'Moves the board' },
  { value: 'draw', name: 'Works with the tool' },
  { value: 'select', name: 'Selects' },
  { value: 'eraser', name: 'Rubs out' },
])

const ofTools: { readonly [tool: string]: readonly Way[] } = {
  eraser: [rubs, erases],
  highlighter: [highlights],
}

/** The ways in which a tool may work; none for most. */
export function waysOf(tool: string): readonly Way[] {
  return Object.hasOwn(ofTools, tool) ? ofTools[tool]! : []
}

/** The choices of some ways, each in a row of segments. */
export function ToolWays({ editor, ways }: { readonly editor: Editor; readonly ways: readonly Way[] }) {
  return ways.map((one) => <OneWay key={one.setting} editor={editor} way={one} />)
}

function OneWay({ editor, way: { setting, name, choices } }: { readonly editor: Editor; readonly way: Way }) {
  const value = useEditorPart(editor, (s) => s.settings[setting]) as string
  const id = useId()
  return (
    <div className="tool-way">
      <span id={id} className="only-read">
        {say(name)}
      </span>
      <Segments
        labelledBy={id}
        value={value}
        choices={choices as Choices<string>}
        onChoose={(next) => editor.setSettings({ [setting]: next })}
      />
    </div>
  )
}
