import { Announcer } from '../editor/bykeys/announcer'
import { BoardFocus } from '../editor/bykeys/board-focus'
import { ChosenKeys } from '../editor/bykeys/chosen-keys'
import { LiveRegion } from '../editor/bykeys/live-region'
import { OthersTold } from '../editor/bykeys/others-told'
import { Walker } from '../editor/bykeys/walker'
import type { BoardEditor } from '../editor/editor'
import type { Kit } from '../editor/kit'
import { followMotion } from './motion'
import './by-keys.css'

/** What a board takes to be worked on by keys and ears alone. */
export class ByKeys {
  private readonly parts: { close(): void }[]

  constructor(host: HTMLElement, editor: BoardEditor, kit: Kit) {
    const region = new LiveRegion(host, editor)
    const walker = new Walker(editor)
    const focus = new BoardFocus(host, editor, walker)
    const announcer = new Announcer(editor, walker, region.say)
    const commands = [
      {
        id: 'to-board',
        title: 'To the board, or to the tools',
        keys: ['f6'],
        words: 'focus canvas toolbar skip',
        enabled: () => true,
        run: () => focus.change(),
      },
      {
        id: 'say-selected',
        title: 'Say what is selected',
        keys: ['alt+i'],
        words: 'announce read screen reader',
        enabled: () => true,
        run: () => announcer.again(),
      },
    ]
    const keys = new ChosenKeys(editor, { tools: kit.tools, commands: [...kit.commands, ...commands] })
    this.parts = [region, walker, focus, announcer, keys, new OthersTold(editor, region.say)]
    this.parts.push({ close: followMotion(editor) })
  }

  /** Lets go of the page. */
  close(): void {
    for (const part of this.parts.toReversed()) part.close()
  }
}
