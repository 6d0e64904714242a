import { describe, expect, it } from 'vitest'
import { screenPoint } from '../geometry/point'
import { Hands } from '../test/hands'
import { follow } from './following'
import { handIsAt } from './presence'

describe('what the others are told of a hand', () => {
  it('goes along with the view while the hand rests on the screen', () => {
    const hands = new Hands().move(200, 100)
    expect(hands.client.presence.cursor).toEqual([20_000, 10_000])
    hands.editor.setCamera({ x: 5000, y: -3000, zoom: 1 })
    expect(hands.client.presence.cursor).toEqual([25_000, 7000])
    hands.editor.setCamera({ x: 5000, y: -3000, zoom: 2 })
    expect(hands.client.presence.cursor).toEqual([15_000, 2000])
  })

  it('goes along for whoever follows another, who has no view to tell', () => {
    const hands = new Hands().move(200, 100)
    follow(hands.editor, 'another')
    hands.editor.setCamera({ x: 5000, y: 0, zoom: 1 })
    expect(hands.client.presence).toMatchObject({ cursor: [25_000, 10_000], view: null })
  })

  it('is the place on the board that the hand moves with it', () => {
    const hands = new Hands().move(100, 100)
    handIsAt(hands.client, screenPoint(160, 100))
    hands.editor.setCamera({ x: -6000, y: 0, zoom: 1 })
    expect(hands.client.presence.cursor).toEqual([10_000, 10_000])
    hands.editor.setTool('hand')
    hands.drag(160, 100, 360, 200)
    expect(hands.client.presence.cursor).toEqual([10_000, 10_000])
  })

  it('is nothing where no hand is on the canvas', () => {
    const hands = new Hands()
    hands.editor.setCamera({ x: 5000, y: 0, zoom: 1 })
    expect(hands.client.presence.cursor).toBeUndefined()
    hands.move(200, 100)
    hands.editor.pointerGone()
    hands.editor.setCamera({ x: 9000, y: 0, zoom: 1 })
    expect(hands.client.presence.cursor).toBeNull()
  })

  it('stays where a finger was lifted', () => {
    const hands = new Hands()
    const finger = { ...hands.move(200, 100).pointer(), coarse: true }
    hands.editor.hand({ t: 'press', clicks: 1, ...finger })
    hands.editor.hand({ t: 'release', ...finger })
    hands.editor.setCamera({ x: 9000, y: 0, zoom: 1 })
    expect(hands.client.presence.cursor).toEqual([20_000, 10_000])
  })
})
