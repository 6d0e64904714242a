import { type Me, suggestMe } from '../ui/names'
import { peopleColours } from '../ui/palette'
import { knownMe } from './device'

/** Who they are, or who they might like to be. */
export function meOrSuggestion(): Me {
  return (
    knownMe() ??
    suggestMe(
      peopleColours.map((swatch) => swatch.token),
      () => crypto.getRandomValues(new Uint32Array(1))[0]! / 0x1_0000_0000,
    )
  )
}
