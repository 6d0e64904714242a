import { visible } from '../../elements/kind-of'
import { shownLine } from '../../elements/shown'
import { sayCount } from '../../words/count'
import { sayList } from '../../words/forms'
import { say } from '../../words/say'
import type { BoardEditor } from '../editor'

/** What others do is gathered for so long before it is said, in milliseconds. */
const GATHERED = 1500
/** There is so long at least between two sentences about others, in milliseconds. */
const APART = 5000

type Counts = { strokes: Set<string>; made: Set<string>; changed: Set<string>; deleted: Set<string> }

const fresh = (): Counts => ({ strokes: new Set(), made: new Set(), changed: new Set(), deleted: new Set() })

/** Says what the others do: who came and went, and what became of the board by their hands, at most one sentence in some seconds. */
export class OthersTold {
  private readonly editor: BoardEditor
  private readonly tell: (sentence: string) => void
  private readonly ends: readonly (() => void)[]
  private done = new Map<number, Counts>()
  /** Whom one knows to be here, and the names of all who were. */
  private here: ReadonlySet<number> | null = null
  private readonly names = new Map<number, string>()
  private callOff: (() => void) | null = null
  private last = Number.NEGATIVE_INFINITY

  constructor(editor: BoardEditor, tell: (sentence: string) => void) {
    this.editor = editor
    this.tell = tell
    this.ends = [
      editor.client.on({
        changed: (touched) => touched !== 'all' && this.look(touched),
        members: () => this.soon(),
      }),
    ]
    this.soon()
  }

  /** Says nothing more. */
  close(): void {
    this.callOff?.()
    for (const end of this.ends) end()
  }

  private look(touched: ReadonlySet<string>): void {
    const { client } = this.editor
    for (const id of touched) {
      const element = client.view.element(id)
      const by = element?.last ?? client.view.grave(id)?.by
      if (by === undefined || by.author === client.author || by.author === 0) continue
      if (element !== undefined && !visible(element.props)) continue
      this.note(by.author, id, element)
    }
  }

  private note(author: number, id: string, element: ReturnType<typeof this.editor.client.view.element>): void {
    const counts = this.done.get(author) ?? fresh()
    this.done.set(author, counts)
    if (element === undefined) counts.deleted.add(id)
    else if (element.born.seq !== element.last.seq) counts.changed.add(id)
    else (element.props.get('kind') === 'stroke' ? counts.strokes : counts.made).add(id)
    this.soon()
  }

  private soon(): void {
    const { parts } = this.editor
    const wait = Math.max(GATHERED, this.last + APART - parts.now())
    this.callOff ??= parts.after(wait, () => this.speak())
  }

  private speak(): void {
    this.callOff = null
    const lines = [...this.cameAndWent(), ...[...this.done].flatMap(([author, counts]) => this.linesOf(author, counts))]
    this.done = new Map()
    if (lines.length === 0 || !this.editor.state.settings.tellsOthers) return
    this.last = this.editor.parts.now()
    this.tell(sayList(lines))
  }

  /** Who is here now and was not, and the other way round; whoever comes back at once never went. */
  private cameAndWent(): string[] {
    const { client } = this.editor
    const now = new Set<number>()
    for (const { author, name } of client.members.values()) {
      if (author === client.author) continue
      now.add(author)
      this.names.set(author, shownLine(name))
    }
    const before = this.here
    // Without a connection nobody is known to be here or gone.
    if (client.session === '') return []
    this.here = now
    if (before === null) return []
    return [
      ...[...now].filter((one) => !before.has(one)).map((one) => say('{name} came', { name: this.nameOf(one) })),
      ...[...before].filter((one) => !now.has(one)).map((one) => say('{name} left', { name: this.nameOf(one) })),
    ]
  }

  private nameOf(author: number): string {
    return this.names.get(author) || say('Somebody')
  }

  private linesOf(author: number, { strokes, made, changed, deleted }: Counts): string[] {
    const values = { name: this.nameOf(author) }
    const later = (ids: ReadonlySet<string>) => [...ids].filter((id) => !strokes.has(id) && !made.has(id)).length
    const lines = [
      strokes.size > 0 && sayCount('{name} drew one stroke', '{name} drew {n} strokes', strokes.size, values),
      made.size > 0 && sayCount('{name} made one element', '{name} made {n} elements', made.size, values),
      later(changed) > 0 &&
        sayCount('{name} changed one element', '{name} changed {n} elements', later(changed), values),
      deleted.size > 0 && sayCount('{name} deleted one element', '{name} deleted {n} elements', deleted.size, values),
    ]
    return lines.filter((line): line is string => line !== false)
  }
}
