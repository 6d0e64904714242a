import { commands } from '../editor/commands'
import type { Kit } from '../editor/kit'
import { pictureCommands } from '../export/commands'
import { fileCommands } from '../export/file-commands'
import { tools } from '../tools'
import { chromeCommands } from '../ui/commands'
import { linkCommands } from './link-commands'

/** Every tool and command of the page: fetched once the first frame is on the screen. */
export const kit: Kit = {
  tools,
  commands: [...commands, ...chromeCommands, ...linkCommands, ...pictureCommands, ...fileCommands],
}
