import { say } from '../words/say'
import { type Place, Sheet } from './sheet'

const SEAT = 56

/** A room with round tables, a long one and a stage: who sits where. */
export function seatingPlan() {
  const sheet = new Sheet()
  sheet.heading(
    say('Who sits where?'),
    say('Double-click a chair and type a name. Copy a table with its chairs by Alt and drag.'),
    1088,
  )
  const room = sheet.frame(say('Hall'), [0, 136, 1088, 704], { fill: 'paper' })
  const chair = (x: number, y: number, name = '') =>
    sheet.shape(
      'ellipse',
      name,
      [x - SEAT / 2, y - SEAT / 2, SEAT, SEAT],
      { fill: 'soft-blue', colour: 'blue', thickness: 150, 'font-size': 1200 },
      room,
    )
  const round = (words: string, x: number, y: number, seats: number, names: readonly string[] = []) => {
    sheet.shape('ellipse', words, [x - 72, y - 72, 144, 144], { fill: 'soft-orange', colour: 'orange' }, room)
    for (let i = 0; i < seats; i++) {
      const turn = ((i + 0.5) / seats) * 2 * Math.PI
      chair(Math.round(x + Math.cos(turn) * 116), Math.round(y + Math.sin(turn) * 116), names[i])
    }
  }
  sheet.shape(
    'rectangle',
    say('Stage'),
    [352, 160, 384, 80],
    { fill: 'soft-violet', colour: 'violet', radius: 800 },
    room,
  )
  sheet.shape('rectangle', say('Door'), [24, 160, 120, 48], { fill: 'soft-grey', colour: 'grey', dash: 'dashed' }, room)
  sheet.shape(
    'rectangle',
    say('Buffet'),
    [896, 160, 168, 80],
    { fill: 'soft-green', colour: 'green', radius: 800 },
    room,
  )
  round(say('Table 1'), 184, 408, 8, [say('Ada'), say('Ben')])
  round(say('Table 2'), 544, 408, 8)
  round(say('Table 3'), 904, 408, 8)
  const long: Place = [184, 656, 720, 80]
  sheet.shape(
    'rectangle',
    say('Table 4, for the family'),
    long,
    { fill: 'soft-orange', colour: 'orange', radius: 800 },
    room,
  )
  for (let i = 0; i < 8; i++) {
    const x = long[0] + 48 + i * 88
    chair(x, long[1] - 40)
    chair(x, long[1] + long[3] + 40)
  }
  return sheet.elements
}
