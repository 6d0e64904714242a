import type * as React from 'react'

/** The palette tokens of kinds.json as the chrome offers them: in which order, under which names. Their look: styles/palette.css. */

/** A colour to choose: the token that is stored and the name that is read out. */
export type Swatch = { readonly token: string; readonly name: string }

/** Colours of lines, text and people's hands. */
export const lineColours: readonly Swatch[] = [
  { token: 'ink', name: 'Ink' },
  { token: 'grey', name: 'Grey' },
  { token: 'red', name: 'Red' },
  { token: 'orange', name: 'Orange' },
  { token: 'yellow', name: 'Yellow' },
  { token: 'green', name: 'Green' },
  { token: 'teal', name: 'Teal' },
  { token: 'blue', name: 'Blue' },
  { token: 'violet', name: 'Violet' },
  { token: 'pink', name: 'Pink' },
]

/** Colours that fill a shape; the first is no fill at all. */
export const fillColours: readonly Swatch[] = [
  { token: 'none', name: 'No fill' },
  { token: 'paper', name: 'Paper' },
  { token: 'soft-grey', name: 'Soft grey' },
  { token: 'soft-red', name: 'Soft red' },
  { token: 'soft-orange', name: 'Soft orange' },
  { token: 'soft-yellow', name: 'Soft yellow' },
  { token: 'soft-green', name: 'Soft green' },
  { token: 'soft-teal', name: 'Soft teal' },
  { token: 'soft-blue', name: 'Soft blue' },
  { token: 'soft-violet', name: 'Soft violet' },
  { token: 'soft-pink', name: 'Soft pink' },
  { token: 'ink', name: 'Ink' },
]

/** Colours a person may go by: those that can be told apart on the paper. */
export const peopleColours: readonly Swatch[] = lineColours.filter((c) => c.token !== 'ink' && c.token !== 'grey')

/** Sets --colour for a colour of one's own, which has no class. */
export function colourVars(colour: string): React.CSSProperties | undefined {
  return colour.startsWith('#') ? ({ '--colour': colour } as React.CSSProperties) : undefined
}

/** The class that paints an element in a palette token; unknown tokens look like ink. */
export function colourClass(token: string): string {
  return /^[a-z-]+$/.test(token) ? `is-${token}` : 'is-ink'
}
