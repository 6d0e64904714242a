import { commands } from '../editor/commands'
import type { Kit } from '../editor/kit'
import { pictureCommands } from '../export/commands'
import { fileCommands } from '../export/file-commands'
import { tools } from '../tools'
import { chromeCommands } from '../ui/commands'
import { linkCommands } from './link-commands'

/** All that a board needs beside the first stroke, in one file: it is fetched once the first frame is on the screen. */
export { ClipboardEvents } from '../editor/clipboard-events'
export { Signing } from '../editor/signing'
export { kinds } from '../elements'
export { loadParts } from '../tools/eraser'

/** Every tool and command of the page. */
export const kit: Kit = {
  tools,
  commands: [...commands, ...chromeCommands, ...linkCommands, ...pictureCommands, ...fileCommands],
}
