import type { Command } from '../types'
import { cameraCommands } from './camera'
import { editCommands } from './edit'
import { historyCommands } from './history'
import { nudgeCommands } from './nudge'
import { orderCommands } from './order'
import { toolCommands } from './tool'
import { viewCommands } from './view'

/** Every command but the taking of a tool (see toolCommands), in the order in which menus and the palette show them. */
export const commands: readonly Command[] = [
  ...historyCommands,
  ...editCommands,
  ...orderCommands,
  ...nudgeCommands,
  ...cameraCommands,
  ...viewCommands,
]

export { toolCommands }
