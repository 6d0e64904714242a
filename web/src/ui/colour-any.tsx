import { ChevronDown, Pipette } from 'lucide-react'
import { lazy, Suspense, useState, useSyncExternalStore } from 'react'
import { colourOf } from '../elements/palette'
import { say } from '../words/say'
import { IconButton } from './button'
import { hexShown, hexTyped } from './hsv'
import { keepColour, onRecentColours, recentColours } from './recent-colours'
import { Dot, type Tried, walk } from './style-parts'
import { themeNow } from './theme'

const ColourPicker = lazy(() => import('./colour-picker'))

/** The browser's own eyedropper, where there is one; it sees the whole screen. */
type EyeDropper = new () => { open(): Promise<{ sRGBHex: string }> }
const dropper = () => (globalThis as { EyeDropper?: EyeDropper }).EyeDropper

/** Colours beside the palette: those chosen last, any other, and those of the screen. */
export function AnyColour(props: Tried<string> & { readonly label: string; readonly begun?: boolean }) {
  const { label, begun = false, value, onTry, onChoose } = props
  const recent = useSyncExternalStore(onRecentColours, recentColours)
  const own = value?.startsWith('#') === true
  const [open, setOpen] = useState(begun)
  const choose = (colour: string) => {
    keepColour(colour)
    onChoose(colour)
  }
  return (
    <>
      <div className="any-colour">
        <button type="button" className="any-button" aria-expanded={open} onClick={() => setOpen(!open)}>
          <ChevronDown /> {say('Any colour')}
        </button>
        {dropper() && (
          <IconButton
            label={say('{label} from the screen', { label })}
            onClick={() => void dropped().then((c) => c && choose(c))}
          >
            <Pipette />
          </IconButton>
        )}
      </div>
      {recent.length > 0 && (
        <fieldset className="swatches recent" onKeyDown={walk}>
          <legend className="only-read">{say('Chosen before')}</legend>
          {recent.map((colour) => (
            <button
              key={colour}
              type="button"
              className="swatch"
              aria-label={say('{label}: {choice}', { label, choice: hexShown(colour) })}
              aria-pressed={colour === value}
              onClick={() => choose(colour)}
            >
              <Dot colour={colour} />
            </button>
          ))}
        </fieldset>
      )}
      {open && (
        <Suspense fallback={<div className="picker-room" />}>
          <ColourPicker
            label={label}
            value={own ? value! : null}
            from={seenAs(value)}
            onTry={onTry}
            onChoose={choose}
          />
        </Suspense>
      )}
    </>
  )
}

/** What a token of the palette looks like now: where the way to another colour begins. */
function seenAs(value: string | null): string {
  const seen = value === null ? null : colourOf(value, themeNow())
  return hexTyped(seen ?? '') ?? '#2a6fd0ff'
}

/** A colour of the screen; null where the person thought better of it. */
async function dropped(): Promise<string | null> {
  try {
    const { sRGBHex } = await new (dropper()!)().open()
    return hexTyped(sRGBHex)
  } catch {
    return null
  }
}
