import { centreOf } from '../../geometry/box'
import {
  aligned,
  arranged,
  carriedOps,
  distributed,
  type Placed,
  placed,
  type Side,
  tidied,
  type Ways,
} from '../arrange'
import type { Command, Editor } from '../types'
import { flippedIn, turnedBy } from '../work'
import { onFree } from './free'

/** A command that carries what is selected, `least` units or more, each as a whole. */
function arranging(
  of: Pick<Command, 'id' | 'title' | 'keys' | 'words'>,
  least: number,
  ways: (units: readonly Placed[]) => Ways,
): Command {
  return {
    ...of,
    enabled: ({ state }) => !state.readOnly && state.selection.size >= least,
    run: (editor) => {
      const units = placed(editor.finder, arranged(editor.client.view, editor.state.selection))
      if (units.length >= least) editor.commit(carriedOps(editor.client.view, ways(units)), editor.newID())
    },
  }
}

function aligning(side: Side, title: string, key: string): Command {
  const of = { id: `align-${side}`, title, keys: [`alt+${key}`], words: 'line up edge side' }
  return arranging(of, 2, (units) => aligned(units, side))
}

function distributing(axis: 'horizontal' | 'vertical', title: string, key: string): Command {
  const of = { id: `distribute-${axis}`, title, keys: [`alt+shift+${key}`], words: 'space evenly equal gaps spread' }
  return arranging(of, 3, (units) => distributed(units, axis))
}

/** A command that does something about the middle of the selection. */
function about(
  of: Pick<Command, 'id' | 'title' | 'keys' | 'words'>,
  ops: (editor: Editor, middle: ReturnType<typeof centreOf>) => ReturnType<typeof turnedBy>,
): Command {
  return {
    ...of,
    enabled: ({ state }) => !state.readOnly && state.selection.size > 0,
    run: (editor) => {
      const box = editor.selectionBox()
      if (box !== null) editor.commit(ops(editor, centreOf(box)), editor.newID())
    },
  }
}

function flipping(axis: 'h' | 'v', id: string, title: string): Command {
  return about({ id, title, keys: [`shift+${axis}`], words: 'mirror reflect' }, ({ client, state }, middle) =>
    flippedIn(client.view, state.selection, axis, middle),
  )
}

/** By hundredths of a degree, clockwise. */
function turning(by: number, id: string, title: string): Command {
  return about({ id, title, keys: [], words: 'turn rotate quarter 90' }, ({ client, state }, middle) =>
    turnedBy(client.view, state.selection, by, middle),
  )
}

/** Where what is selected lies among itself. */
export const arrangeCommands: readonly Command[] = onFree(
  aligning('left', 'Align left', 'a'),
  aligning('centre', 'Align centres', 'h'),
  aligning('right', 'Align right', 'd'),
  aligning('top', 'Align top', 'w'),
  aligning('middle', 'Align middles', 'v'),
  aligning('bottom', 'Align bottom', 's'),
  distributing('horizontal', 'Distribute horizontally', 'h'),
  distributing('vertical', 'Distribute vertically', 'v'),
  arranging(
    { id: 'tidy', title: 'Tidy up', keys: ['alt+shift+t'], words: 'rows columns grid arrange equal gaps' },
    2,
    tidied,
  ),
  flipping('h', 'flip-horizontal', 'Flip horizontally'),
  flipping('v', 'flip-vertical', 'Flip vertically'),
  turning(9000, 'rotate-right', 'Rotate right by 90°'),
  turning(-9000, 'rotate-left', 'Rotate left by 90°'),
)
