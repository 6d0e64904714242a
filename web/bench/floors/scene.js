// What both floors share: the board as plain canvas calls, and a hand that pans, zooms, drags and draws. No product: the least that a page can do.

const palette = {
  ink: '#22242a',
  grey: '#868e96',
  red: '#e03131',
  orange: '#e8590c',
  green: '#2f9e44',
  teal: '#0c8599',
  blue: '#1971c2',
  violet: '#6741d9',
  pink: '#c2255c',
  'soft-red': '#ffe3e3',
  'soft-orange': '#ffe8cc',
  'soft-yellow': '#fff3bf',
  'soft-green': '#d3f9d8',
  'soft-blue': '#d0ebff',
  'soft-violet': '#e5dbff',
  none: 'transparent',
}

const colour = (name) => palette[name] ?? name

/** Units, path and box of an element. */
function read({ id, props }) {
  const [x, y] = props.at.map((n) => n / 100)
  const path = new Path2D()
  const box = { x: 0, y: 0, w: 0, h: 0 }
  if (props.kind === 'stroke') {
    let px = 0
    let py = 0
    let [left, top, right, bottom] = [0, 0, 0, 0]
    path.moveTo(0, 0)
    for (let i = 4; i < props.points.length; i += 4) {
      px += props.points[i] / 100
      py += props.points[i + 1] / 100
      path.lineTo(px, py)
      left = Math.min(left, px)
      right = Math.max(right, px)
      top = Math.min(top, py)
      bottom = Math.max(bottom, py)
    }
    Object.assign(box, { x: left, y: top, w: right - left, h: bottom - top })
  } else if (props.kind === 'arrow') {
    const [w, h] = props['knots/b'][1].map((n) => n / 100)
    path.moveTo(0, 0)
    path.lineTo(w, h)
    path.moveTo(w - 12, h)
    path.lineTo(w, h)
    path.lineTo(w, h - 12)
    Object.assign(box, { w, h })
  } else {
    const [w, h] = (props.size ?? props.measured).map((n) => n / 100)
    if (props.kind === 'ellipse') path.ellipse(w / 2, h / 2, w / 2, h / 2, 0, 0, 7)
    else path.rect(0, 0, w, h)
    Object.assign(box, { w, h })
  }
  const text = props.kind === 'text' ? props['text/a1b2c3d4'][1] : undefined
  return {
    id,
    x,
    y,
    path,
    box,
    text,
    line: colour(props.colour),
    fill: props.fill && colour(props.fill),
    width: (props.thickness ?? (props.kind === 'arrow' ? 200 : 0)) / 100,
  }
}

/** Draws one element with the context at the board's origin. */
export function paint(context, e, dx = 0, dy = 0) {
  context.translate(e.x + dx, e.y + dy)
  if (e.text !== undefined) {
    context.fillStyle = e.line
    context.font = '20px sans-serif'
    context.textBaseline = 'top'
    context.fillText(e.text, 0, 3)
  } else {
    if (e.fill) {
      context.fillStyle = e.fill
      context.fill(e.path)
    }
    context.strokeStyle = e.line
    context.lineWidth = e.width
    context.lineCap = 'round'
    context.lineJoin = 'round'
    context.stroke(e.path)
  }
  context.translate(-e.x - dx, -e.y - dy)
}

/** A grid of cells: which elements may be in a box. */
class Cells {
  constructor(all, size = 256) {
    this.size = size
    this.cells = new Map()
    all.forEach((e, i) => {
      this.each(boxOf(e), (key) => {
        if (!this.cells.has(key)) this.cells.set(key, [])
        this.cells.get(key).push(i)
      })
    })
  }

  each({ x, y, w, h }, call) {
    for (let i = Math.floor(x / this.size); i <= Math.floor((x + w) / this.size); i++)
      for (let j = Math.floor(y / this.size); j <= Math.floor((y + h) / this.size); j++) call(i * 100003 + j)
  }

  search(box) {
    const found = new Set()
    this.each(box, (key) => {
      for (const i of this.cells.get(key) ?? []) found.add(i)
    })
    return [...found].sort((a, b) => a - b)
  }
}

export function boxOf(e) {
  const m = e.width / 2 + 1
  return { x: e.x + e.box.x - m, y: e.y + e.box.y - m, w: e.box.w + 2 * m, h: e.box.h + 2 * m }
}

const meets = (a, b) => a.x < b.x + b.w && a.x + a.w > b.x && a.y < b.y + b.h && a.y + a.h > b.y

/** The state of a floor page and its hand. `draw` is called once a frame in which something changed. */
export async function begin(draw, moved) {
  const elements = (await (await fetch('/board.json')).json()).map(read)
  const state = {
    elements,
    cells: new Cells(elements),
    camera: { x: 0, y: 0, zoom: 1 },
    selected: new Set(),
    by: { x: 0, y: 0 },
    stroke: [],
    tool: 'v',
    lifted: new Set(),
    box: null,
    visible: (area) => state.cells.search(area).map((i) => elements[i]),
  }
  let asked = false
  const ask = () => {
    if (asked) return
    asked = true
    requestAnimationFrame(() => {
      asked = false
      draw(state)
    })
  }
  const { innerWidth: w, innerHeight: h } = window
  const toBoard = (e) => ({
    x: state.camera.x + e.clientX / state.camera.zoom,
    y: state.camera.y + e.clientY / state.camera.zoom,
  })
  const look = (zoom) => {
    const c = state.camera
    const middle = { x: c.x + w / 2 / c.zoom, y: c.y + h / 2 / c.zoom }
    state.camera = { x: middle.x - w / 2 / zoom, y: middle.y - h / 2 / zoom, zoom }
  }
  const showAll = () => {
    state.camera = { x: -w / 2, y: -h / 2, zoom: 1 }
    look(0.24)
  }
  showAll()
  let from = null
  addEventListener(
    'wheel',
    (e) => {
      e.preventDefault()
      const c = state.camera
      if (e.ctrlKey) {
        const zoom = Math.min(30, Math.max(0.1, c.zoom * Math.exp(-e.deltaY / 240)))
        state.camera = {
          x: c.x + e.clientX / c.zoom - e.clientX / zoom,
          y: c.y + e.clientY / c.zoom - e.clientY / zoom,
          zoom,
        }
      } else state.camera = { ...c, x: c.x + e.deltaX / c.zoom, y: c.y + e.deltaY / c.zoom }
      ask()
    },
    { passive: false },
  )
  addEventListener('pointerdown', (e) => {
    const at = toBoard(e)
    from = at
    if (state.tool === 'p') state.stroke = [at]
    else {
      const under = state.visible({ ...at, w: 1, h: 1 }).findLast((one) => meets(boxOf(one), { ...at, w: 0.1, h: 0.1 }))
      if (under === undefined) {
        state.selected.clear()
        state.box = { from: at, to: at }
      } else {
        if (!state.selected.has(under.id)) state.selected = new Set([under.id])
        state.lifted = state.selected
        moved(state, state.lifted, { x: 0, y: 0 })
      }
    }
    ask()
  })
  addEventListener('pointermove', (e) => {
    if (from === null) return
    const at = toBoard(e)
    if (state.tool === 'p') state.stroke.push(at)
    else if (state.box) state.box.to = at
    else state.by = { x: at.x - from.x, y: at.y - from.y }
    ask()
  })
  addEventListener('pointerup', () => {
    if (state.box) {
      const { from: a, to: b } = state.box
      const area = { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(a.x - b.x), h: Math.abs(a.y - b.y) }
      state.selected = new Set(
        state
          .visible(area)
          .filter((one) => meets(boxOf(one), area))
          .map((one) => one.id),
      )
      state.box = null
    }
    // What was dragged goes back to where it was: the scenes undo it anyway.
    const back = state.lifted
    Object.assign(state, { by: { x: 0, y: 0 }, lifted: new Set(), stroke: [] })
    from = null
    if (back.size > 0) moved(state, back, { x: 0, y: 0 })
    ask()
  })
  addEventListener('keydown', (e) => {
    if (e.key === '!' || (e.shiftKey && e.key === '1')) showAll()
    if (e.ctrlKey && e.key === '0') look(1)
    if (e.key === 'v' || e.key === 'p') state.tool = e.key
    ask()
  })
  ask()
  return state
}

/** Sets a context to a camera. */
export function aim(context, { x, y, zoom }) {
  context.setTransform(zoom, 0, 0, zoom, -x * zoom, -y * zoom)
}

/** What is in the hand: the stroke being drawn, what is dragged, the box. */
export function paintLive(context, state) {
  aim(context, state.camera)
  for (const e of state.elements)
    if (state.lifted.size === 1 && state.lifted.has(e.id)) paint(context, e, state.by.x, state.by.y)
  if (state.stroke.length > 1) {
    context.beginPath()
    for (const p of state.stroke) context.lineTo(p.x, p.y)
    context.lineWidth = 4
    context.strokeStyle = palette.ink
    context.stroke()
  }
  if (state.box) {
    const { from, to } = state.box
    context.lineWidth = 1
    context.strokeStyle = palette.blue
    context.strokeRect(from.x, from.y, to.x - from.x, to.y - from.y)
  }
}
