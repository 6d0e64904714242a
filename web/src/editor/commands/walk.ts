import { toSay } from '../../words/say'
import { canMake, make } from '../bykeys/make'
import { resizeBy, STEP } from '../bykeys/size'
import { type Walker, walkerOf } from '../bykeys/walker'
import type { Command, CommandGroup, Editor } from '../types'
import { onFree } from './free'
import { growCommands } from './grow'

/** A command of who goes about by keys. */
function walking(
  of: Pick<Command, 'id' | 'title' | 'keys' | 'words' | 'byEvent'>,
  enabled: (walker: Walker) => boolean,
  run: (walker: Walker) => void,
): Command {
  const asked = (editor: Editor, ask: (walker: Walker) => boolean) => {
    const walker = walkerOf(editor)
    return walker !== undefined && ask(walker)
  }
  return {
    ...of,
    enabled: (editor) => asked(editor, (walker) => !walker.editor.busy && enabled(walker)),
    run: (editor) => {
      const walker = walkerOf(editor)
      if (walker !== undefined) run(walker)
    },
  }
}

const ways = [
  ['right', 'Go to what lies to the right', 'Select what lies to the right as well', 1, 0],
  ['left', 'Go to what lies to the left', 'Select what lies to the left as well', -1, 0],
  ['down', 'Go to what lies below', 'Select what lies below as well', 0, 1],
  ['up', 'Go to what lies above', 'Select what lies above as well', 0, -1],
] as const

const sizes = [
  ['wider', 'Make wider', 'right', 1, 0],
  ['narrower', 'Make narrower', 'left', -1, 0],
  ['higher', 'Make higher', 'down', 0, 1],
  ['lower', 'Make lower', 'up', 0, -1],
] as const

const several = ({ editor }: Walker) => editor.state.selection.size > 1

const steps: readonly Command[] = [
  walking(
    // Only the board itself answers these, while it has the focus (board-focus.ts).
    { id: 'walk-next', title: 'Go to the next element', keys: ['tab'], words: 'select reading order', byEvent: true },
    (walker) => walker.next(1) !== null,
    (walker) => walker.walk(1),
  ),
  walking(
    {
      id: 'walk-back',
      title: 'Go to the element before',
      keys: ['shift+tab'],
      words: 'select previous',
      byEvent: true,
    },
    (walker) => walker.next(-1) !== null,
    (walker) => walker.walk(-1),
  ),
  ...ways.map(([way, title, , x, y]) =>
    walking(
      { id: `walk-${way}`, title, keys: [`alt+arrow${way}`], words: 'select nearest direction' },
      (walker) => walker.towards({ x, y }) !== null,
      (walker) => walker.turn({ x, y }),
    ),
  ),
  ...ways.map(([way, , title, x, y]) =>
    walking(
      { id: `walk-with-${way}`, title, keys: [`alt+shift+arrow${way}`], words: 'add extend selection nearest' },
      (walker) => walker.at !== '' && walker.towards({ x, y }) !== null,
      (walker) => walker.turn({ x, y }, true),
    ),
  ),
  walking(
    { id: 'step-in', title: 'Step into the group or frame', keys: ['enter'], words: 'group frame inside enter' },
    ({ inside, from }) => from === '' && inside !== undefined,
    (walker) => walker.stepIn(),
  ),
]

const making: readonly Command[] = [
  walking(
    {
      id: 'make',
      title: 'Put down what the tool makes',
      keys: ['enter'],
      words: 'create insert place middle keyboard',
    },
    ({ editor }) => canMake(editor),
    (walker) => {
      const { beside, editor } = walker
      if (editor.state.tool === 'arrow' && walker.joins(beside)) walker.connect(beside)
      else make(editor, beside)
      if (walker.at !== '') walker.show(walker.at)
    },
  ),
  {
    ...walking(
      { id: 'connect', title: 'Connect by arrows', keys: ['alt+c'], words: 'join link arrow connector flowchart' },
      (walker) => !walker.editor.state.readOnly && walker.joins(walker.editor.state.selection),
      (walker) => walker.connect(),
    ),
    titleNow: (editor) => {
      const walker = walkerOf(editor)
      return walker === undefined || several(walker) ? toSay('Connect by arrows') : toSay('Begin an arrow here')
    },
  },
  walking(
    { id: 'connect-here', title: 'End the arrow here', keys: ['enter'], words: 'connect join target' },
    ({ from, at }) => from !== '' && at !== from,
    (walker) => walker.connectHere(),
  ),
  ...onFree(
    ...sizes.map(
      ([size, title, arrow, x, y]): Command => ({
        id: `size-${size}`,
        title,
        keys: [`mod+shift+arrow${arrow}`, `mod+alt+arrow${arrow}`],
        words: 'resize grow shrink width height bigger smaller',
        enabled: ({ state }) => state.selection.size > 0 && !state.readOnly,
        run: (editor) => resizeBy(editor, x * STEP, y * STEP),
      }),
    ),
  ),
]

/** What comes to the other commands once there is more to the page than the first stroke, and is asked before them. */
export const lateGroups: readonly CommandGroup[] = [
  { title: 'Going from one to the next', commands: steps },
  { title: 'Making and connecting', commands: [...making, ...growCommands] },
]

/** The same without headings. */
export const lateCommands: readonly Command[] = lateGroups.flatMap(({ commands }) => commands)
