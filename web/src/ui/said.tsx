import { Fragment, type ReactNode } from 'react'
import { sayOpen } from '../words/say'

/** Says a message whose holes are filled with more than words: `<Said message="{name} presents" name={<bdi>…</bdi>} />`. */
export function Said({ message, ...fills }: { readonly message: string; readonly [hole: string]: ReactNode }) {
  const parts = sayOpen(message).split(/\{(\w+)\}/)
  return parts.map((part, i) => (
    // Every second one is the name of a hole; a message never changes the order of its parts.
    // biome-ignore lint/suspicious/noArrayIndexKey: as said
    <Fragment key={i}>{i % 2 === 0 ? part : fills[part]}</Fragment>
  ))
}
