import { rounded, screenPoint } from '../geometry/point'
import { askForMenu } from './board-menu'
import { panned, toBoard, zoomedAt } from './camera'
import { answersKey } from './commands/free'
import { EdgeScroll } from './edge-scroll'
import type { BoardEditor } from './editor'
import { Hold } from './hold'
import { commandFor } from './keys'
import { LONG_PRESS, LongPress } from './long-press'
import { Spring } from './spring'
import type { Pointer } from './tool'
import { type Fingers, pinched } from './touches'
import { noWheel, wheelMeant } from './wheel'

/** What the pointers on the canvas are doing. */
type Doing =
  | { readonly is: 'nothing' }
  | { readonly is: 'tool'; readonly pointer: number; readonly moves: number }
  | { readonly is: 'pan'; readonly pointer: number; readonly x: number; readonly y: number }
  | { readonly is: 'pinch'; readonly pointers: readonly [number, number]; readonly fingers: Fingers }

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
  private space = false
  /** What was pressed last with a pointer. A button keeps the focus after that, but space is meant for the paper. */
  private pressed: EventTarget | null = null
  private readonly fingers = new Map<number, { x: number; y: number }>()
  private turned = noWheel
  /** When the menu was last asked for by a finger that stayed. */
  private asked = Number.NEGATIVE_INFINITY
  private readonly edge: EdgeScroll
  private readonly longPress: LongPress
  private readonly hold: Hold
  private readonly spring: Spring
  private lastPress = { x: 0, y: 0, time: Number.NEGATIVE_INFINITY, clicks: 0 }

  constructor(host: HTMLElement, editor: BoardEditor) {
    this.host = host
    this.editor = editor
    this.edge = new EdgeScroll(editor)
    this.longPress = new LongPress(editor.parts, (pointer) => this.stayed(pointer))
    this.hold = new Hold(editor.parts, (pointer) => editor.hand({ t: 'hold', ...pointer }))
    this.spring = new Spring(editor)
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
    this.on(window, 'pointerdown', (e) => this.pointed(e), { capture: true })
    this.on(window, 'keydown', (e) => this.unpoint(e), { capture: true })
    this.on(window, 'keydown', (e) => this.keyDown(e))
    this.on(window, 'keyup', (e) => this.keyUp(e))
    this.on(window, 'blur', () => this.interrupt())
    this.on(window, 'pagehide', () => this.leave())
    this.on(document, 'visibilitychange', () => document.visibilityState === 'hidden' && this.leave())
    // Safari's own pinch would zoom the page.
    this.on(host, 'gesturestart' as 'click', (e) => e.preventDefault())
  }

  /** Lets go of the page. */
  close(): void {
    this.letGo()
    for (const end of this.ends) end()
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
    if (isField(e.target)) return
    if (e.button === 0 && this.editor.typing.goesOnAt(this.editor, this.pointer(e).at)) return
    if (document.activeElement instanceof HTMLElement && document.activeElement !== document.body)
      document.activeElement.blur()
    if (e.pointerType === 'touch') this.fingers.set(e.pointerId, this.place(e))
    if (this.fingers.size === 2 && this.doing.is !== 'pinch') this.pinch()
    else if (this.doing.is === 'nothing') this.begin(e)
  }

  private begin(e: PointerEvent): void {
    this.host.setPointerCapture(e.pointerId)
    if (e.button === 1 || (e.button === 0 && this.space)) {
      this.doing = { is: 'pan', pointer: e.pointerId, x: e.clientX, y: e.clientY }
      this.host.style.cursor = 'grabbing'
    } else if (e.button === 0) this.press(e)
  }

  private press(e: PointerEvent): void {
    const pointer = this.pointer(e)
    const { x, y, time, clicks } = this.lastPress
    const again =
      clicks > 0 &&
      e.timeStamp - time < TWICE.milliseconds &&
      Math.hypot(pointer.screen.x - x, pointer.screen.y - y) < TWICE.pixels * (pointer.coarse ? 4 : 1)
    this.lastPress = { x: pointer.screen.x, y: pointer.screen.y, time: e.timeStamp, clicks: again ? clicks + 1 : 1 }
    this.doing = { is: 'tool', pointer: e.pointerId, moves: 0 }
    if (this.editor.state.editing !== null) this.editor.endTyping()
    this.editor.hand({ t: 'press', clicks: this.lastPress.clicks, ...pointer })
    this.spring.used()
    if (this.editor.tool.holds) this.hold.at(pointer)
    // Where one draws, a finger that stays draws a dot.
    if (pointer.coarse && !this.editor.tool.writes) this.longPress.begin(pointer)
  }

  private move(e: PointerEvent): void {
    if (this.fingers.has(e.pointerId)) this.fingers.set(e.pointerId, this.place(e))
    const { doing } = this
    if (doing.is === 'pinch') this.pinchMove(doing)
    else if (doing.is === 'nothing') this.hover(e)
    else if (doing.pointer === e.pointerId) this.drag(doing, e)
  }

  private hover(e: PointerEvent): void {
    if (e.pointerType !== 'touch' && !isField(e.target)) this.editor.hand({ t: 'move', ...this.pointer(e) })
  }

  private drag(doing: Extract<Doing, { is: 'pan' | 'tool' }>, e: PointerEvent): void {
    // With a second button down, letting go of the first is told as a move.
    if (doing.is === 'tool' && e.pointerType === 'mouse' && e.button === 0 && (e.buttons & 1) === 0) {
      this.up(e)
      return
    }
    if (doing.is === 'pan') {
      this.editor.setCamera(panned(this.editor.state.camera, e.clientX - doing.x, e.clientY - doing.y))
      this.doing = { ...doing, x: e.clientX, y: e.clientY }
      return
    }
    const all = e.getCoalescedEvents?.() ?? []
    for (const one of all.length > 0 ? all : [e]) this.editor.hand({ t: 'move', ...this.pointer(one) })
    this.longPress.at(this.pointer(e))
    this.edge.at(this.pointer(e))
    if (this.editor.tool.holds) this.hold.at(this.pointer(e))
    this.doing = { ...doing, moves: doing.moves + 1 }
  }

  private up(e: PointerEvent): void {
    const { doing } = this
    this.fingers.delete(e.pointerId)
    if (doing.is === 'pinch') {
      if (this.fingers.size === 0) this.doing = nothing
    } else if (doing.is !== 'nothing' && doing.pointer === e.pointerId) {
      this.doing = nothing
      this.letGo()
      if (doing.is === 'tool') this.editor.hand({ t: 'release', ...this.pointer(e) })
      else this.host.style.cursor = this.space ? 'grab' : this.editor.cursor()
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
    this.fingers.delete(e.pointerId)
    if (doing.is === 'pinch') this.doing = this.fingers.size === 0 ? nothing : doing
    else if (doing.is !== 'nothing' && doing.pointer === e.pointerId) this.interrupt()
  }

  private interrupt(): void {
    this.space = false
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
    const [a, b] = [...this.fingers.entries()] as [
      [number, { x: number; y: number }],
      [number, { x: number; y: number }],
    ]
    this.doing = { is: 'pinch', pointers: [a[0], b[0]], fingers: [a[1], b[1]] }
  }

  private pinchMove(doing: Extract<Doing, { is: 'pinch' }>): void {
    const a = this.fingers.get(doing.pointers[0])
    const b = this.fingers.get(doing.pointers[1])
    if (a === undefined || b === undefined) return
    this.editor.setCamera(pinched(this.editor.state.camera, doing.fingers, [a, b]))
    this.doing = { ...doing, fingers: [a, b] }
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
    // A finger that stays is told twice on some devices: as such, and as a menu.
    if (e.timeStamp - this.asked < LONG_PRESS) return
    // On a Mac a press with ctrl asks for it, and has been taken for the beginning of a gesture.
    if (this.doing.is === 'tool' && e.button === 0 && e.ctrlKey) this.cancel()
    if (this.doing.is !== 'nothing') return
    askForMenu(this.host, this.editor, { x: e.clientX, y: e.clientY }, this.place(e), false)
  }

  private stayed(pointer: Pointer): void {
    if (this.doing.is !== 'tool') return
    this.cancel()
    this.asked = pointer.time + LONG_PRESS
    const { left, top } = this.host.getBoundingClientRect()
    const { x, y } = pointer.screen
    askForMenu(this.host, this.editor, { x: left + x, y: top + y }, { x, y }, true)
  }

  private pointed(e: PointerEvent): void {
    // What was clicked before something else was is not clicked twice.
    if (!(e.target instanceof Node && this.host.contains(e.target))) this.lastPress.clicks = 0
    this.pressed = e.target instanceof Element ? e.target.closest('button,a,[role="button"]') : null
  }

  /** Before the button itself gets the key. */
  private unpoint(e: KeyboardEvent): void {
    // Whoever comes to it by keys means it.
    if (e.key === 'Tab') this.pressed = null
    const { pressed } = this
    if (e.key !== ' ' || !(pressed instanceof HTMLElement) || e.target !== pressed || inDialog(pressed)) return
    pressed.blur()
    e.stopPropagation()
    this.keyDown(e)
  }

  private keyDown(e: KeyboardEvent): void {
    if (e.defaultPrevented || e.isComposing || isField(e.target) || inDialog(e.target)) return
    this.keys(e)
    if (e.key === ' ') {
      if (isButton(e.target) && e.target !== this.pressed) return
      e.preventDefault()
      this.space = true
      if (this.doing.is === 'nothing') this.host.style.cursor = 'grab'
      return
    }
    if (e.key === 'Enter' && isButton(e.target)) return
    const command = commandFor(e, this.editor.commands, this.editor.busy)
    if (command === undefined || command.byEvent === true) return
    e.preventDefault()
    if (!answersKey(command, this.editor, e.repeat) || (e.repeat && command.id.startsWith('tool-'))) return
    this.spring.down(e.code)
    this.editor.run(command.id)
  }

  private keyUp(e: KeyboardEvent): void {
    this.keys(e)
    this.spring.up(e.code)
    if (e.key !== ' ') return
    this.space = false
    if (this.doing.is === 'nothing') this.host.style.cursor = this.editor.cursor()
  }

  private keys(e: KeyboardEvent): void {
    if (e.repeat || !['Shift', 'Alt', 'Control', 'Meta'].includes(e.key)) return
    // Alone, it would go to the browser's own menu on some systems.
    if (e.key === 'Alt' && this.doing.is === 'tool') e.preventDefault()
    this.editor.hand({ t: 'keys', shift: e.shiftKey, alt: e.altKey, mod: e.ctrlKey || e.metaKey })
  }
}

/** Whether somebody types there. */
export function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    !leaving(target)
  )
}

/** Whether it is on its way out: what is closing keeps the focus until it has faded, but a key pressed then is meant for the board. */
function leaving(target: Element): boolean {
  return target.closest('[data-closed],[data-ending-style]') !== null
}

function isButton(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('button,a,[role="button"],[role="menuitem"],[role="switch"]') !== null
  )
}

/** Whether it is part of a dialog or a menu, which has keys and words of its own. */
export function inDialog(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('[data-passing]') === null &&
    target.closest('[role="dialog"],[role="alertdialog"],[role="menu"],[role="listbox"],dialog') !== null &&
    !leaving(target)
  )
}
