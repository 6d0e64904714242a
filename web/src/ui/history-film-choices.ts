import { seen } from '../editor/camera'
import type { Editor } from '../editor/types'
import type { Ground } from '../export/scope'
import { paperOf } from '../render/paper'
import { playedFor } from '../timelapse/schedule'
import { type Format, LONGEST_FILM, type Size, type Stretch, type Wish } from '../timelapse/wish'
import { say, spokenNow } from '../words/say'
import type { OpenHistory } from './history-offered'
import type { Choices } from './segments'

/** What a person has chosen for a film. */
export type FilmChoices = {
  readonly format: Format
  readonly part: 'all' | 'stretch'
  readonly lasts: '15' | '30' | '60' | 'played'
  readonly size: keyof typeof sizes
  readonly sees: 'all' | 'now'
  readonly room: 'light' | 'dark'
  readonly ground: Ground
  readonly hands: 'shown' | 'hidden'
}

/** The sizes a film may have. */
export const sizes = {
  '720p': { w: 1280, h: 720 },
  '1080p': { w: 1920, h: 1080 },
  square: { w: 1080, h: 1080 },
} as const satisfies { readonly [name: string]: Size }

/** What is chosen where nothing was. */
export const firstChoices = (room: FilmChoices['room']): FilmChoices => ({
  format: 'webm',
  part: 'all',
  lasts: '30',
  size: '720p',
  sees: 'all',
  room,
  ground: 'plain',
  hands: 'shown',
})

export const partsOffered: Choices<FilmChoices['part']> = [
  { value: 'all', name: 'All' },
  { value: 'stretch', name: 'A stretch' },
]

export const sizesOffered: Choices<FilmChoices['size']> = [
  { value: '720p', name: '720p' },
  { value: '1080p', name: '1080p' },
  { value: 'square', name: 'Square [picture]' },
]

export const sightsOffered: Choices<FilmChoices['sees']> = [
  { value: 'all', name: 'The whole board' },
  { value: 'now', name: 'What is seen now' },
]

export const roomsOffered: Choices<FilmChoices['room']> = [
  { value: 'light', name: 'Light' },
  { value: 'dark', name: 'Dark' },
]

export const handsOffered: Choices<FilmChoices['hands']> = [
  { value: 'shown', name: 'Shown' },
  { value: 'hidden', name: 'Not shown' },
]

const patterns: { readonly [paper: string]: string } = { dots: 'With dots', grid: 'With grid', lines: 'With lines' }

/** What may lie behind it: what can be seen through is for SVG alone. */
export function groundsOffered(editor: Editor, format: Format): Choices<Ground> {
  const pattern = patterns[paperOf(editor.client.view).paper]
  return [
    { value: 'plain', name: 'Paper' },
    ...(pattern === undefined ? [] : [{ value: 'pattern' as const, name: pattern }]),
    ...(format === 'svg' ? [{ value: 'none' as const, name: 'Nothing [background]' }] : []),
  ]
}

/** How long it may be; as it was played only where that is not too long. */
export function lengthsOffered(
  { player }: OpenHistory,
  stretch: Stretch,
): readonly (readonly [FilmChoices['lasts'], string])[] {
  const plays = playedFor(player.film, stretch)
  const played = say('As it was played: {time}', { time: durationWords(plays) })
  return [
    ...(['15', '30', '60'] as const).map((lasts) => [lasts, durationWords(Number(lasts) * 1000)] as const),
    ...(plays > LONGEST_FILM ? [] : [['played', played] as const]),
  ]
}

/** The choices as what is to be made. */
export function wishOf(choices: FilmChoices, stretch: Stretch, title: string, { editor }: OpenHistory): Wish {
  const { format, lasts, size, sees, room, ground, hands } = choices
  return {
    stretch,
    lasts: lasts === 'played' ? null : Number(lasts) * 1000,
    size: sizes[size],
    seen: sees === 'now' ? seen(editor.state.camera, editor.viewport) : null,
    room,
    ground: ground === 'none' && format !== 'svg' ? 'plain' : ground,
    hands: hands === 'shown',
    format,
    title,
  }
}

/** "30 seconds", "2 minutes". */
export function durationWords(ms: number): string {
  const minutes = ms >= 100_000
  const style = { style: 'unit', unit: minutes ? 'minute' : 'second', unitDisplay: 'long' } as const
  const n = Math.max(1, Math.round(ms / (minutes ? 60_000 : 1000)))
  return new Intl.NumberFormat(spokenNow().tag, style).format(n)
}

/** "2.4 MB". */
export function bytesWords(bytes: number): string {
  const small = bytes < 1e6
  const style = { style: 'unit', unit: small ? 'kilobyte' : 'megabyte', maximumFractionDigits: small ? 0 : 1 } as const
  return new Intl.NumberFormat(spokenNow().tag, style).format(Math.max(1, bytes / 1e3) / (small ? 1 : 1e3))
}
