// Floor "tiles": tiles of 512 pixels are kept and blitted; what moves is drawn over them.
import { aim, begin, boxOf, paint, paintLive } from './scene.js'

const SIDE = 512
const BUDGET = 8
const canvas = document.querySelector('canvas')
canvas.width = innerWidth
canvas.height = innerHeight
const context = canvas.getContext('2d', { alpha: false })
const tiles = new Map()
let many = null
let rest = 0

/** Tiles are made at the last zoom that rested, and stretched meanwhile. */
let level = 0.24

function tile(state, i, j, paintIt) {
  const key = `${level} ${i} ${j}`
  let one = tiles.get(key)
  if (one === undefined && paintIt) {
    one = new OffscreenCanvas(SIDE, SIDE)
    const to = one.getContext('2d')
    const area = { x: (i * SIDE) / level, y: (j * SIDE) / level, w: SIDE / level, h: SIDE / level }
    aim(to, { x: area.x, y: area.y, zoom: level })
    for (const e of state.visible(area)) if (!state.lifted.has(e.id)) paint(to, e)
    tiles.set(key, one)
    if (tiles.size > 120) tiles.delete(tiles.keys().next().value)
  }
  return one
}

const again = (state) => requestAnimationFrame(() => draw(state))

function draw(state) {
  const { x, y, zoom } = state.camera
  if (zoom !== level) {
    clearTimeout(rest)
    rest = setTimeout(() => {
      level = state.camera.zoom
      draw(state)
    }, 120)
  }
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  const k = zoom / level
  const side = SIDE * k
  const end = performance.now() + BUDGET
  let missing = false
  for (let i = Math.floor((x * zoom) / side); i * side < x * zoom + canvas.width; i++)
    for (let j = Math.floor((y * zoom) / side); j * side < y * zoom + canvas.height; j++) {
      const one = tile(state, i, j, performance.now() < end)
      if (one === undefined) missing = true
      else if (k === 1) context.drawImage(one, Math.round(i * SIDE - x * zoom), Math.round(j * SIDE - y * zoom))
      else context.drawImage(one, i * side - x * zoom, j * side - y * zoom, side, side)
    }
  if (many !== null) {
    aim(context, state.camera)
    context.drawImage(many.picture, many.x + state.by.x, many.y + state.by.y, many.w, many.h)
  }
  paintLive(context, state)
  if (missing) again(state)
}

/** The tiles under what is lifted or put back are made anew; many are drawn into one picture. */
function moved(state, ids) {
  const some = state.elements.filter((e) => ids.has(e.id))
  for (const key of tiles.keys()) {
    const [z, i, j] = key.split(' ').map(Number)
    const area = { x: (i * SIDE) / z, y: (j * SIDE) / z, w: SIDE / z, h: SIDE / z }
    if (
      some.some((e) => {
        const b = boxOf(e)
        return b.x < area.x + area.w && b.x + b.w > area.x && b.y < area.y + area.h && b.y + b.h > area.y
      })
    )
      tiles.delete(key)
  }
  many = null
  if (state.lifted.size < 2) return
  const boxes = some.map(boxOf)
  const x = Math.min(...boxes.map((b) => b.x))
  const y = Math.min(...boxes.map((b) => b.y))
  const w = Math.max(...boxes.map((b) => b.x + b.w)) - x
  const h = Math.max(...boxes.map((b) => b.y + b.h)) - y
  const picture = new OffscreenCanvas(w * state.camera.zoom, h * state.camera.zoom)
  const to = picture.getContext('2d')
  aim(to, { x, y, zoom: state.camera.zoom })
  for (const e of some) paint(to, e)
  many = { picture, x, y, w, h }
}

begin(draw, moved)
