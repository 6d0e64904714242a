/** What the chrome needs to know of a tool to offer it; made from the list in tools/index.ts. */
export type ToolEntry = {
  readonly id: string
  readonly title: string
  /** Shortcuts, the first is shown. */
  readonly keys: readonly string[]
  /** A name of icons.ts. */
  readonly icon: string
  /** Whether it changes the board: such tools are not offered to viewers. */
  readonly writes: boolean
  /** The kinds of element it makes: their properties are what the style bar offers. */
  readonly makes: readonly string[]
  /** Of those, what it settles itself. */
  readonly without?: readonly string[]
  /** The choices of the style that open with its button. */
  readonly chooses?: string
  /** Has no button. */
  readonly mode?: true
  /** The command that its button runs instead of taking it. */
  readonly asks?: string
  /** Has no button on a narrow window, but while it is taken. */
  readonly wide?: true
}
