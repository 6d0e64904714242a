import { distance, rounded, screenPoint } from '../geometry/point'
import { askForMenu } from './board-menu'
import { panned, toBoard, zoomedAt } from './camera'
import { Trail } from './coast'
import { EdgeScroll } from './edge-scroll'
import type { BoardEditor } from './editor'
import { Fingers } from './fingers'
import { Hold } from './hold'
import { isField, Keyboard } from './keyboard'
import { LONG_PRESS, LongPress } from './long-press'
import { handIsAt } from './presence'
import { erases, fingersAre, soonAt } from './stylus'
import { dragDistance, type Pointer } from './tool'
import { pinched, type TwoFingers, wayBetween } from './touches'
import { noWheel, wheelMeant } from './wheel'

/** What the pointers on the canvas are doing. */
type Doing =
  | { readonly is: 'nothing' }
  | { readonly is: 'tool'; readonly pointer: number; readonly moves: number; readonly finger: boolean }
  | { readonly is: 'pan'; readonly pointer: number; readonly x: number; readonly y: number }
  /** A finger that will move the board once it goes far enough. Lifted before, it has tapped. */
  | { readonly is: 'finger'; readonly pointer: number; readonly press: Pointer; readonly x: number; readonly y: number }
  /** `begun`: they went too far for a tap. */
  | {
      readonly is: 'pinch'
      readonly pointers: readonly [number, number]
      readonly two: TwoFingers
      readonly begun: boolean
    }

const nothing: Doing = { is: 'nothing' }

/** A second finger within so many moves of the first means that the first was no stroke (Excalidraw's constant). */
const FRESH = 10
/** Two presses are a double click within this time and distance (tldraw: 450 ms). */
const TWICE = { milliseconds: 450, pixels: 8 }

/** Brings what pointers, wheel and keys do on the page to the editor. It knows the DOM, and nothing of tools. */
export class Input {
  private readonly host: HTMLElement
  private readonly editor: BoardEditor
  private readonly ends: (() => void)[] = []
  private doing: Doing = nothing
  private readonly keyboard: Keyboard
  private readonly fingers = new Fingers()
  private readonly trail = new Trail()
  private turned = noWheel
  /** When what a browser takes for a wish for the menu was none, or has been answered: a finger that stayed, a pen's button. */
  private asked = Number.NEGATIVE_INFINITY
  private readonly edge: EdgeScroll
  private readonly longPress: LongPress
  private readonly hold: Hold
  private lastPress = { x: 0, y: 0, time: Number.NEGATIVE_INFINITY, clicks: 0 }

  constructor(host: HTMLElement, editor: BoardEditor) {
    this.host = host
    this.editor = editor
    this.edge = new EdgeScroll(editor)
    this.longPress = new LongPress(editor.parts, (pointer) => this.stayed(pointer))
    this.hold = new Hold(editor.parts, (pointer) => editor.hand({ t: 'hold', ...pointer }))
    this.keyboard = new Keyboard(editor, this)
    host.style.touchAction = 'none'
    this.on(host, 'pointerdown', (e) => this.down(e))
    this.on(host, 'pointermove', (e) => this.move(e))
    this.on(host, 'pointerup', (e) => this.up(e))
    this.on(host, 'pointercancel', (e) => this.lost(e))
    this.on(host, 'lostpointercapture', (e) => this.lost(e))
    this.on(host, 'touchend', (e) => this.longPress.touchEnd(e), { passive: false })
    this.on(host, 'pointerleave', () => this.editor.pointerGone())
    // A press on the canvas must not take the focus from the field one types in before the editor has ended it.
    this.on(host, 'mousedown', (e) => isField(e.target) || e.preventDefault())
    this.on(host, 'contextmenu', (e) => this.menu(e))
    this.on(host, 'wheel', (e) => this.wheel(e), { passive: false })
    this.on(window, 'pointerdown', (e) => this.elsewhere(e), { capture: true })
    this.on(window, 'keydown', () => this.editor.glide.catch(), { capture: true })
    this.on(window, 'blur', () => this.interrupt())
    this.on(window, 'pagehide', () => this.leave())
    this.on(document, 'visibilitychange', () => document.visibilityState === 'hidden' && this.leave())
    // Safari's own pinch would zoom the page.
    this.on(host, 'gesturestart' as 'click', (e) => e.preventDefault())
  }

  /** Lets go of the page. */
  close(): void {
    this.letGo()
    this.keyboard.close()
    for (const end of this.ends) end()
  }

  /** Whether a tool is at work. */
  get working(): boolean {
    return this.doing.is === 'tool'
  }

  /** Space went down or up: held, a press moves the board. */
  spaced(): void {
    if (this.doing.is === 'nothing') this.host.style.cursor = this.keyboard.space ? 'grab' : this.editor.cursor()
  }

  private on<K extends keyof HTMLElementEventMap>(
    target: EventTarget,
    type: K | 'blur' | 'pagehide' | 'visibilitychange',
    listener: (event: HTMLElementEventMap[K]) => void,
    options?: AddEventListenerOptions,
  ): void {
    target.addEventListener(type, listener as EventListener, options)
    this.ends.push(() => target.removeEventListener(type, listener as EventListener, options))
  }

  private place(e: MouseEvent): { x: number; y: number } {
    const box = this.host.getBoundingClientRect()
    return { x: e.clientX - box.left, y: e.clientY - box.top }
  }

  private pointer(e: PointerEvent): Pointer {
    const { x, y } = this.place(e)
    const pen = e.pointerType === 'pen'
    return {
      at: rounded(toBoard(this.editor.state.camera, { x, y })),
      screen: screenPoint(x, y),
      pressure: pen ? Math.min(100, Math.max(0, Math.round(e.pressure * 100))) : 50,
      pen,
      coarse: e.pointerType === 'touch',
      shift: e.shiftKey,
      alt: e.altKey,
      mod: e.ctrlKey || e.metaKey,
      time: e.timeStamp,
    }
  }

  private down(e: PointerEvent): void {
    if (this.doing.is === 'nothing') this.trail.clear()
    if (isField(e.target)) return
    if (e.button === 0 && this.editor.typing.goesOnAt(this.editor, this.pointer(e).at)) return
    if (document.activeElement instanceof HTMLElement && document.activeElement !== document.body)
      document.activeElement.blur()
    if (e.pointerType === 'touch' && !this.fingers.put(e, this.place(e), this.editor.state.settings.pens)) return
    if (e.pointerType === 'pen') this.penDown(e)
    if (this.fingers.count === 2 && this.doing.is !== 'pinch') this.pinch()
    else if (this.doing.is === 'nothing') this.begin(e)
  }

  /** From now on fingers leave the drawing to the pen, and what they have begun was the hand that holds it. */
  private penDown(e: PointerEvent): void {
    const byFinger = this.doing.is !== 'nothing' && (this.doing.is !== 'tool' || this.doing.finger)
    if (byFinger) this.cancel()
    this.fingers.pen(true, e.timeStamp)
    if (!this.editor.state.settings.pens) this.editor.setSettings({ pens: true })
  }

  private penUp({ button, timeStamp }: PointerEvent): void {
    this.fingers.pen(false, timeStamp)
    // The button on the barrel has rubbed out: the browser takes it for the right button of a mouse.
    if (button === 2) this.asked = timeStamp
  }

  private begin(e: PointerEvent): void {
    if (e.button === 1 || (e.button === 0 && this.keyboard.space)) {
      this.host.setPointerCapture(e.pointerId)
      this.pan(e.pointerId, e.clientX, e.clientY)
    } else if (erases(e)) {
      if (this.editor.lend('eraser')) this.press(e)
    } else if (e.button === 0 && e.pointerType === 'touch') this.finger(e)
    else if (e.button === 0) this.press(e)
  }

  /** What a finger does depends on whether there is a pen as well, and on what the person has chosen. */
  private finger(e: PointerEvent): void {
    const { editor } = this
    const does = fingersAre(editor.state.settings)
    const pointer = this.pointer(e)
    if (does === 'move' && editor.tool.grasps?.(pointer, editor.sight) !== true) {
      this.host.setPointerCapture(e.pointerId)
      this.doing = { is: 'finger', pointer: e.pointerId, press: pointer, x: e.clientX, y: e.clientY }
      if (editor.tool.inks !== true) this.longPress.begin(pointer)
    } else if (does === 'draw' || does === 'move' || editor.lend(does)) this.press(e)
  }

  private pan(pointer: number, x: number, y: number): void {
    this.doing = { is: 'pan', pointer, x, y }
    this.host.style.cursor = 'grabbing'
  }

  private press(e: PointerEvent): void {
    this.host.setPointerCapture(e.pointerId)
    const pointer = this.pointer(e)
    const clicks = this.clicks(pointer)
    this.doing = { is: 'tool', pointer: e.pointerId, moves: 0, finger: e.pointerType === 'touch' }
    if (this.editor.state.editing !== null) this.editor.endTyping()
    this.editor.hand({ t: 'press', clicks, ...pointer })
    this.keyboard.used()
    if (this.editor.tool.holds) this.hold.at(pointer)
    // Where one draws, a finger that stays draws a dot.
    if (pointer.coarse && !this.editor.tool.writes) this.longPress.begin(pointer)
  }

  /** The how manieth of several presses in quick succession this is. */
  private clicks({ screen, time, coarse }: Pointer): number {
    const last = this.lastPress
    const again =
      last.clicks > 0 &&
      time - last.time < TWICE.milliseconds &&
      Math.hypot(screen.x - last.x, screen.y - last.y) < TWICE.pixels * (coarse ? 4 : 1)
    this.lastPress = { x: screen.x, y: screen.y, time, clicks: again ? last.clicks + 1 : 1 }
    return this.lastPress.clicks
  }

  private move(e: PointerEvent): void {
    if (e.pointerType === 'touch' && !this.fingers.move(e.pointerId, this.place(e))) return
    const { doing } = this
    if (doing.is === 'pinch') this.pinchMove(doing, e.timeStamp)
    else if (doing.is === 'nothing') this.hover(e)
    else if (doing.pointer !== e.pointerId) return
    else if (doing.is === 'finger') this.fingerMoves(doing, e)
    // With a second button down, letting go of the first is told as a move.
    else if (doing.is === 'tool' && e.pointerType === 'mouse' && e.button === 0 && (e.buttons & 1) === 0) this.up(e)
    else this.drag(doing, e)
  }

  private hover(e: PointerEvent): void {
    if (e.pointerType !== 'touch' && !isField(e.target)) this.editor.hand({ t: 'move', ...this.pointer(e) })
  }

  private fingerMoves({ press, x, y, pointer }: Extract<Doing, { is: 'finger' }>, e: PointerEvent): void {
    if (distance(this.pointer(e).screen, press.screen) < dragDistance(true)) return
    this.letGo()
    this.pan(pointer, x, y)
    this.move(e)
  }

  private drag(doing: Extract<Doing, { is: 'pan' | 'tool' }>, e: PointerEvent): void {
    const before = this.editor.state.camera
    if (doing.is === 'pan') {
      if (e.pointerType !== 'touch') handIsAt(this.editor.client, this.pointer(e).screen)
      this.editor.setCamera(panned(before, e.clientX - doing.x, e.clientY - doing.y))
      this.trail.follows(before, this.editor.state.camera, e.timeStamp)
      this.doing = { ...doing, x: e.clientX, y: e.clientY }
      return
    }
    for (const one of this.moves(e)) this.editor.hand({ t: 'move', ...one })
    if (this.editor.tool.pans) this.trail.follows(before, this.editor.state.camera, e.timeStamp)
    this.longPress.at(this.pointer(e))
    this.edge.at(this.pointer(e))
    if (this.editor.tool.holds) this.hold.at(this.pointer(e))
    this.doing = { ...doing, moves: doing.moves + 1 }
  }

  /** All that a pointer went through since the last frame, with what is expected of a pen at the end. */
  private moves(e: PointerEvent): Pointer[] {
    const all = e.getCoalescedEvents?.() ?? []
    const moves = (all.length > 0 ? all : [e]).map((one) => this.pointer(one))
    const soon = soonAt(e)?.map((one) => this.pointer(one))
    return soon ? [...moves.slice(0, -1), { ...moves.at(-1)!, soon }] : moves
  }

  private up(e: PointerEvent): void {
    const { doing } = this
    if (e.pointerType === 'pen') this.penUp(e)
    const tapped = this.fingers.lift(e.pointerId, e.timeStamp)
    if (doing.is === 'pinch') this.pinchEnds(doing, tapped)
    else if (doing.is !== 'nothing' && doing.pointer === e.pointerId) {
      const { pans } = this.editor.tool
      this.doing = nothing
      this.letGo()
      if (doing.is === 'tool') this.editor.hand({ t: 'release', ...this.pointer(e) })
      else if (doing.is === 'finger') this.tapped(doing, e)
      else this.spaced()
      if (doing.is === 'pan' || (doing.is === 'tool' && pans === true)) this.coast(e)
    }
    if (doing.is === 'pinch' && this.doing.is === 'nothing') this.coast(e)
  }

  /** What fingers moved goes on when they are lifted; a mouse lets go of it. */
  private coast({ pointerType, timeStamp }: PointerEvent): void {
    if (pointerType === 'touch') this.editor.glide.coast(this.editor.state.camera, this.trail.speedAt(timeStamp))
  }

  /** Where one draws with a pen, a finger's tap is as likely the hand that holds it. */
  private tapped({ press }: Extract<Doing, { is: 'finger' }>, e: PointerEvent): void {
    if (this.editor.tool.inks) return
    this.editor.hand({ t: 'press', clicks: this.clicks(press), ...press })
    this.editor.hand({ t: 'release', ...this.pointer(e) })
  }

  /** When one of two fingers is lifted, the other goes on moving the board. */
  private pinchEnds({ begun }: Extract<Doing, { is: 'pinch' }>, tapped: number): void {
    const left = this.fingers.first()
    if (left === undefined) {
      this.doing = nothing
      this.spaced()
      if (tapped === 2) this.editor.undo()
      else if (tapped === 3) this.editor.redo()
    } else if (this.fingers.count === 1 && begun) {
      const { left: x, top: y } = this.host.getBoundingClientRect()
      this.pan(left[0], left[1].x + x, left[1].y + y)
    }
  }

  /** The pointer was taken away: what it has drawn stays. */
  private lost(e: PointerEvent): void {
    const { doing } = this
    // Chromium takes the capture away when another button is let go, with the one that draws still down.
    if (e.type === 'lostpointercapture' && doing.is !== 'nothing' && e.pointerType === 'mouse' && e.buttons !== 0) {
      this.host.setPointerCapture(e.pointerId)
      return
    }
    if (e.pointerType === 'pen') this.penUp(e)
    this.fingers.lose(e.pointerId)
    if (doing.is === 'pinch') this.doing = this.fingers.count === 0 ? nothing : doing
    else if (doing.is !== 'nothing' && doing.pointer === e.pointerId) this.interrupt()
  }

  private interrupt(): void {
    this.keyboard.interrupt()
    const { doing } = this
    this.doing = nothing
    this.letGo()
    if (doing.is === 'tool') this.editor.hand({ t: 'interrupt' })
  }

  private cancel(): void {
    this.doing = nothing
    this.letGo()
    this.editor.hand({ t: 'cancel' })
  }

  private letGo(): void {
    this.edge.end()
    this.hold.end()
    this.longPress.end()
  }

  /** The page may not come back: nothing may stay in the hand. */
  private leave(): void {
    this.interrupt()
    this.editor.endTyping()
    this.editor.turns.flush()
  }

  private pinch(): void {
    this.letGo()
    if (this.doing.is === 'tool') this.editor.hand({ t: this.doing.moves < FRESH ? 'cancel' : 'interrupt' })
    const [a, b] = this.fingers.pair()!
    this.doing = { is: 'pinch', pointers: [a[0], b[0]], two: [a[1], b[1]], begun: false }
  }

  private pinchMove(doing: Extract<Doing, { is: 'pinch' }>, time: number): void {
    const [a, b] = this.fingers.pair() ?? []
    if (a === undefined || b === undefined || this.fingers.still) return
    const two: TwoFingers = [a[1], b[1]]
    // What they went before it was known that this is no tap would be a leap now.
    if (doing.begun) {
      this.editor.setCamera(pinched(this.editor.state.camera, doing.two, two))
      this.trail.goes(...wayBetween(doing.two, two), time)
    }
    this.doing = { ...doing, two, begun: true }
  }

  private wheel(e: WheelEvent): void {
    e.preventDefault()
    const { deltaX, deltaY, deltaMode, shiftKey: shift, timeStamp: time } = e
    const turn = { deltaX, deltaY, deltaMode, mod: e.ctrlKey || e.metaKey, shift, time }
    const { camera, settings } = this.editor.state
    const [meaning, wheel] = wheelMeant(turn, this.turned, settings.wheel, this.editor.viewport.h)
    this.turned = wheel
    if ('zoom' in meaning) {
      const { x, y } = this.place(e)
      this.editor.setCamera(zoomedAt(camera, x, y, camera.zoom * meaning.zoom))
    } else this.editor.setCamera(panned(camera, ...meaning.pan))
  }

  /** The browser's own menu stays where somebody types. */
  private menu(e: MouseEvent): void {
    if (isField(e.target)) return
    e.preventDefault()
    // A finger that stays is told twice on some devices: as such, and as a wish for the menu.
    if (e.timeStamp - this.asked < LONG_PRESS) return
    // On a Mac a press with ctrl asks for it, and has been taken for the beginning of a gesture.
    if (this.doing.is === 'tool' && e.button === 0 && e.ctrlKey) this.cancel()
    if (this.doing.is !== 'nothing') return
    askForMenu(this.host, this.editor, { x: e.clientX, y: e.clientY }, this.place(e), false)
  }

  private stayed(pointer: Pointer): void {
    if (this.doing.is !== 'tool' && this.doing.is !== 'finger') return
    this.cancel()
    this.asked = pointer.time + LONG_PRESS
    const { left, top } = this.host.getBoundingClientRect()
    const { x, y } = pointer.screen
    askForMenu(this.host, this.editor, { x: left + x, y: top + y }, { x, y }, true)
  }

  /** Whatever is pressed stops paper that coasts; what was clicked before something else was is not clicked twice. */
  private elsewhere({ target }: PointerEvent): void {
    this.editor.glide.catch()
    if (!(target instanceof Node && this.host.contains(target))) this.lastPress.clicks = 0
  }
}
