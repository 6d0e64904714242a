import { assetOf } from '../elements/asset-of'
import { kindOf } from '../elements/kind-of'
import type { BoardPoint } from '../geometry/point'
import { sayCount } from '../words/count'
import { keyText } from '../words/keys'
import { say } from '../words/say'
import { seen } from './camera'
import { FILES, type FileSorted, sortFile } from './clipboard-files'
import { escaped, htmlOf, tableHtml } from './clipboard-html'
import { type Carried, decodePayload, encodePayload, type Read } from './clipboard-payload'
import { middleOf, type Place, Putting } from './clipboard-put'
import type { Sorted } from './clipboard-sort'
import { taken, textsOf } from './clipboard-take'
import { textElements, textObjection } from './clipboard-text'
import { noticesOf } from './notices'
import { drawn, Pace } from './pace'
import type { Editor } from './types'

/** Reads pictures of boards and of other programs; comes from outside, when it is first needed. */
export interface PictureReader {
  /** Elements of an SVG: those that it carries, where it is one of ours; else its shapes. */
  svg(source: string, pace: Pace, going: (share: number) => boolean): Promise<Read>
  /** The elements that a PNG of ours carries; null for others. */
  png(file: File, pace: Pace, going: (share: number) => boolean): Promise<Read | null>
}

/** The system's clipboard, where it may be reached without a key having been pressed. */
export interface SystemClipboard {
  /** Whether it was put there. */
  write(html: string, text: string): Promise<boolean>
  /** What is there; a sentence where it cannot be read. */
  read(): Promise<Sorted | { readonly sentence: string }>
}

/** What was copied, in the two forms that go to the system. */
export type Copy = { readonly html: string; readonly text: string }

/** Where pasting the same thing again in the same place puts it, in hundredths. */
const ASIDE = 1600

/** More than this are not taken into the hand: with each news of them, all that shows a selection would look at every one. */
const HELD = 10_000

/** So many are seen at once. */
const SOON = 1000

const failed = () => say('Nothing was pasted')

/** Copying and pasting on one board. Knows no page: what does is given to it. */
export class Clipboard {
  /** Where the pointer is over the board; null for elsewhere. */
  pointer: BoardPoint | null = null
  system: SystemClipboard | null = null
  pictures: (() => Promise<PictureReader>) | null = null
  private readonly editor: Editor
  private busy = false
  private last = { what: '', x: 0, y: 0, times: 0 }

  constructor(editor: Editor) {
    this.editor = editor
  }

  /** The selection as it is copied; null for nothing. */
  copy(): Copy | null {
    const { client, state } = this.editor
    const elements = taken(client.view, state.selection)
    if (elements.length === 0) return null
    const text = textsOf(elements)
    const [first, ...more] = elements
    const inner = more.length === 0 && kindOf(first!.props).cells !== undefined ? tableHtml(text) : escaped(text)
    return { html: htmlOf(encodePayload(elements, { board: client.boardID }), inner), text }
  }

  /** Copies from a menu. */
  async copyOut(): Promise<boolean> {
    const copy = this.copy()
    if (copy === null || this.system === null) return false
    const done = await this.system.write(copy.html, copy.text)
    if (!done)
      noticesOf(this.editor).say(
        say('Nothing was copied'),
        say('This browser copies here by keys only: press {keys}.', { keys: keyText('mod+c') }),
      )
    return done
  }

  /** Copies from a menu and takes it away. */
  async cutOut(): Promise<void> {
    if (await this.copyOut()) this.editor.run('delete')
  }

  /** Pastes from a menu. */
  async pasteIn(inPlace: boolean): Promise<void> {
    const found = await this.system?.read()
    if (found === undefined) return
    if ('sentence' in found) noticesOf(this.editor).say(failed(), found.sentence)
    else await this.paste(found, inPlace ? 'in place' : undefined)
  }

  /** Pastes what was brought. `place`: where it was dropped. Never throws; what goes wrong is said. */
  async paste(what: Sorted, place?: Place): Promise<void> {
    const notices = noticesOf(this.editor)
    if (what.is === 'nothing') return notices.say(failed(), say('There were no words, pictures or elements in it.'))
    if (this.editor.state.readOnly) return notices.say(failed(), say('This board is only to look at here.'))
    if (this.busy) return notices.say(say('One moment'), say('What was pasted before is still on its way.'))
    this.busy = true
    let goes = true
    const progress = notices.begin(say('Pasting'), () => {
      goes = false
    })
    // Reading is the smaller part of the work.
    const going = (from: number, length: number) => (share: number) => {
      progress.share(from + share * length)
      return goes
    }
    try {
      const pace = new Pace()
      const parts = what.is === 'files' ? what.files.slice(0, FILES) : [what]
      const at = place ?? this.place(keyOf(what))
      const ids: string[] = []
      const images: File[] = []
      for (const [i, part] of parts.entries()) {
        const within = (from: number, length: number) => going((i + from) / parts.length, length / parts.length)
        const one = part instanceof File ? await sortFile(part) : part
        const read = 'sentence' in one ? one : await this.read(one, pace, within(0, 0.3))
        if (read instanceof File) images.push(read)
        else if ('sentence' in read) notices.say(failed(), read.sentence)
        else if (goes)
          ids.push(...(await this.put(await this.withPictures(read, one), aside(at, i), pace, within(0.3, 0.7))))
      }
      if (images.length > 0) ids.push(...(await this.putImages(images, at, pace, going)))
      await this.show(ids)
      // To take very many in the hand is work too: the bar stays until it is done.
    } catch {
      notices.say(failed(), say('What was copied could not be read.'))
    } finally {
      this.busy = false
      progress.end()
    }
  }

  /** The elements in it; a file that is a picture and carries none comes back as it is. */
  private async read(
    what: Exclude<FileSorted, { readonly sentence: string }>,
    pace: Pace,
    going: (share: number) => boolean,
  ): Promise<Read | File> {
    if (what.is === 'image') return what.file
    if (what.is === 'elements') return decodePayload(what.payload, pace, going)
    if (what.is === 'text') {
      const sentence = textObjection(what.text)
      if (sentence !== null) return { sentence }
      const { state, newID } = this.editor
      return { elements: await textElements(what.text, state.style, newID, pace, what.html), refused: 0 }
    }
    if (what.is === 'table') return this.readTable(what)
    if (what.is === 'link')
      return { elements: [(await import('./cards')).cardFor(what.text, this.editor.newID)], refused: 0 }
    if (what.is === 'excalidraw')
      return (await import('./clipboard-excalidraw')).readExcalidraw(what.source, this.editor.newID, pace, going)
    const pictures = await this.pictures?.()
    if (what.is === 'svg' && pictures !== undefined) return pictures.svg(what.source, pace, going)
    if (what.is === 'png') return (await pictures?.png(what.file, pace, going)) ?? what.file
    return { elements: [], refused: 0 }
  }

  private async readTable({ text, html }: Extract<Sorted, { readonly is: 'table' }>): Promise<Read> {
    const { rowsIn, tableOf } = await import('./table-paste')
    const rows = rowsIn(text, html)
    if (rows === null || 'sentence' in rows) return rows ?? { elements: [], refused: 0 }
    return { elements: [tableOf(rows, this.editor.newID)], refused: 0 }
  }

  /** Without those whose pictures are not to be had, which is said. */
  private async withPictures(
    read: Exclude<Read, { readonly sentence: string }>,
    what: FileSorted,
  ): Promise<typeof read> {
    if (!read.elements.some(({ props }) => assetOf(props) !== '')) return read
    const { bringPictures } = await import('./images-carried')
    const along = ('pictures' in what && what.pictures) || new Map()
    const elements = await bringPictures(this.editor, read.elements, read.from ?? '', along)
    if (elements.length < read.elements.length)
      noticesOf(this.editor).say(
        say('Pictures are missing'),
        say('Their bytes could not be brought along from where they were copied.'),
      )
    return { ...read, elements }
  }

  /** Puts pictures side by side; returns the ids to be selected. */
  private async putImages(
    files: readonly File[],
    place: Place,
    pace: Pace,
    going: (from: number, length: number) => (share: number) => boolean,
  ): Promise<readonly string[]> {
    const { imageElements } = await import('./images')
    const elements = await imageElements(this.editor, files, going(0, 0.9))
    return this.put({ elements, refused: 0 }, place, pace, going(0.9, 0.1))
  }

  /** Puts what was read on the board; returns the ids to be selected. */
  private async put(
    { elements, refused }: { readonly elements: readonly Carried[]; readonly refused: number },
    place: Place,
    pace: Pace,
    going: (share: number) => boolean,
  ): Promise<readonly string[]> {
    const notices = noticesOf(this.editor)
    if (elements.length === 0) {
      if (refused > 0) notices.say(failed(), say('This board knows nothing of what was copied.'))
      return []
    }
    const { ids, stopped } = await new Putting(this.editor, pace).run(elements, place, going)
    if (!stopped && refused > 0)
      notices.say(
        say('Pasted'),
        sayCount(
          'One thing in it was left out: a board has nothing like it.',
          '{n} things in it were left out: a board has nothing like them.',
          refused,
        ),
      )
    return ids
  }

  /** What was pasted is in the hand. */
  private async show(ids: readonly string[]): Promise<void> {
    const { editor } = this
    if (ids.length === 0) return
    if (editor.state.tool !== 'select') editor.setTool('select')
    editor.select(ids.length > HELD ? [] : ids)
    if (ids.length > HELD)
      noticesOf(editor).say(say('Pasted'), sayCount('{n} thing is here now.', '{n} things are here now.', ids.length))
    // The bar stays until very many can be seen.
    if (ids.length > SOON) await drawn()
  }

  /** At the pointer, or in the middle of what is seen; the same thing again a little aside. */
  private place(what: string): Place {
    const { state, viewport } = this.editor
    const { x, y } = this.pointer ?? middleOf(seen(state.camera, viewport))
    const again = this.last.what === what && this.last.x === x && this.last.y === y
    this.last = { what, x, y, times: again ? this.last.times + 1 : 0 }
    return aside({ x, y }, this.last.times)
  }
}

/** The place of the next of several things. */
function aside(place: Place, times: number): Place {
  return place === 'in place' ? place : { x: place.x + times * ASIDE, y: place.y + times * ASIDE }
}

/** Tells what was pasted from what was pasted before, without keeping all of it. */
function keyOf(what: Sorted): string {
  if (what.is === 'nothing') return what.is
  if (what.is === 'files') return what.files.map(({ name, size }) => `${name} ${size}`).join('/')
  const text = what.is === 'elements' ? what.payload : 'source' in what ? what.source : what.text
  return `${what.is} ${text.length} ${text.slice(0, 2000)}`
}

const all = new WeakMap<Editor, Clipboard>()

/** The clipboard of an editor. */
export function clipboardOf(editor: Editor): Clipboard {
  let found = all.get(editor)
  if (found === undefined) {
    found = new Clipboard(editor)
    all.set(editor, found)
  }
  return found
}
