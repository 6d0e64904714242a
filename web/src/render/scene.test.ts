import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Value } from '../board/types'
import { stubCanvas } from './test/fake-canvas'
import { Stage } from './test/stage'

beforeEach(stubCanvas)
afterEach(() => vi.unstubAllGlobals())

describe('the scene', () => {
  it('has nothing to paint on an empty board, and all of a full one in the end', () => {
    const stage = new Stage().settle()
    expect([...stage.scene.tiles.all()]).toEqual([])
    stage.crowd(300)
    expect([...stage.scene.tiles.all()].length).toBeGreaterThan(4)
    expect(stage.wrong).toBe(0)
  })

  it('shows that a board has become bare, on a large screen too', () => {
    const stage = new Stage()
    stage.hands.editor.setViewport({ w: 2560, h: 1440 })
    stage.crowd(1600)
    const shown = () => [...stage.scene.tiles.all()].filter(({ picture }) => picture !== null && picture !== undefined)
    expect(shown().length).toBeGreaterThan(8)
    const ids = stage.hands.elements.map(({ id }) => id)
    stage.hands.room.apply(
      2,
      ids.map((id) => ({ op: 'remove', id }) as const),
    )
    stage.settle()
    expect(stage.hands.elements).toEqual([])
    expect(stage.scene.rests).toBe(true)
    expect(shown()).toEqual([])
  })

  it('paints a small change at once, without the worker', () => {
    const stage = new Stage()
    stage.hands.key('r').drag(100, 100, 200, 200)
    stage.settle()
    const asked = stage.worker.heard.length
    stage.hands.press(100, 150).move(150, 150)
    stage.frame()
    expect(stage.worker.heard.length).toBe(asked)
    expect(stage.drawn).toEqual([stage.hands.elements[0]!.id])
    expect([...stage.scene.without]).toEqual(stage.drawn)
  })

  it('has the page paint too where all becomes another, until that is shown and no longer', () => {
    const stage = new Stage().crowd(900)
    const { editor, room } = stage.hands
    /** How many tiles are painted in some frames in which nothing comes from the worker. */
    const byPage = () => {
      stage.frame()
      const wrong = stage.wrong
      for (let i = 0; i < 10; i++) stage.frame()
      return wrong - stage.wrong
    }
    editor.lookAgain()
    expect(stage.scene.rests).toBe(false)
    expect(byPage()).toBeGreaterThan(0)
    expect(stage.scene.rests).toBe(false)
    stage.settle()
    expect([stage.scene.rests, stage.wrong]).toEqual([true, 0])
    const recolour = [...room.board.paintOrder()].map((id) => ({
      op: 'set' as const,
      id,
      props: new Map([['colour', 'red']]),
    }))
    room.apply(2, recolour)
    expect(stage.scene.rests).toBe(false)
    expect(byPage()).toBe(0)
    expect(stage.worker.open.length).toBeGreaterThan(0)
    stage.settle()
    expect([stage.scene.rests, stage.wrong]).toEqual([true, 0])
  })

  it('paints what is not seen once a large change is over, which may come in many parts', () => {
    const stage = new Stage().crowd(900)
    const { room } = stage.hands
    const far = new Map<string, Value>([
      ['kind', 'rectangle'],
      ['at', [600_000, 600_000]],
      ['size', [1900, 1900]],
    ])
    room.apply(2, [{ op: 'put', id: 'far-away', props: far }])
    stage.settle()
    const shown = stage.hands.editor.state.camera.zoom
    const zooms = () => new Set(stage.worker.open.map(({ order }) => order.zoom))
    const painted = new Set<number>()
    for (let part = 0; part < 30; part++) {
      const ids = [...room.board.paintOrder()]
      room.apply(
        2,
        ids.map((id) => ({ op: 'set', id, props: new Map([['colour', part % 2 === 0 ? 'red' : 'blue']]) })),
      )
      stage.frame()
      for (const zoom of zooms()) painted.add(zoom)
      stage.worker.answersAll()
    }
    expect([...painted]).toEqual([shown])
    for (let i = 0; i < 30; i++) {
      stage.frame()
      for (const zoom of zooms()) painted.add(zoom)
      stage.worker.answersAll()
    }
    expect(painted.size).toBeGreaterThan(1)
    expect(stage.wrong).toBe(0)
  })

  it('paints what is not seen when no hand is at work, or the view moves with it', () => {
    const stage = new Stage().crowd(900)
    const { editor } = stage.hands
    /** The most that is painted at once of what is not seen, in ten frames from a board of which nothing is painted. */
    const ahead = (before: () => void = () => {}) => {
      for (const tile of [...stage.scene.tiles.all()]) stage.scene.tiles.remove(tile)
      let most = 0
      for (let i = 0; i < 10; i++) {
        before()
        stage.frame()
        most = Math.max(most, stage.worker.open.filter(({ urgent }) => !urgent).length)
        stage.worker.answersAll()
      }
      return most
    }
    stage.hands.key('p').press(50, 50).move(90, 90)
    stage.frame()
    expect(ahead()).toBe(0)
    expect(ahead(() => editor.setCamera({ ...editor.state.camera, x: editor.state.camera.x + 10 }))).toBeGreaterThan(0)
    expect(ahead()).toBe(0)
    stage.hands.release()
    expect(ahead()).toBeGreaterThan(0)
    expect(stage.settle().wrong).toBe(0)
  })

  it('what is taken up by the hundred stays in the tiles until all of them have come without it', () => {
    const stage = new Stage().crowd(900).crowd(400, 'stays', true)
    stage.hands.key('mod+a')
    stage.hands.press(50, 50).move(90, 90)
    stage.frame()
    expect(stage.drawn).toEqual([])
    expect(stage.worker.open.length).toBeGreaterThan(0)
    stage.worker.answers()
    expect(stage.frame().drawn).toEqual([])
    for (let i = 0; i < 10; i++) {
      stage.worker.answersAll()
      stage.frame()
    }
    expect(stage.drawn.length).toBe(900)
  })

  it('what is put down by the hundred is drawn by the hand until all tiles have it', () => {
    const stage = new Stage().crowd(900)
    stage.hands.key('mod+a')
    stage.hands.press(50, 50).move(90, 90)
    stage.settle()
    expect(stage.drawn.length).toBe(900)
    stage.hands.release()
    expect(stage.frame().drawn.length).toBe(900)
    stage.settle()
    expect(stage.drawn).toEqual([])
    expect(stage.scene.without.size).toBe(0)
    expect(stage.wrong).toBe(0)
  })

  it('what is put down where the board did not reach is drawn by the hand until all tiles have it', () => {
    const stage = new Stage().crowd(900)
    stage.hands.key('mod+a')
    // Far enough down that tiles are needed where none have been.
    stage.hands.press(50, 50).move(90, 90).move(60, 450)
    stage.settle()
    const before = [...stage.scene.tiles.all()].length
    stage.hands.release()
    expect(stage.frame().drawn.length).toBe(900)
    expect([...stage.scene.tiles.all()].length).toBeGreaterThan(before)
    let frames = 0
    while (stage.drawn.length > 0) {
      stage.worker.answers()
      stage.frame()
      frames++
      const seen = [...stage.scene.tiles.all()].filter(
        ({ level, column, row }) => level.zoom === 1 && column < 2 && row < 2,
      )
      if (stage.drawn.length === 0) expect(seen.filter(({ picture }) => picture === undefined)).toEqual([])
    }
    expect(frames).toBeGreaterThan(2)
  })

  it('a stroke is never missing between the hand and the tiles', () => {
    const stage = new Stage().crowd(900)
    const before = new Set(stage.hands.elements.map(({ id }) => id))
    stage.hands.key('p').press(100, 100).move(400, 400)
    stage.frame()
    expect(stage.drawn).toHaveLength(1)
    stage.hands.release()
    const [stroke] = stage.hands.elements.filter(({ id }) => !before.has(id))
    expect(stage.frame().drawn).toEqual([stroke!.id])
    expect(stage.frame().drawn).toEqual([stroke!.id])
    expect(stage.settle().drawn).toEqual([])
  })

  it('a picture that comes after its tile was spoiled is dropped, and its memory given back', () => {
    const stage = new Stage().crowd(900)
    const change = (colour: string) => {
      const props = new Map([['fill', colour]])
      stage.hands.room.apply(
        2,
        stage.hands.elements.map(({ id }) => ({ op: 'set', id, props }) as const),
      )
    }
    change('soft-blue')
    stage.frame()
    const late = stage.worker.open[0]!.number
    stage.worker.open = []
    // The change is on its way; another one comes, and begins when the camera has left what the first waited for.
    change('soft-green')
    stage.hands.editor.setCamera({ x: 10_000_000, y: 0, zoom: 1 })
    stage.frame().frame()
    const picture = { closed: false, close: () => Object.assign(picture, { closed: true }) }
    stage.worker.says({ t: 'painted', number: late, picture: picture as unknown as ImageBitmap })
    expect(picture.closed).toBe(true)
    stage.hands.editor.setCamera({ x: 0, y: 0, zoom: 1 })
    stage.settle()
    const shown = [...stage.worker.known.values()].map((props) => props.get('fill'))
    expect(new Set(shown)).toEqual(new Set(['soft-green']))
    expect(stage.wrong).toBe(0)
  })

  it('the old theme stays until all that is seen has the new one', () => {
    const stage = new Stage().crowd(900)
    stage.hands.editor.setTheme('dark')
    stage.frame()
    expect(stage.scene.theme).toBe('light')
    stage.worker.answers()
    expect(stage.frame().scene.theme).toBe('light')
    stage.settle()
    expect(stage.scene.theme).toBe('dark')
    expect(new Set([...stage.scene.tiles.all()].map(({ theme }) => theme))).toEqual(new Set(['dark']))
  })

  it('while the zoom goes on nothing is painted for it, until it rests or is far', () => {
    const stage = new Stage().crowd(300)
    const levels = () => new Set([...stage.scene.tiles.all()].map(({ level }) => level.zoom))
    stage.hands.editor.setCamera({ x: 0, y: 0, zoom: 1.3 })
    stage.frame().frame()
    expect(levels().has(1.3)).toBe(false)
    stage.settle()
    expect(levels().has(1.3)).toBe(true)
    stage.hands.editor.setCamera({ x: 0, y: 0, zoom: 4 })
    stage.frame()
    expect(levels().has(4)).toBe(true)
  })

  it('keeps a coarse picture of the whole board', () => {
    const stage = new Stage()
    const far = new Map<string, Value>([
      ['kind', 'rectangle'],
      ['at', [5_000_000, 0]],
      ['size', [1000, 1000]],
    ])
    stage.hands.room.apply(2, [{ op: 'put', id: 'faraway01', props: far }])
    stage.crowd(300)
    const coarse = [...stage.scene.tiles.all()].filter(({ level }) => level.zoom < 1)
    expect(coarse.length).toBeGreaterThan(0)
    expect(coarse.every((tile) => tile.right)).toBe(true)
  })

  it('takes what is seen for the coarse picture where it is hardly finer', () => {
    const stage = new Stage().crowd(300)
    const { editor } = stage.hands
    const zooms = () => new Set([...stage.scene.tiles.all()].map(({ level }) => level.zoom))
    editor.setCamera({ ...editor.state.camera, zoom: 0.8 })
    stage.time += 200
    stage.settle()
    stage.scene.lost()
    stage.settle()
    expect([...zooms()]).toEqual([0.8])
    const canvas = { width: 100, height: 100 }
    const to = new Proxy({ canvas }, { get: (of, name) => (name === 'canvas' ? of.canvas : () => {}), set: () => true })
    const drawn = () => stage.scene.drawOverview(to as unknown as CanvasRenderingContext2D, editor.state.camera, 1)
    expect(drawn()).toBe(true)
    stage.scene.lost()
    expect(drawn()).toBe(false)
  })

  it('shows in small what has changed, where the coarse picture is another than before', () => {
    const stage = new Stage().crowd(300)
    const { editor } = stage.hands
    const rest = (zoom: number) => {
      editor.setCamera({ ...editor.state.camera, zoom })
      stage.time += 200
      stage.settle()
    }
    rest(8)
    rest(0.8)
    const kept = [...stage.scene.tiles.all()].filter(({ level }) => level.zoom === 1)
    expect(kept.length).toBeGreaterThan(0)
    stage.crowd(300, 'later')
    const shown: unknown[] = []
    const canvas = { width: 400, height: 300 }
    const to = new Proxy({ canvas } as Record<string, unknown>, {
      get: (of, name: string) => (name === 'drawImage' ? (one: unknown) => shown.push(one) : (of[name] ?? (() => {}))),
      set: () => true,
    })
    expect(stage.scene.drawOverview(to as unknown as CanvasRenderingContext2D, { x: 0, y: 0, zoom: 0.3 }, 1)).toBe(true)
    const wrong = [...stage.scene.tiles.all()].filter((tile) => !tile.right).map(({ picture }) => picture)
    expect(shown.length).toBeGreaterThan(0)
    expect(shown.filter((one) => wrong.includes(one as never))).toEqual([])
  })

  it('letters that look different are painted anew, and nothing else', () => {
    const stage = new Stage().crowd(300)
    stage.hands.key('t').click(900, 700)
    stage.hands.type('hello').key('escape')
    stage.settle()
    stage.scene.spoilWords()
    const dirty = [...stage.scene.tiles.all()].filter((tile) => tile.dirty !== null)
    expect(dirty.length).toBeGreaterThan(0)
    expect(dirty.every(({ words }) => words)).toBe(true)
    expect(dirty.length).toBeLessThan([...stage.scene.tiles.all()].length)
    stage.settle()
    expect(stage.wrong).toBe(0)
  })

  it('letters that look different while a tile is painted: it is painted once more', () => {
    const stage = new Stage()
    stage.hands.key('t').click(100, 100)
    stage.hands.type('hello').key('escape')
    stage.hands.editor.setCamera({ x: 100, y: 100, zoom: 3 })
    stage.time += 200
    stage.frame()
    expect(stage.worker.open.length).toBeGreaterThan(0)
    stage.scene.spoilWords()
    stage.settle()
    expect(stage.wrong).toBe(0)
  })

  it('after the graphics were lost everything is painted anew', () => {
    const stage = new Stage().crowd(300)
    const before = [...stage.scene.tiles.all()].length
    stage.scene.lost()
    expect([...stage.scene.tiles.all()]).toEqual([])
    stage.settle()
    expect([...stage.scene.tiles.all()].length).toBe(before)
  })
})
