import { Board } from '../board/board'
import type { Change, Op } from '../board/types'
import type { Carried } from '../editor/clipboard-payload'
import { noticesOf } from '../editor/notices'
import { copyable } from '../editor/renamed'
import type { Editor } from '../editor/types'
import { say } from '../words/say'
import { failed, saveElements } from './own-file'

/**
 * What changes would have made, in paint order: what they drew, and what they changed as it would be now. `lost`: how many of their ops
 * cannot be shown so: removals, changes of what is gone, settings of the board.
 */
export function wouldBe(board: Board, changes: readonly Change[]): { elements: Carried[]; lost: number } {
  const made = new Board()
  let lost = 0
  const apply = (op: Op) => made.apply({ seq: made.seq + 1, author: 0 }, [op])
  for (const op of changes.flatMap(({ ops }) => ops)) {
    const before = board.element(op.id)
    if (op.op === 'remove' || (op.op === 'set' && !made.element(op.id) && !before)) lost++
    else if (op.op !== 'set' && !made.element(op.id)) apply({ op: 'put', id: op.id, props: op.props })
    else {
      if (!made.element(op.id)) apply({ op: 'put', id: op.id, props: before!.props })
      apply({ op: 'set', id: op.id, props: op.props })
    }
  }
  const elements: Carried[] = []
  for (const id of made.paintOrder()) {
    const element = made.element(id)!
    // These belong to their board.
    if (['board', 'layer'].includes(String(element.props.get('kind')))) lost++
    else elements.push({ id, props: copyable(made, element) })
  }
  return { elements, lost }
}

/** Saves what the server did not take as a file that a board can take up. Never throws; what cannot be in it is said. */
export async function saveRefused(editor: Editor, changes: readonly Change[]): Promise<void> {
  const notices = noticesOf(editor)
  const { view } = editor.client
  const { elements, lost } = wouldBe(view, changes)
  const why = () =>
    say(
      'A file holds things as they would look. What was removed, and what was changed on things that are gone, is not in it.',
    )
  if (elements.length === 0) return notices.say(failed(), why())
  const saved = await saveElements(editor, elements, `${say('Not accepted')} ${view.title}`)
  if (saved && lost > 0) notices.say(say('Saved without some of it'), why())
}
