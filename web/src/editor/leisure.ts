import { nextTask, Pace } from './pace'
import type { Editor } from './types'

/** No gesture has gone on and the view has not moved for so long before the work goes on, in milliseconds. */
const REST = 300

/** The pace of long work that nobody waits for: while a hand is at work on the board, the machine is the hand's. `after` waits for so many milliseconds. */
export function leisurely(
  editor: Pick<Editor, 'busy' | 'state'>,
  after: (milliseconds: number) => Promise<void> = (milliseconds) =>
    new Promise((resolve) => setTimeout(resolve, milliseconds)),
): Pace {
  let { camera } = editor.state
  const atWork = () => {
    const moved = editor.state.camera !== camera
    camera = editor.state.camera
    return moved || editor.busy
  }
  return new Pace(undefined, async () => {
    await nextTask()
    while (atWork()) await after(REST)
  })
}
