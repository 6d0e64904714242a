import { describe, expect, it } from 'vitest'
import { roundRadius } from '../elements/corners'
import { Hands } from '../test/hands'
import { firstStyle, fontSizeStepped, ROUND } from './style'

const props = (hands: Hands, i = 0) => hands.elements[i]!.props

describe('what is drawn next', () => {
  it('has the style that was chosen last, and of it what its kind uses', () => {
    const hands = new Hands()
    hands.editor.setStyle({ colour: 'red', fill: 'soft-blue', 'fill-style': 'hatch', manner: 'hand', radius: ROUND })
    hands.key('r').drag(100, 100, 300, 200)
    expect(Object.fromEntries(props(hands))).toMatchObject({
      colour: 'red',
      fill: 'soft-blue',
      'fill-style': 'hatch',
      manner: 'hand',
      radius: roundRadius(20000, 10000),
    })
    hands.key('o').drag(400, 100, 500, 200)
    expect(props(hands, 1).has('radius')).toBe(false)
    const seeds = [0, 1].map((i) => props(hands, i).get('seed'))
    expect(new Set(seeds).size).toBe(2)
    expect(seeds).not.toContain(0)
  })

  it('does not say what its kind says by itself', () => {
    const hands = new Hands()
    hands.editor.setStyle({ radius: 0 })
    hands.key('r').drag(100, 100, 300, 200)
    for (const name of ['manner', 'fill-style', 'seed', 'radius']) expect(props(hands).has(name), name).toBe(false)
  })
})

describe('the style of what is selected', () => {
  const two = () => {
    const hands = new Hands().key('r').drag(100, 100, 200, 200)
    hands.editor.setStyle({ colour: 'green' })
    hands.key('escape').key('o').drag(300, 100, 400, 200)
    hands.editor.setStyle({ colour: 'blue' })
    return hands.key('mod+a')
  }

  it('is null where it is mixed, and changes for all of it in one step', () => {
    const hands = two()
    expect(hands.editor.styleOf()).toMatchObject({ colour: null, fill: 'none', radius: firstStyle.radius })
    hands.editor.setStyle({ colour: 'pink' })
    expect(hands.elements.map((e) => e.props.get('colour'))).toEqual(['pink', 'pink'])
    hands.key('mod+z')
    expect(hands.elements.map((e) => e.props.get('colour'))).toEqual(['green', 'blue'])
  })

  it('tells round corners from a length, whatever the size', () => {
    const hands = new Hands().key('r').drag(100, 100, 200, 200).key('r').drag(300, 100, 600, 400).key('mod+a')
    hands.editor.setStyle({ radius: ROUND })
    expect(hands.elements.map((e) => e.props.get('radius'))).toEqual([2500, 3200])
    expect(hands.editor.styleOf().radius).toBe(ROUND)
    hands.editor.setStyle({ radius: 1200 })
    expect(hands.editor.styleOf().radius).toBe(1200)
  })

  it('by hand gives each a seed of its own, and clean keeps it', () => {
    const hands = two()
    hands.editor.setStyle({ manner: 'hand' })
    const seeds = hands.elements.map((e) => e.props.get('seed'))
    expect(new Set(seeds).size).toBe(2)
    hands.editor.setStyle({ manner: 'clean' })
    hands.editor.setStyle({ manner: 'hand' })
    expect(hands.elements.map((e) => e.props.get('seed'))).toEqual(seeds)
  })

  it('is copied with a duplicate, seed and all', () => {
    const hands = new Hands()
    hands.editor.setStyle({ manner: 'hand' })
    hands.key('r').drag(100, 100, 200, 200).key('mod+d')
    expect(props(hands, 1).get('seed')).toBe(props(hands, 0).get('seed'))
  })
})

describe('letters by keys', () => {
  it('grow and shrink in whole units, and not without end', () => {
    const hands = new Hands().key('mod+shift+>')
    expect(hands.editor.state.style['font-size']).toBe(2200)
    hands.key('mod+shift+<')
    expect(hands.editor.state.style['font-size']).toBe(2000)
    let size = 2000
    for (let i = 0; i < 99; i++) size = fontSizeStepped(size, 1)
    expect(size).toBe(20000)
    for (let i = 0; i < 99; i++) size = fontSizeStepped(size, -1)
    expect(size).toBe(600)
  })
})
