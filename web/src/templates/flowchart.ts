import { say } from '../words/say'
import { type Look, Sheet } from './sheet'

const step: Look = { fill: 'soft-blue', colour: 'blue', radius: 800 }
const end: Look = { fill: 'soft-green', colour: 'green', radius: 3600 }
const choice: Look = { fill: 'soft-yellow', colour: 'yellow' }
const way: Look = { route: 'elbow', colour: 'grey', 'font-size': 1600 }

/** A way of working with two decisions, a way back and two ends: how a request is answered. */
export function flowchart() {
  const sheet = new Sheet()
  sheet.heading(
    say('How we answer a request'),
    say('Round: begin and end. Box: a step. Diamond: a question. Drag the dot of a shape to connect it.'),
    720,
  )
  const begin = sheet.shape('rectangle', say('A request comes in'), [0, 152, 208, 72], end)
  const read = sheet.shape('rectangle', say('Read it and ask what is unclear'), [0, 288, 208, 88], step)
  const ours = sheet.shape('diamond', say('Is it for us?'), [0, 440, 208, 136], choice)
  const pass = sheet.shape('rectangle', say('Pass it on, and tell who asked'), [320, 464, 208, 88], step)
  const work = sheet.shape('rectangle', say('Do the work'), [0, 656, 208, 72], step)
  const good = sheet.shape('diamond', say('Is it good?'), [0, 792, 208, 136], choice)
  const mend = sheet.shape('rectangle', say('Say what is missing'), [320, 816, 208, 88], step)
  const done = sheet.shape('rectangle', say('Answered'), [0, 1008, 208, 72], end)
  const passed = sheet.shape('rectangle', say('Passed on'), [640, 472, 208, 72], end)
  sheet.arrow(begin, read, way)
  sheet.arrow(read, ours, way)
  sheet.arrow(ours, work, way, say('Yes'))
  sheet.arrow(ours, pass, way, say('No'))
  sheet.arrow(pass, passed, way)
  sheet.arrow(work, good, way)
  sheet.arrow(good, done, way, say('Yes'))
  sheet.arrow(good, mend, way, say('No'))
  sheet.arrow({ of: mend, x: 0.5, y: 0 }, { of: work, x: 1, y: 0.5 }, way)
  return sheet.elements
}
