import type { Board, Place } from './boards'
import type { Hand } from './hand'

/** How long each scene lasts, in seconds. */
const SECONDS = 4

/** Something a person does with a board while it is watched. */
export type Scene = {
  readonly name: string
  /** Brings the page to where it begins. */
  ready(hand: Hand, board: Board): Promise<void>
  run(hand: Hand, board: Board): Promise<void>
  /** Leaves the page as it was. */
  after?(hand: Hand, board: Board): Promise<void>
}

/** A bow over the board: there and back, never straight, so that every frame is another picture. */
const roam =
  (far: number) =>
  (step: number): readonly [number, number] => [
    Math.round(Math.cos(step / 38) * far),
    Math.round(Math.sin(step / 23) * far * 0.7),
  ]

/** Round and round a place. */
const circle =
  (at: Place, radius: number) =>
  (step: number): Place => ({
    x: at.x + Math.sin(step / 14) * radius,
    y: at.y + (1 - Math.cos(step / 14)) * radius,
  })

/** Thirty steps in, thirty out. */
const zoom = (step: number): readonly [number, number] => [0, step % 60 < 30 ? -24 : 24]

const middleOf = ({ bare, far }: Board): Place => ({ x: (bare.x + far.x) / 2, y: (bare.y + far.y) / 2 })

/** What is measured, in the order of the table. */
export const scenes: readonly Scene[] = [
  {
    name: 'pan at 100 %',
    ready: (hand) => hand.looks('100 %'),
    run: (hand) => hand.wheel(SECONDS, false, roam(24)),
  },
  {
    name: 'pan at fit',
    ready: (hand) => hand.looks('fit'),
    run: (hand) => hand.wheel(SECONDS, false, roam(9)),
  },
  {
    name: 'zoom',
    ready: (hand) => hand.looks('100 %'),
    run: (hand) => hand.wheel(SECONDS, true, zoom),
  },
  {
    name: 'drag one',
    ready: async (hand, board) => {
      await hand.looks('100 %')
      await hand.takes('v')
      await hand.clicks(board.one)
    },
    run: (hand, board) => hand.drags(board.one, SECONDS, circle(board.one, 90)),
    after: async (hand, board) => {
      await hand.lets(board.one)
      await hand.takes('Control+z')
      await hand.takes('Escape')
    },
  },
  {
    name: 'drag 500',
    ready: async (hand, board) => {
      await hand.looks('100 %')
      await hand.takes('v')
      await hand.boxes(board.bare, board.far)
      await hand.rests()
    },
    run: (hand, board) => hand.drags(middleOf(board), SECONDS, circle(middleOf(board), 90)),
    after: async (hand, board) => {
      await hand.lets(middleOf(board))
      await hand.takes('Control+z')
      await hand.takes('Escape')
    },
  },
  {
    name: 'stroke',
    ready: async (hand) => {
      await hand.looks('100 %')
      await hand.takes('p')
    },
    run: (hand) => hand.drags({ x: 0, y: -80 }, SECONDS, circle({ x: 0, y: -80 }, 110)),
    after: async (hand) => {
      await hand.lets({ x: 0, y: -80 })
      await hand.takes('Control+z')
      await hand.takes('v')
    },
  },
]
