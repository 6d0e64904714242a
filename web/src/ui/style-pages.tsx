import { Popover } from '@base-ui/react/popover'
import {
  AlignCenter,
  AlignLeft,
  AlignRight,
  AlignVerticalJustifyCenter,
  AlignVerticalJustifyEnd,
  AlignVerticalJustifyStart,
} from 'lucide-react'
import { useRef } from 'react'
import { ROUND } from '../editor/style'
import type { Style } from '../editor/types'
import { say } from '../words/say'
import { Amount, units } from './amount'
import { ArrowPage } from './arrow-page'
import { AnyColour } from './colour-any'
import { fillColours, lineColours } from './palette'
import { chromePlace } from './place'
import { ShapeFace } from './shape-face'
import type { StyleProps } from './style-bar'
import {
  aligns,
  corners,
  dashes,
  fillStyles,
  fontSizes,
  fonts,
  manners,
  nibs,
  shapes,
  sizeLetters,
  thicknesses,
  verticals,
} from './style-choices'
import { CornerFace, FillFace, LineFace, MannerFace, NibFace } from './style-faces'
import { openStyle, walksOn } from './style-open'
import { ChoiceRow, SwatchRow } from './style-parts'
import { Section } from './style-section'

/** The choices of one property each: what stands in the panels above the style bar, and one below the other in the sheet. */

type Page = (props: StyleProps) => React.ReactNode

/** Tries values of one property. */
const trying =
  <K extends keyof Style>(name: K, attempt: StyleProps['attempt']) =>
  (value: Style[K] | null) =>
    attempt(value === null ? null : { [name]: value })

/** What stands in the panel of a button; in the sheet stands all that applies. */
const pages: { readonly [label: string]: Page } = {
  Shape: ShapePage,
  'Any colour': (props) => <ColourPage {...props} begun />,
  Fill: FillPage,
  'Line style': LinePage,
  'Arrow style': ArrowPage,
  Corners: CornersPage,
  Letters: TextPage,
  Opacity: OpacityPage,
  Style: AllPages,
}

const buttonOf = (label: string) => document.querySelector<HTMLElement>(`[data-style="${label}"]`)

/** The panel of the property that is open, above its button; '' closes it. */
export default function StylePages({ open, ...props }: StyleProps & { readonly open: string }) {
  const last = useRef(open)
  if (open !== '') last.current = open
  const label = last.current
  const Page = pages[label]
  if (Page === undefined) return null
  return (
    <Popover.Root
      open={open !== ''}
      onOpenChange={(_, { event }) => {
        // The button closes what it opened by itself.
        const button = event.target instanceof Element && event.target.closest('[data-style]') !== null
        if (button) return
        openStyle('')
        // While it fades its buttons would still answer to keys.
        if (!walksOn() && document.activeElement instanceof HTMLElement) document.activeElement.blur()
      }}
    >
      <Popover.Portal container={chromePlace}>
        <Popover.Positioner
          anchor={() => buttonOf(label)}
          side="top"
          sideOffset={14}
          collisionPadding={12}
          className="above-all"
        >
          <Popover.Popup
            className={`panel ${label === 'Style' ? 'style-sheet' : 'style-page'}`}
            aria-label={say(label)}
            finalFocus={() => walksOn() && buttonOf(label)}
          >
            <Page {...props} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

function AllPages(props: StyleProps) {
  const { shown } = props
  return (
    <>
      {shown.has('colour') && <ColourPage {...props} />}
      {shown.has('form') && <ShapePage {...props} />}
      {shown.has('fill') && <FillPage {...props} />}
      {shown.has('thickness') && <LinePage {...props} />}
      {shown.has('route') && <ArrowPage {...props} />}
      {shown.has('manner') && <MannerPage {...props} />}
      {shown.has('radius') && <CornersPage {...props} />}
      {shown.has('font') && <TextPage {...props} />}
      {shown.has('opacity') && <OpacityPage {...props} />}
    </>
  )
}

/** Which shape it is; what it is filled with, and how it is drawn, stays. */
function ShapePage({ shape, reshape }: StyleProps) {
  return (
    <Section title={say('Shape')} mixed={shape === null}>
      <div className="style-shapes">
        <ChoiceRow
          label={say('Shape')}
          choices={shapes}
          value={shape}
          onChoose={reshape}
          face={(one) => <ShapeFace shape={one} />}
        />
      </div>
    </Section>
  )
}

/** Clean or by hand; in the bar it is a single button. */
function MannerPage({ values, set }: StyleProps) {
  return (
    <Section title={say('Manner')} mixed={values.manner === null}>
      <ChoiceRow
        label={say('Manner')}
        choices={manners}
        value={values.manner}
        onChoose={(manner) => set({ manner })}
        face={(manner) => <MannerFace manner={manner} />}
      />
    </Section>
  )
}

/** The colour of lines and letters. */
function ColourPage({ values, set, attempt, begun = false }: StyleProps & { readonly begun?: boolean }) {
  const onChoose = (colour: string) => set({ colour })
  return (
    <Section title={say('Colour')} mixed={values.colour === null}>
      <SwatchRow label={say('Colour')} swatches={lineColours} value={values.colour} onChoose={onChoose} />
      <AnyColour
        label={say('Colour')}
        begun={begun}
        value={values.colour}
        onTry={trying('colour', attempt)}
        onChoose={onChoose}
      />
    </Section>
  )
}

/** The fill: its colour, and how it is laid. */
function FillPage({ values, shown, set, attempt }: StyleProps) {
  const onChoose = (fill: string) => set({ fill })
  const { fill } = values
  return (
    <Section title={say('Fill')} mixed={fill === null}>
      <SwatchRow label={say('Fill')} swatches={fillColours} value={fill} onChoose={onChoose} />
      {shown.has('fill-style') && (
        <ChoiceRow
          label={say('Fill style')}
          choices={fillStyles}
          value={values['fill-style']}
          // Whoever chooses how to fill wants to see it filled.
          onChoose={(style) =>
            set(fill === 'none' ? { fill: 'soft-grey', 'fill-style': style } : { 'fill-style': style })
          }
          face={(style) => <FillFace fill={fill === null || fill === 'none' ? 'grey' : fill} style={style} />}
        />
      )}
      <AnyColour label={say('Fill')} value={fill} onTry={trying('fill', attempt)} onChoose={onChoose} />
    </Section>
  )
}

/** How thick a line is, and how it is broken. */
function LinePage({ values, shown, set, attempt }: StyleProps) {
  const { thickness } = values
  return (
    <Section title={say('Line')} mixed={thickness === null || (shown.has('dash') && values.dash === null)}>
      <ChoiceRow
        label={say('Thickness')}
        choices={thicknesses}
        value={thickness}
        onChoose={(next) => set({ thickness: next })}
        face={(one) => <LineFace thickness={one} dash="solid" />}
      />
      <Amount
        label={say('Thickness in units')}
        least={50}
        most={4000}
        step={50}
        value={thickness}
        shown={units}
        onTry={trying('thickness', attempt)}
        onChoose={(next) => set({ thickness: next })}
      />
      {shown.has('nib') && (
        <ChoiceRow
          label={say('Nib')}
          choices={nibs}
          value={values.nib}
          onChoose={(nib) => set({ nib })}
          face={(nib) => <NibFace nib={nib} />}
        />
      )}
      {shown.has('dash') && (
        <ChoiceRow
          label={say('Line')}
          choices={dashes}
          value={values.dash}
          onChoose={(dash) => set({ dash })}
          face={(dash) => <LineFace thickness={Math.max(thickness ?? 400, 400)} dash={dash} />}
        />
      )}
    </Section>
  )
}

/** How round corners are. */
function CornersPage({ values, set, attempt }: StyleProps) {
  const { radius } = values
  return (
    <Section title={say('Corners')} mixed={radius === null}>
      <ChoiceRow
        label={say('Corners')}
        choices={corners}
        value={radius}
        onChoose={(next) => set({ radius: next })}
        face={(one) => <CornerFace radius={one} />}
      />
      <Amount
        label={say('Radius in units')}
        least={0}
        most={6400}
        step={100}
        value={radius === ROUND ? 3200 : radius}
        shown={(value) => (radius === ROUND ? say('round') : units(value))}
        onTry={trying('radius', attempt)}
        onChoose={(next) => set({ radius: next })}
      />
    </Section>
  )
}

/** Which letters, and how large. */
function TextPage({ values, shown, set, attempt }: StyleProps) {
  return (
    <Section title={say('Letters')} mixed={values.font === null || values['font-size'] === null}>
      <ChoiceRow
        label={say('Font')}
        choices={fonts}
        value={values.font}
        onChoose={(font) => set({ font })}
        face={(font) => <span className={`letters font-${font}`}>Aa</span>}
      />
      <ChoiceRow
        label={say('Text size')}
        choices={fontSizes}
        value={values['font-size']}
        onChoose={(size) => set({ 'font-size': size })}
        face={(_, i) => <span className="letter">{sizeLetters[i]}</span>}
      />
      <Amount
        label={say('Size in units')}
        least={600}
        most={20000}
        step={100}
        value={values['font-size']}
        shown={units}
        onTry={trying('font-size', attempt)}
        onChoose={(size) => set({ 'font-size': size })}
      />
      {shown.has('align') && (
        <ChoiceRow
          label={say('Lines')}
          choices={aligns}
          value={values.align}
          onChoose={(align) => set({ align })}
          face={(align) => alignFaces[align]}
        />
      )}
      {shown.has('vertical') && (
        <ChoiceRow
          label={say('Words')}
          choices={verticals}
          value={values.vertical}
          onChoose={(vertical) => set({ vertical })}
          face={(vertical) => verticalFaces[vertical]}
        />
      )}
      {shown.has('text-colour') && (
        <SwatchRow
          label={say('Colour of the words')}
          swatches={lineColours}
          value={values['text-colour']}
          onChoose={(colour) => set({ 'text-colour': colour })}
        />
      )}
    </Section>
  )
}

const alignFaces: { readonly [align: string]: React.ReactNode } = {
  start: <AlignLeft />,
  centre: <AlignCenter />,
  end: <AlignRight />,
}

const verticalFaces: { readonly [vertical: string]: React.ReactNode } = {
  top: <AlignVerticalJustifyStart />,
  middle: <AlignVerticalJustifyCenter />,
  bottom: <AlignVerticalJustifyEnd />,
}

/** How much shows through. */
function OpacityPage({ values, set, attempt }: StyleProps) {
  return (
    <Section title={say('Opacity')} mixed={values.opacity === null}>
      <Amount
        label={say('Opacity')}
        least={5}
        most={100}
        step={5}
        value={values.opacity}
        shown={(value) => say('{percent} %', { percent: value })}
        onTry={trying('opacity', attempt)}
        onChoose={(opacity) => set({ opacity })}
      />
    </Section>
  )
}
