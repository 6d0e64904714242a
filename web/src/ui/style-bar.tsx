import { SlidersHorizontal } from 'lucide-react'
import { useEffect, useSyncExternalStore } from 'react'
import { reshape, shapeAtHand } from '../editor/reshape'
import type { Editor, Style } from '../editor/types'
import { say } from '../words/say'
import { RouteFace } from './arrow-face'
import { CropBar, CropButton } from './crop-bar'
import { useEditorPart, useSelectionChanges } from './hooks'
import { keysOf } from './keys-of'
import { useLater } from './later'
import type { ToolEntry } from './lists'
import { lineColours } from './palette'
import { ShapeFace } from './shape-face'
import { shapeOfValue, shapeValue } from './shape-values'
import { fontSizes, sizeLetters, styleOfKinds, styleOfTool, thicknesses } from './style-choices'
import { CornerFace, FillFace, LineFace, OpacityFace } from './style-faces'
import { onStyle, openStyle, styleNow } from './style-open'
import { ChoiceRow, Dot, MannerButton, StyleButton, SwatchRow } from './style-parts'
import { ToolWays, type Way, waysOf } from './tool-ways'

type Values = ReturnType<Editor['styleOf']>

/** What the parts of the style bar are made from. `shown`: what means something to the tool or the selection. */
export type StyleProps = {
  readonly values: Values
  readonly shown: ReadonlySet<keyof Style>
  readonly set: Editor['setStyle']
  readonly attempt: Editor['tryStyle']
  /** The shape at hand, as in `shapes`; null for several. */
  readonly shape: string | null
  readonly reshape: (shape: string) => void
  /** The keys of a command. */
  readonly keys: (id: string) => string | undefined
}

/** What has to apply for the choices behind a button to be opened. */
const behind: { readonly [label: string]: keyof Style } = {
  Shape: 'form',
  'Any colour': 'colour',
  Fill: 'fill',
  'Line style': 'thickness',
  'Arrow style': 'route',
  Corners: 'radius',
  Letters: 'font',
  Opacity: 'opacity',
}

/** The choices of all properties, loaded when the first of them is wanted, or when the page has nothing else to do. */
const pages = () => import('./style-pages')

/**
 * How the next element is drawn, or how the chosen ones look: one row above the tools, where the hand is and where it hides nothing of
 * the board but what the tools hide. Each button wears its value; what is needed with every line stands open, the rest behind it.
 * On a narrow window all of it is in a sheet behind one button. Shows only what means something to the tool or the selection.
 */
export function StyleBar({ editor, tools }: { editor: Editor; tools: readonly ToolEntry[] }) {
  const readOnly = useEditorPart(editor, (s) => s.readOnly)
  const crops = useEditorPart(editor, (s) => s.tool) === 'crop'
  useEditorPart(editor, (s) => s.style)
  useEditorPart(editor, (s) => s.editing)
  useSelectionChanges(editor)
  const open = useSyncExternalStore(onStyle, styleNow)
  const Pages = useLater(pages, open !== '')
  const shown = readOnly || crops ? new Set<keyof Style>() : meantNow(editor, tools)
  const applies = open === 'Style' ? shown.size > 0 : open === '' || shown.has(behind[open]!)
  useEffect(() => {
    if (!applies) openStyle('')
  }, [applies])
  if (crops) return <CropBar editor={editor} />
  const ways = readOnly ? [] : waysNow(editor)
  if (shown.size === 0) return ways.length === 0 ? null : <WaysAlone editor={editor} ways={ways} />
  const values = editor.styleOf()
  const props: StyleProps = {
    values,
    shown,
    set: (change) => editor.setStyle(change),
    attempt: (change) => editor.tryStyle(change),
    shape: shapeValue(shapeAtHand(editor)),
    reshape: (shape) => reshape(editor, shapeOfValue(shape)),
    keys: (id) => keysOf(editor, id),
  }
  return (
    <>
      <fieldset className="panel style-bar" aria-label={say('Style')}>
        <Row {...props} />
        <CropButton editor={editor} />
        <ToolWays editor={editor} ways={ways} />
      </fieldset>
      <StyleButton
        label="Style"
        mixed={false}
        className="panel style-button"
        face={values.colour === null ? <ManyColours mixed /> : <Dot colour={values.colour} />}
      />
      {Pages && <Pages {...props} open={applies ? open : ''} />}
    </>
  )
}

/** The ways of the tool in the hand; while something is selected or written in, it is about that. */
function waysNow({ state }: Editor): readonly Way[] {
  return state.selection.size === 0 && state.editing === null ? waysOf(state.tool) : []
}

function WaysAlone(props: { readonly editor: Editor; readonly ways: readonly Way[] }) {
  return (
    <fieldset className="panel style-bar is-ways" aria-label={say('How it works')}>
      <ToolWays {...props} />
    </fieldset>
  )
}

/** The properties that mean something to what is written in or selected; to what the tool makes where nothing is. */
function meantNow(editor: Editor, tools: readonly ToolEntry[]): ReadonlySet<keyof Style> {
  const { selection, editing, tool } = editor.state
  const ids = editing === null ? selection : new Set([editing])
  if (ids.size === 0) return styleOfTool(tools.find((t) => t.id === tool))
  const looks = editor.finder.looksOf(ids)
  const meant = looks.meant()
  if ([...looks.shapes()].length > 0) meant.add('form')
  if (editing === null) return meant
  // A text that begins is on the board with its first letter.
  return meant.size === 0 ? styleOfKinds(['text']) : meant.add('font').add('font-size')
}

/** Which of the properties do not agree. */
const mixed = (values: Values, ...names: (keyof Style)[]) => names.some((name) => values[name] === null)

function Row(props: StyleProps) {
  const { values, shown, set } = props
  const line = shown.has('thickness')
  const shape = shown.has('fill')
  return (
    <>
      {shown.has('colour') && <Colours {...props} />}
      {widthsStandOpen(shown) && (
        <ChoiceRow
          label={say('Thickness')}
          choices={thicknesses}
          value={values.thickness}
          onChoose={(thickness) => set({ thickness })}
          face={(thickness) => <LineFace thickness={thickness} dash="solid" />}
        />
      )}
      {shown.has('font') && !line && <SizeRow {...props} />}
      <div className="style-more">
        {shown.has('form') && (
          <StyleButton label="Shape" mixed={props.shape === null} face={<ShapeFace shape={props.shape} />} />
        )}
        {shape && (
          <StyleButton
            label="Fill"
            keys={props.keys('style-fill')}
            mixed={mixed(values, 'fill', 'fill-style')}
            face={<Filled {...props} />}
          />
        )}
        {line && (
          <StyleButton
            label="Line style"
            mixed={mixed(values, 'thickness', ...(shown.has('dash') ? (['dash'] as const) : []))}
            face={<Lined {...props} />}
          />
        )}
        {shown.has('route') && (
          <StyleButton
            label="Arrow style"
            mixed={mixed(values, 'route', 'start-head', 'end-head')}
            face={<RouteFace route={values.route} />}
          />
        )}
        {shown.has('manner') && <MannerButton value={values.manner} onChoose={(manner) => set({ manner })} />}
        {shown.has('radius') && (
          <StyleButton label="Corners" mixed={mixed(values, 'radius')} face={<CornerFace radius={values.radius} />} />
        )}
        {shown.has('font') && (
          <StyleButton
            label="Letters"
            mixed={mixed(values, 'font', 'font-size')}
            face={<span className={`letters font-${values.font ?? 'mixed'}`}>Aa</span>}
          />
        )}
        {shown.has('opacity') && (
          <StyleButton
            label="Opacity"
            mixed={mixed(values, 'opacity')}
            face={<OpacityFace opacity={values.opacity} />}
          />
        )}
      </div>
    </>
  )
}

/** What wears the fill at hand. */
function Filled({ values }: StyleProps) {
  return <FillFace fill={values.fill} style={values['fill-style']} />
}

/** Whether the usual widths stand open in the row: there is room where no fill has to be chosen, or little else. */
const widthsStandOpen = (shown: StyleProps['shown']) =>
  shown.has('thickness') && (!shown.has('fill') || !shown.has('dash')) && !shown.has('font')

/** What wears the line at hand, unless it is to be seen in the row; a kind whose lines are never broken has no dash. */
function Lined({ values, shown }: StyleProps) {
  const usual = thicknesses.some((choice) => choice.value === values.thickness)
  if (usual && widthsStandOpen(shown)) return <SlidersHorizontal />
  return <LineFace thickness={values.thickness} dash={shown.has('dash') ? values.dash : 'solid'} />
}

function Colours(props: StyleProps) {
  const { values, set } = props
  const own = values.colour?.startsWith('#') === true
  return (
    <div className="style-colours">
      <SwatchRow
        label={say('Colour')}
        swatches={lineColours}
        value={values.colour}
        onChoose={(colour) => set({ colour })}
      />
      <StyleButton
        label="Any colour"
        keys={props.keys('style-colour')}
        mixed={values.colour === null}
        face={
          own ? <Dot colour={values.colour!} className="is-chosen" /> : <ManyColours mixed={values.colour === null} />
        }
      />
    </div>
  )
}

function ManyColours({ mixed }: { mixed: boolean }) {
  return <span className={`dot ${mixed ? 'dot-mixed' : 'dot-any'}`} />
}

function SizeRow({ values, set }: StyleProps) {
  return (
    <ChoiceRow
      label={say('Text size')}
      choices={fontSizes}
      value={values['font-size']}
      onChoose={(size) => set({ 'font-size': size })}
      face={(_, i) => <span className="letter">{sizeLetters[i]}</span>}
    />
  )
}
