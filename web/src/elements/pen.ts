/** Where the outline of a shape is written to: a Path2D, a canvas, or the text of an SVG path. */
export interface Outline {
  moveTo(x: number, y: number): void
  lineTo(x: number, y: number): void
  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void
  bezierCurveTo(c1x: number, c1y: number, c2x: number, c2y: number, x: number, y: number): void
  ellipse(x: number, y: number, rx: number, ry: number, turn: number, from: number, to: number): void
  roundRect(x: number, y: number, w: number, h: number, radius: number): void
  closePath(): void
}

/** How letters are set: family as in kinds.json, size in hundredths. */
export type Type = { readonly font: string; readonly size: number; readonly bold?: boolean; readonly italic?: boolean }

/** A picture in its place: an upright rectangle from the pen's place, which cuts off what it does not show. */
export type Placed = {
  /** The hash of its bytes. */
  readonly asset: string
  readonly w: number
  readonly h: number
  /** How many pixels the whole picture has, as whoever put it says. */
  readonly natural: readonly [w: number, h: number]
  /** The part of it that fills the rectangle, in such pixels. */
  readonly part: { readonly x: number; readonly y: number; readonly w: number; readonly h: number }
  /** Left and right are swapped. */
  readonly mirrored: boolean
  /** Of its corners. */
  readonly radius: number
}

/**
 * What elements are drawn with. Lengths are hundredths from the point given to `from`. Outlines are kept by an object and
 * a word: as values of properties are immutable, an outline made of one value stays right as long as that value is the same.
 */
export interface Pen {
  /** CSS pixels of the screen to a hundredth: how fine the picture will be. */
  readonly scale: number
  /** Device pixels of the picture to a hundredth. */
  readonly grain: number
  /** Where what follows is measured from: a board point, and a turn in hundredths of a degree about a point relative to it. */
  from(x: number, y: number, turn: number, cx: number, cy: number): void
  /** 0 to 100. */
  opacity(percent: number): void
  fill(key: object, word: string, colour: string, build: (to: Outline) => void): void
  /** Lines with round ends. `dots`: some of them are of next to no length, and seen by these ends alone. */
  line(
    key: object,
    word: string,
    colour: string,
    width: number,
    dash: readonly number[],
    build: (to: Outline) => void,
    dots?: boolean,
  ): void
  /**
   * Draws what `draw` asks for, but only what lies in every one of these areas: outlines filled by the rule of windings (nonzero). They
   * are kept as outlines are, by the object and the word that they hang on.
   */
  within(key: object, word: string, areas: () => readonly ((to: Outline) => void)[], draw: () => void): void
  /** Letters in one line, without tabs, from x, their left, on a line on which they stand at y. `rtl`: they are read from right to left. */
  text(text: string, x: number, y: number, type: Type, colour: string, rtl: boolean): void
  /** False where the picture's pixels are not there (yet), and nothing was drawn. */
  image(placed: Placed): boolean
  /** A bar: below letters, through them, or in place of a line too small to be read. */
  bar(x: number, y: number, w: number, h: number, colour: string): void
}
