import { describe, expect, test } from 'vitest'
import { onStage } from './on-stage'
import { Person, type Spot } from './person'
import { type LogRow, truth } from './truth'

const stage = onStage()

/** A wave from a spot to the right. */
function wave([x, y]: Spot): Spot[] {
  return [0, 40, 80, 120, 160].map((dx, i) => [x + dx, y + (i % 2) * 30] as const)
}

/** How many elements there are by the log: a hand that is slow to let go of a line has it changed for a clean one. */
function lying(rows: readonly LogRow[]): number {
  const ops = rows.flatMap((row) => row.change.ops)
  const count = (name: string) => ops.filter(({ op }) => op === name).length
  return count('put') - count('remove')
}

describe.each(['local', 'lan'] as const)('two people draw at once, at the %s address', (where) => {
  test('and they, the server, a replay of the log, and a third who comes late have one board', async () => {
    const ada = await Person.arrive(stage.browser, 'Ada')
    const link = await ada.makesBoard(stage.program[where], 'Together')
    const bob = await Person.arrive(stage.browser, 'Bob')
    await bob.follows(link)
    expect(await bob.page.evaluate(() => isSecureContext)).toBe(where === 'local')

    await Promise.all([drawAll(ada, 140), drawAll(bob, 420)])
    await Promise.all([ada.saved(), bob.saved()])
    const told = await truth(ada)
    expect(lying(told.rows)).toBe(1 + 2 * 6)
    expect(told.replayed).toBe(told.state)
    for (const person of [ada, bob]) await expectSame(person, told)

    const eve = await Person.arrive(stage.browser, 'Eve')
    await eve.follows(link)
    await expectSame(eve, told)
    for (const person of [ada, bob, eve]) {
      expect(person.troubles).toEqual([])
      await person.leaves()
    }
  })
})

/** Four strokes with the mouse and with the pen, a rectangle and an ellipse. */
async function drawAll(person: Person, y: number): Promise<void> {
  await person.takes('Pen')
  await person.drags(...wave([100, y]))
  await person.pens(...wave([320, y]))
  await person.drags(...wave([540, y]))
  await person.pens(...wave([760, y]))
  await person.takes('Rectangle')
  await person.drags([960, y], [1040, y + 60])
  await person.takes('Ellipse')
  await person.drags([1080, y], [1160, y + 60])
}

async function expectSame(person: Person, told: { seq: number; state: string }): Promise<void> {
  await person.page.waitForFunction((seq) => window.drawingroom!.seq >= seq, told.seq)
  const board = await person.board()
  expect({ seq: board.seq, state: board.hash }).toEqual({ seq: told.seq, state: told.state })
}
