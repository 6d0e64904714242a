import type { Command, CommandGroup } from '../types'
import { arrangeCommands } from './arrange'
import { cameraCommands } from './camera'
import { cardCommands } from './card'
import { clipboardCommands } from './clipboard'
import { editCommands } from './edit'
import { frameCommands } from './frame'
import { groupCommands } from './group'
import { historyCommands } from './history'
import { imageCommands } from './image'
import { layerCommands } from './layers'
import { lockCommands } from './lock'
import { noteCommands, notesCommands } from './note'
import { nudgeCommands } from './nudge'
import { orderCommands } from './order'
import { paperCommands } from './paper'
import { selectCommands } from './select'
import { styleCommands } from './style'
import { tableCommands } from './table'
import { toolCommands } from './tool'
import { viewCommands } from './view'
import { wordCommands } from './words'

/** Commands whose work grows with what is selected. */
const onEach = (commands: readonly Command[]): readonly Command[] =>
  commands.map((command) => ({ ...command, onEach: true }))

/** Every command but the taking of a tool (see toolCommands), those of the chrome, and those that come later (walk.ts), in the order in which help and palette show them. */
export const commandGroups: readonly CommandGroup[] = [
  {
    title: 'Edit',
    commands: [
      ...historyCommands,
      ...clipboardCommands,
      ...editCommands,
      ...selectCommands,
      ...noteCommands,
      ...cardCommands,
    ],
  },
  {
    title: 'Arrange',
    commands: onEach([
      ...groupCommands,
      ...orderCommands,
      ...arrangeCommands,
      ...notesCommands,
      ...lockCommands,
      ...nudgeCommands,
    ]),
  },
  { title: 'Tables', commands: tableCommands },
  { title: 'Frames', commands: frameCommands },
  { title: 'Pictures', commands: imageCommands },
  { title: 'Layers', commands: onEach(layerCommands) },
  { title: 'Style', commands: onEach([...styleCommands, ...wordCommands]) },
  { title: 'Getting about', commands: cameraCommands },
  { title: 'View', commands: viewCommands },
  { title: 'Paper', commands: paperCommands },
]

/** The same without headings. */
export const commands: readonly Command[] = commandGroups.flatMap((group) => group.commands)

export { toolCommands }
