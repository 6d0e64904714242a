import type { Element } from '../board/types'
import { filesChosen } from '../editor/choose-files'
import { joinOwn } from '../editor/clipboard-own'
import { type Carried, encodeSlowly, OWN } from '../editor/clipboard-payload'
import { taken } from '../editor/clipboard-take'
import { noticesOf } from '../editor/notices'
import { Pace } from '../editor/pace'
import { fileName, saveAs } from '../editor/save-as'
import type { Editor } from '../editor/types'
import { flag } from '../elements/props'
import { say } from '../words/say'
import { assetsIn, sourceOf } from './pictures'
import { allSeen, copied } from './scope'

/** A type of which no browser thinks it knows better how the file's name should end. */
const TYPE = 'application/octet-stream'

/** That it came to nothing. */
export const failed = () => say('Nothing was saved')

/**
 * Saves what is selected, or all that is seen where nothing is selected, as a file that a board can take up again. Never throws; what
 * goes wrong is said.
 */
export async function saveFile(editor: Editor): Promise<void> {
  const notices = noticesOf(editor)
  const { view } = editor.client
  const selected = editor.state.selection.size > 0
  const elements = selected ? taken(view, editor.state.selection) : await copied(view, allSeen(view), new Pace())
  if (elements.length === 0) return notices.say(failed(), say('Nothing on the board is to be seen.'))
  if (!(await saveElements(editor, elements, view.title))) return
  if (!selected && hides(editor))
    notices.say(say('Saved without what is hidden'), say('What is to be in the file has to be shown first.'))
}

/** Saves elements, given in paint order, as a file of that title. Says whether it is saved; what goes wrong is said to the person too. */
export async function saveElements(editor: Editor, elements: readonly Carried[], title: string): Promise<boolean> {
  const notices = noticesOf(editor)
  const progress = notices.begin(say('Saving the file'), null)
  try {
    const { pictures, missing } = await picturesOf(editor, elements)
    const beside = { board: editor.client.boardID, whole: pictures.size > 0 }
    const payload = await encodeSlowly(elements, new Pace(), (share) => progress.share(share), beside)
    saveAs(new Blob(joinOwn({ payload, pictures }), { type: TYPE }), `${fileName(title)}${OWN}`)
    if (missing)
      notices.say(
        say('Saved without some pictures'),
        say('Those that have not arrived here cannot be in the file: look to your connection.'),
      )
    return true
  } catch {
    notices.say(failed(), say('This browser has no room for a file of that size. A smaller part of the board may do.'))
    return false
  } finally {
    progress.end()
  }
}

/** The bytes of all pictures among elements. `missing`: some were not to be had. */
async function picturesOf(editor: Editor, elements: readonly Carried[]) {
  const pictures = new Map<string, Blob>()
  const source = sourceOf(editor)
  const wanted = assetsIn(elements)
  for (const asset of wanted) {
    const bytes = await source.bytes(asset).catch(() => null)
    if (bytes !== null) pictures.set(asset, bytes)
  }
  return { pictures, missing: pictures.size < wanted.size }
}

/** Whether anything on the board is hidden, by itself or with its layer. */
function hides(editor: Editor): boolean {
  const { view } = editor.client
  const holds = ({ id, props }: Element) => props.get('kind') !== 'layer' || view.children(id).length > 0
  for (const id of view.paintOrder()) {
    const element = view.element(id)!
    if (flag(element.props, 'hidden') && holds(element)) return true
  }
  return false
}

/** What the system offers to choose; what else is chosen all the same is answered with a sentence. */
const OFFERED = [OWN, '.svg', 'image/*', '.txt', '.md', '.csv', '.tsv'].join(',')

/** Lets the person choose files to open; none where they think better of it. To be called while a press is being answered. */
export const chooseFiles = (): Promise<readonly File[]> => filesChosen({ accept: OFFERED, multiple: true })
