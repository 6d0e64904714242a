// Floor "direct": all that is visible is drawn anew each frame.
import { aim, begin, paint, paintLive } from './scene.js'

const canvas = document.querySelector('canvas')
canvas.width = innerWidth
canvas.height = innerHeight
const context = canvas.getContext('2d', { alpha: false })

begin(
  (state) => {
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.fillStyle = '#fff'
    context.fillRect(0, 0, canvas.width, canvas.height)
    aim(context, state.camera)
    const { x, y, zoom } = state.camera
    for (const e of state.visible({ x, y, w: canvas.width / zoom, h: canvas.height / zoom })) {
      if (!state.lifted.has(e.id)) paint(context, e)
      else if (state.lifted.size > 1) paint(context, e, state.by.x, state.by.y)
    }
    paintLive(context, state)
  },
  () => {},
)
