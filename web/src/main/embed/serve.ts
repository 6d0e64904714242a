import { fitted, seen, showing } from '../../editor/camera'
import { isFrame } from '../../editor/tree'
import type { Editor } from '../../editor/types'
import type { Goal, Person, ReplayWish, Request } from '../../embed/messages'
import type { What } from '../../export/scope'
import type { PageEditor } from '../canvas'
import type { FrameWho } from './guest'
import { EmbedHistory } from './history'
import { type Done, type Host, NotDone } from './host'
import { showAll } from './show-all'

/** How often the page around is told of the same thing at most, in milliseconds. */
const PAUSE = 250

/** Who came into the frame, and whether the history is open to them. */
export type Came = { readonly who: FrameWho; readonly replay: boolean }

/** Does what the page around asks for, and tells it what happens on the board. Returns what opens the history. */
export function serve(editor: PageEditor, host: Host, { replay, who }: Came): (wish: ReplayWish) => Promise<Done> {
  const history = new EmbedHistory(editor, host, replay)
  const answers: { readonly [T in Request['type']]: (asked: Extract<Request, { type: T }>) => Promise<Done> } = {
    goTo: async ({ to }) => goTo(editor, to),
    export: ({ kind, scale, of }) => picture(editor, kind, scale, of),
    follow: async ({ who }) => (await import('./follow-whom')).followWhom(editor, who),
    replay: ({ wish }) => history.do(wish),
    token: async ({ token }) => {
      if (who.take === undefined) throw new NotDone('by_link')
      return who.take(token)
    },
  }
  const answer = (asked: Request) => (answers[asked.type] as (asked: Request) => Promise<Done>)(asked)
  const { client } = editor
  const ready = () => {
    if (client.role === '' || client.state.kind === 'loading') return
    end()
    const { title } = client.view
    host.settle({ type: 'ready', board: client.boardID, title, role: client.role, seq: client.seq, replay }, answer)
    tellOn(editor, host)
  }
  const end = client.on({ state: ready, role: ready, members: ready })
  ready()
  return (wish) => history.do(wish)
}

async function goTo(editor: PageEditor, to: Goal): Promise<Done> {
  await editor.fetchRest()
  if ('all' in to) showAll(editor, true)
  else if ('view' in to) {
    const [x, y, w, h] = to.view
    editor.setCamera(showing({ x, y, w, h }, editor.viewport), true)
  } else {
    const box = editor.finder.frameOf(new Set(to.elements.filter((id) => editor.client.view.element(id) !== undefined)))
    if (box === null) throw new NotDone('no_element')
    editor.setCamera(fitted(box, editor.viewport), true)
  }
  return {}
}

async function picture(editor: PageEditor, kind: 'png' | 'svg', scale: number, of: string): Promise<Done> {
  await editor.fetchRest()
  const what: What =
    of === 'all'
      ? { of: 'all' }
      : of === 'view'
        ? { of: 'area', box: seen(editor.state.camera, editor.viewport) }
        : { of: 'frame', id: of }
  if (what.of === 'frame' && !isFrame(editor.client.view, what.id)) throw new NotDone('no_element')
  const look = { room: editor.state.theme, ground: 'plain' as const, title: editor.client.view.title }
  const { make } = await import('../../export/deliver')
  const made = await make(editor, { what, kind, scale, look })
  if (made === null) throw new NotDone('no_picture')
  return { bytes: await made.blob.arrayBuffer() }
}

/** Calls at once, and then no more often than the pause allows. */
function paced(tell: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let again = false
  const soon = () => {
    if (timer !== undefined) {
      again = true
      return
    }
    tell()
    timer = setTimeout(() => {
      timer = undefined
      if (again) {
        again = false
        soon()
      }
    }, PAUSE)
  }
  return soon
}

/** Tells the page around what happens, each thing only where it is another than before. */
function tellOn(editor: Editor, host: Host): void {
  const { client } = editor
  let seq = client.seq
  let room = ''
  let people = ''
  const changed = paced(() => {
    if (client.seq !== seq) {
      seq = client.seq
      host.tell({ type: 'changed', seq })
    }
    const box = editor.extent()
    const [width, height] = box === null ? [0, 0] : [Math.ceil(box.w / 100), Math.ceil(box.h / 100)]
    if (room === `${width} ${height}`) return
    room = `${width} ${height}`
    host.tell({ type: 'resize', width, height })
  })
  const members = paced(() => {
    const others = othersOf(editor)
    const now = JSON.stringify(others)
    if (now === people) return
    people = now
    host.tell({ type: 'people', people: others })
  })
  client.on({ changed, state: changed, members, presence: members })
  changed()
  members()
}

function othersOf({ client }: Editor): readonly Person[] {
  const found: Person[] = []
  for (const [id, { name, colour }] of client.members) if (id !== client.session) found.push({ id, name, colour })
  return found
}
