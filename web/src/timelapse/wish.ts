import type { Room } from '../elements/palette'
import type { Ground } from '../export/scope'
import type { Box } from '../geometry/box'

/** What a time-lapse is written as; also the ending of its file's name. */
export type Format = 'webm' | 'mp4' | 'gif' | 'svg'

/** A part of a board's life, by how many changes have happened where it begins and where it ends. */
export type Stretch = { readonly from: number; readonly to: number }

/** How large the picture is, in pixels. */
export type Size = { readonly w: number; readonly h: number }

/** What the person wishes for. */
export type Wish = {
  readonly stretch: Stretch
  /** How long it is to be, in ms; null: as it was played at speed 1, idle time left out. */
  readonly lasts: number | null
  readonly size: Size
  /** What is seen of the board; null: all that lies on it where the stretch ends. */
  readonly seen: Box | null
  readonly room: Room
  /** 'none' is for SVG alone; elsewhere it is the paper's colour. */
  readonly ground: Ground
  /** Whether the hands are seen that draw, with the names of whose they are. */
  readonly hands: boolean
  readonly format: Format
  /** The board's name, for what can carry one. */
  readonly title: string
}

/** A time-lapse is never longer than this, in ms. */
export const LONGEST_FILM = 10 * 60_000
