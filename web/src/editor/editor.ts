import type { Op } from '../board/types'
import type { ElementProps } from '../elements/element'
import type { Box } from '../geometry/box'
import type { BoardClient } from '../sync/types'
import { fitted, type Viewport, zoomIn } from './camera'
import { perform } from './commands/perform'
import { remember } from './duplicate'
import { Finder } from './finder'
import { firstState } from './first-state'
import { askFrameName } from './frame-name'
import { Glide } from './glide'
import { History } from './history'
import { staleAfter } from './hurry'
import { Fittings, type Kit } from './kit'
import { leaveShutLayer } from './layers'
import { sayLocked } from './lock'
import { mayNotWrite } from './may-write'
import { Membership } from './membership'
import { nudgeSteps } from './nudges'
import type { Parts, Watcher } from './parts'
import { followHand, handIsAt, tellCamera, tellHand } from './presence'
import { restyle, styleAtHand } from './restyle'
import { chosen, enteredWith, selectable, unitsWithin } from './selection'
import type { Settings } from './settings'
import { settle } from './settle'
import { sightOf } from './sight'
import { SELECT, stepBack } from './step-back'
import { type MixedStyle, usualThickness } from './style'
import type { AnyGesture, Effect, Hand, Live, Mark, Tool, ToolView } from './tool'
import { transact } from './transaction'
import { isGroup, isLayer } from './tree'
import { turnBack } from './turn-back'
import { Turns } from './turns'
import type { Camera, Command, Editor, EditorState, Style, Theme } from './types'
import { Typing } from './typing'

/** One person's hand on one board: state, gesture, undo. Knows no canvas; what draws it watches. */
export class BoardEditor implements Editor {
  readonly client: BoardClient
  readonly parts: Parts
  readonly finder: Finder
  readonly typing: Typing
  readonly sight: ToolView
  readonly turns: Turns
  readonly nudgeStep: () => string
  readonly membership = new Membership(this)
  private readonly fittings: Fittings
  state: EditorState
  viewport: Viewport = { w: 0, h: 0 }
  /** The gesture in progress as it is drawn; null for none. */
  live: Live | null = null
  private gesture: AnyGesture
  readonly history = new History()
  private readonly listeners = new Set<(state: EditorState, before: EditorState) => void>()
  readonly watchers = new Set<Watcher>()
  /** Who shows marks over the board beside the tool in the hand. */
  readonly markers = new Set<() => readonly Mark[]>()
  private readonly leave: () => void
  readonly glide: Glide
  /** Whether the person has chosen a thickness; until then each tool has its usual one. */
  private thick: boolean
  /** Until the person has moved about, a board that arrives is shown as a whole. */
  private placed = false

  constructor(client: BoardClient, parts: Parts, theme: Theme = 'light') {
    this.client = client
    this.parts = parts
    this.glide = new Glide(parts, (camera) => this.look(camera))
    this.finder = new Finder(client.view)
    this.typing = new Typing()
    this.fittings = new Fittings(parts.kit)
    this.sight = sightOf(this)
    this.turns = new Turns(this, parts)
    this.nudgeStep = nudgeSteps(parts)
    this.thick = parts.style?.thickness !== undefined
    this.state = firstState(parts, theme, mayNotWrite(this))
    this.gesture = this.tool.rest
    this.history.on(() => this.update({ canUndo: this.history.canUndo, canRedo: this.history.canRedo }))
    this.leave = client.on({
      changed: (touched) => this.changed(touched),
      presence: () => this.tellLive(),
      members: () => this.tellLive(),
      state: () => this.update({ readOnly: mayNotWrite(this) }),
      role: () => this.update({ readOnly: mayNotWrite(this) }),
    })
  }

  /** The tool in the hand. */
  get tool(): Tool {
    return this.fittings.inHand(this.state.tool)
  }

  /** Whether a gesture is in progress. */
  get busy(): boolean {
    return this.gesture.is !== 'idle'
  }

  /** Whether the view goes along while the hand is at the edge of the canvas. */
  get follows(): boolean {
    return this.tool.follows?.(this.gesture) === true
  }

  get heading(): Camera {
    return this.glide.heading ?? this.state.camera
  }

  get commands(): readonly Command[] {
    return this.fittings.commands
  }

  /** Takes the whole kit. */
  fitOut(kit: Kit): void {
    this.fittings.take(kit)
    if (!this.busy) this.gesture = this.tool.rest
    for (const listener of [...this.listeners]) listener(this.state, this.state)
  }

  /** Looks at the whole board again: with kinds that have been loaded since. */
  lookAgain = (): void => this.changed('all')

  newID = (): string => this.parts.newID()

  subscribe(listener: (state: EditorState, before: EditorState) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Is told what is to be drawn anew. */
  watch(watcher: Watcher): () => void {
    this.watchers.add(watcher)
    return () => this.watchers.delete(watcher)
  }

  /** Puts another tool into the hand for the gesture that begins now. Whether it may be used. */
  lend(id: string): boolean {
    return !this.busy && this.fittings.lend(id, this.state.readOnly)
  }

  run(commandID: string): void {
    perform(this, commandID)
  }

  /** What the hand does goes through the tool; what comes of it happens here. */
  hand(event: Hand): void {
    if (event.t === 'press') this.placed = true
    if (event.t === 'press' && this.tool.makes.length === 0) this.turns.flush()
    else if (event.t === 'press') leaveShutLayer(this)
    followHand(this.client, event)
    const { tool, busy } = this
    const [next, effects] = tool.step(this.gesture, event, this.sight)
    const same = next === this.gesture
    this.gesture = next
    for (const effect of effects) this.carryOut(effect)
    tellHand(this, event, effects)
    if (busy && !this.busy && this.state.selection.size === 0) this.enter('')
    if (busy && !this.busy) this.fittings.lend(null)
    if (!same || effects.length > 0) this.tellLive()
  }

  /** The pointer left the canvas. */
  pointerGone(): void {
    if (!this.busy) this.hand({ t: 'away' })
    handIsAt(this.client, null)
    this.client.present({ cursor: null })
  }

  marks(): readonly Mark[] {
    const own = this.tool.preview?.(this.gesture, this.sight) ?? []
    return this.markers.size === 0 ? own : [...own, ...[...this.markers].flatMap((marks) => marks())]
  }

  cursor = (): string => this.tool.cursorOf?.(this.gesture, this.sight) ?? this.tool.cursor

  setTool(id: string): void {
    const tool = this.fittings.tool(id)
    if (tool === undefined || (tool.writes && this.state.readOnly)) return
    this.endTyping()
    if (id === this.state.tool) return
    this.hand({ t: 'interrupt' })
    this.take(tool)
    if (tool.writes) this.select([])
  }

  setToolLocked(locked: boolean): void {
    this.update({ toolLocked: locked })
  }

  setStyle(change: Partial<Style>): void {
    restyle(this, change)
    this.thick ||= change.thickness !== undefined
    this.update({ style: { ...this.state.style, ...change }, trying: null })
  }

  tryStyle(trying: Partial<Style> | null): void {
    this.update({ trying: this.state.readOnly ? null : trying })
  }

  styleOf(): MixedStyle {
    return styleAtHand(this)
  }

  setCamera(camera: Camera, animated = false): void {
    this.glide.stop()
    this.placed = true
    const to = { ...camera, zoom: zoomIn(camera.zoom) }
    if (animated && this.parts.motion()) this.glide.begin(this.state.camera, to, this.viewport)
    else this.look(to)
  }

  setTheme(theme: Theme): void {
    this.update({ theme })
  }

  setSettings(change: Partial<Settings>): void {
    this.update({ settings: { ...this.state.settings, ...change } })
  }

  setZen(zen: boolean): void {
    this.update({ zen })
  }

  setViewing(viewing: boolean): void {
    this.update({ viewing })
    this.update({ readOnly: mayNotWrite(this) })
  }

  enter(group: string): void {
    this.select(unitsWithin(this.client.view, this.state.selection, group))
    if (this.state.selection.size === 0) this.update({ entered: isGroup(this.client.view, group) ? group : '' })
  }

  setLayer(id: string): void {
    this.update({ layer: isLayer(this.client.view, id) ? id : '' })
  }

  /** The size of the canvas changed. */
  setViewport(viewport: Viewport): void {
    this.viewport = viewport
    if (this.placed) this.look(this.state.camera)
    else this.showAll()
    this.tellLive()
  }

  select(ids: Iterable<string>, knot = ''): void {
    const before = this.state.selection
    const selection = new Set(chosen(this.client.view, ids))
    this.update({ selection, knot, entered: enteredWith(this.client.view, selection, this.state.entered) })
    if (this.state.selection !== before) this.client.present({ selection: [...this.state.selection] })
  }

  selectable(): readonly string[] {
    return selectable(this.client.view, this.state.entered)
  }

  selectionBox(): Box | null {
    return this.finder.frameOf(this.state.selection)
  }

  extent(): Box | null {
    return this.finder.extent()
  }

  /** Does it for all to see. `former`: what undo brings back, where that is not what the board says now. */
  commit(ops: readonly Op[], step: string, former?: ElementProps): void {
    if (ops.length === 0 || this.state.readOnly) return
    const { selection } = this.state
    for (const watcher of this.watchers) watcher.doing?.(ops)
    this.turns.commit(ops, step, (part) => this.history.did(this.client.view, part, step, { former, selection }))
    this.membership.follow(ops, step)
  }

  /** In the midst of a gesture that is what is taken back, and nothing that was finished before. */
  undo(): void {
    this.endTyping()
    if (this.busy) this.hand({ t: 'cancel' })
    else turnBack(this, 'undo')
  }

  redo(): void {
    this.endTyping()
    if (!this.busy) turnBack(this, 'redo')
  }

  escape(): void {
    stepBack(this)
  }

  edit(id: string, fresh: ElementProps | null = null, cell = ''): void {
    if (this.state.readOnly || (fresh === null && this.client.view.element(id) === undefined)) return
    if (askFrameName(this, id)) return
    if (fresh !== null) leaveShutLayer(this)
    this.typing.begin(id, fresh, cell)
    this.update({ editing: id, selection: new Set() })
    this.tellLive()
  }

  /** Ends the typing, if there is any; what was written is selected. */
  endTyping(): void {
    if (!this.typing.under) return
    const cell = this.typing.session?.cell
    const stays = this.typing.end()
    this.update({ editing: null })
    if (!this.state.toolLocked && this.state.tool === 'text') this.take(this.fittings.tools[0]!)
    if (stays !== null && this.state.tool === SELECT) this.select([stays], cell)
    this.tellLive()
  }

  destroy(): void {
    this.hand({ t: 'interrupt' })
    this.endTyping()
    this.turns.flush()
    this.glide.stop()
    this.leave()
    this.client.present({ cursor: null, selection: [], gesture: null })
    this.listeners.clear()
    this.watchers.clear()
  }

  private carryOut(effect: Effect): void {
    switch (effect.do) {
      case 'commit':
        this.commit(effect.ops, effect.step)
        break
      case 'present':
        this.live = effect.live
        break
      case 'select':
        this.select(effect.ids, effect.knot)
        if (effect.models !== undefined) remember(this, effect.models, [...this.state.selection])
        break
      case 'setTool':
        if (!this.state.toolLocked || effect.always === true) this.take(this.fittings.tool(effect.id) ?? this.tool)
        break
      case 'setCamera':
        this.setCamera(effect.camera, effect.animated)
        break
      case 'edit':
        this.edit(effect.id, effect.fresh, effect.cell)
        break
      case 'sayLocked':
        sayLocked(this, effect.ids)
        break
    }
  }

  private take(tool: Tool): void {
    this.gesture = tool.rest
    const thickness = (this.thick ? undefined : usualThickness(tool.makes)) ?? this.state.style.thickness
    this.update({ tool: tool.id, style: { ...this.state.style, thickness } })
    this.tellLive()
  }

  private look(camera: Camera): void {
    tellCamera(this.client, camera, this.viewport)
    this.update({ camera })
  }

  private changed(touched: ReadonlySet<string> | 'all'): void {
    const view = this.client.view
    const stale = staleAfter(this.finder, view, touched)
    for (const watcher of this.watchers) watcher.stale(stale)
    const gone = new Set([...(touched === 'all' ? this.state.selection : touched)].filter((id) => !view.element(id)))
    const held = touched !== 'all' && this.live !== null && this.live.ids.some((id) => touched.has(id))
    if (this.busy && (gone.size > 0 || held)) this.hand({ t: 'gone', ids: gone })
    this.typing.changed(touched)
    settle(this, touched)
    this.update({ readOnly: mayNotWrite(this) })
    if (touched === 'all' && !this.placed) this.showAll()
    this.tellLive()
  }

  /** What a board that has just arrived looks like: all of it. */
  private showAll(): void {
    if (this.viewport.w === 0) return
    this.look(fitted(this.extent(), this.viewport))
    this.placed = this.extent() !== null && !this.finder.expects
  }

  private tellLive(): void {
    for (const watcher of this.watchers) watcher.live()
  }

  private update(change: Partial<EditorState>): void {
    const before = this.state
    this.state = transact(before, change)
    if (this.state === before) return
    if (this.state.readOnly && !before.readOnly) this.stopWriting()
    for (const listener of [...this.listeners]) listener(this.state, before)
    this.tellLive()
  }

  /** The right to write is gone: so is what the hand was about to write. */
  private stopWriting(): void {
    this.hand({ t: 'cancel' })
    this.tryStyle(null)
    if (this.tool.writes) this.take(this.fittings.tools[0]!)
  }
}
