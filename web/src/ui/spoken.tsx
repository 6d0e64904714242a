import { DirectionProvider } from '@base-ui/react/direction-provider'
import { useSyncExternalStore } from 'react'
import { onSpoken, spokenNow } from '../words/say'

/** Draws all of it again when another language is spoken: what is open stays open, and says the same in that. */
export function Spoken({ draw }: { readonly draw: () => React.JSX.Element }) {
  const { rtl } = useSyncExternalStore(onSpoken, spokenNow)
  return <DirectionProvider direction={rtl ? 'rtl' : 'ltr'}>{draw()}</DirectionProvider>
}
