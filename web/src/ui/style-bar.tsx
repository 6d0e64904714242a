import { Popover } from '@base-ui/react/popover'
import type { Editor, Style } from '../editor/types'
import { Hint } from './button'
import { useEditorPart, useSelectionChanges } from './hooks'
import type { ToolEntry } from './lists'
import { colourClass, lineColours } from './palette'
import { dashes, fontSizes, styleOfKinds, thicknesses } from './style-choices'
import { DashPicker, FillPicker, OpacityPicker, SizeRow, SwatchRow } from './style-parts'

type Values = ReturnType<Editor['styleOf']>
type PartsProps = {
  readonly values: Values
  readonly shown: ReadonlySet<keyof Style>
  readonly set: Editor['setStyle']
}

/**
 * How the next element is drawn, or how the chosen ones look: a row above the tools where there is room,
 * behind one button on a narrow window. Shows only what means something to the tool or the selection.
 */
export function StyleBar({ editor, tools }: { editor: Editor; tools: readonly ToolEntry[] }) {
  const readOnly = useEditorPart(editor, (s) => s.readOnly)
  useEditorPart(editor, (s) => s.tool)
  useEditorPart(editor, (s) => s.style)
  useSelectionChanges(editor)
  const shown = readOnly ? new Set<keyof Style>() : styleOfKinds(kindsAtHand(editor, tools))
  if (shown.size === 0) return null
  const parts: PartsProps = { values: editor.styleOf(), shown, set: (change) => editor.setStyle(change) }
  return (
    <>
      <fieldset className="panel style-bar" aria-label="Style">
        <Parts {...parts} />
      </fieldset>
      <StyleSheet {...parts} />
    </>
  )
}

/** The kinds of what is selected; of what the tool makes when nothing is. */
function kindsAtHand(editor: Editor, tools: readonly ToolEntry[]): Iterable<string> {
  const { selection, tool } = editor.state
  if (selection.size === 0) return tools.find((t) => t.id === tool)?.makes ?? []
  const kinds = new Set<string>()
  for (const id of selection) {
    const kind = editor.client.view.element(id)?.props.get('kind')
    if (typeof kind === 'string') kinds.add(kind)
  }
  return kinds
}

function Parts({ values, shown, set }: PartsProps) {
  return (
    <>
      {shown.has('colour') && (
        <SwatchRow label="Colour" swatches={lineColours} value={values.colour} onChoose={(colour) => set({ colour })} />
      )}
      {shown.has('fill') && <FillPicker value={values.fill} onChoose={(fill) => set({ fill })} />}
      {shown.has('thickness') && (
        <SizeRow
          label="Thickness"
          kind="line"
          choices={thicknesses}
          value={values.thickness}
          onChoose={(thickness) => set({ thickness })}
        />
      )}
      {shown.has('font-size') && (
        <SizeRow
          label="Text size"
          kind="text"
          choices={fontSizes}
          value={values['font-size']}
          onChoose={(size) => set({ 'font-size': size })}
        />
      )}
      {shown.has('dash') && <DashPicker choices={dashes} value={values.dash} onChoose={(dash) => set({ dash })} />}
      {shown.has('opacity') && <OpacityPicker value={values.opacity} onChoose={(opacity) => set({ opacity })} />}
    </>
  )
}

/** The same parts on a narrow window: one button that shows the colour at hand, and a sheet above it. */
function StyleSheet(parts: PartsProps) {
  const colour = parts.values.colour ?? 'none'
  return (
    <Popover.Root>
      <Hint label="Style">
        <Popover.Trigger className="panel icon-button style-button" aria-label="Style">
          <span className={`dot ${colourClass(colour)}`} />
        </Popover.Trigger>
      </Hint>
      <Popover.Portal>
        <Popover.Positioner side="top" align="end" sideOffset={12} collisionPadding={12} className="above-all">
          <Popover.Popup className="panel style-sheet" aria-label="Style">
            <Parts {...parts} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
