import type { Element } from '../board/types'
import { shownLine } from '../elements/shown'
import { signedBy, signs } from '../elements/signature'
import type { BoardEditor } from './editor'

/** Names by author number. */
export type Names = ReadonlyMap<number, string>

/**
 * Writes on notes who made them. People who are here say their names themselves; the server is asked for the others' once there is a
 * note by somebody whose name is not known, and again where a later note is. Where nobody can say it, nothing is written.
 */
export class Signing {
  private readonly editor: BoardEditor
  private readonly ask: () => Promise<Names>
  private readonly leave: () => void
  private readonly names = new Map<number, string>()
  private readonly signed = new WeakMap<Element, { readonly name: string; readonly element: Element }>()
  /** Makers whom the server was asked about since one came here last. */
  private readonly asked = new Set<number>()
  private session = ''

  /** `ask`: who the author numbers of this board are; it may fail. */
  constructor(editor: BoardEditor, ask: () => Promise<Names>) {
    this.editor = editor
    this.ask = ask
    editor.finder.signing = (element) => this.sign(element)
    this.leave = editor.client.on({
      changed: (touched) => this.look(touched),
      members: () => this.meet(),
    })
    this.meet()
  }

  /** Writes no more. */
  close(): void {
    this.leave()
  }

  private sign(element: Element): Element {
    if (!signs(element.props)) return element
    const name = this.names.get(element.maker) ?? ''
    if (name === '') return element
    const before = this.signed.get(element)
    if (before?.name === name) return before.element
    const found = { ...element, props: signedBy(element.props, name) }
    this.signed.set(element, { name, element: found })
    return found
  }

  /** Those who are here have said who they are. */
  private meet(): void {
    const { members, session } = this.editor.client
    if (session !== this.session) this.asked.clear()
    this.session = session
    this.learn([...members.values()].map(({ author, name }) => [author, name] as const))
    this.look('all')
  }

  private learn(names: Iterable<readonly [author: number, name: string]>): void {
    const others = new Set<number>()
    for (const [author, name] of names) {
      const line = shownLine(name)
      if ((this.names.get(author) ?? '') === line) continue
      this.names.set(author, line)
      others.add(author)
    }
    if (others.size > 0) this.repaint(others)
  }

  /** What they made looks different now. */
  private repaint(makers: ReadonlySet<number>): void {
    const { client, finder, watchers } = this.editor
    const boxes = [...client.view.elements()]
      .filter(({ maker, props }) => makers.has(maker) && signs(props))
      .map(({ id }) => finder.bounds(id))
      .filter((box) => box !== null)
    if (boxes.length === 0) return
    for (const watcher of watchers) {
      watcher.stale(boxes)
      watcher.live()
    }
  }

  /** Asks for the names that are missing, as far as there is anybody to be asked. */
  private look(touched: ReadonlySet<string> | 'all'): void {
    const { client } = this.editor
    if (client.session === '') return
    const elements = touched === 'all' ? client.view.elements() : [...touched].map((id) => client.view.element(id))
    let missing = false
    for (const element of elements) {
      if (element === undefined || !signs(element.props)) continue
      const { maker } = element
      if (maker === 0 || this.names.has(maker) || this.asked.has(maker)) continue
      this.asked.add(maker)
      missing = true
    }
    if (missing)
      this.ask().then(
        (names) => this.learn(names),
        () => undefined,
      )
  }
}
