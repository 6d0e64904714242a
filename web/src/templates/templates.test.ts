import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { judge } from '../board/judge'
import { isElementID } from '../board/names'
import { anchorOf } from '../elements/arrow-end'
import type { ElementProps } from '../elements/element'
import { nameOf } from '../elements/frame-name'
import { kindOf } from '../elements/kind-of'
import { number, sized, string } from '../elements/props'
import { layout, typeOf, widestWord } from '../elements/text-layout'
import { wordsIn } from '../elements/words'
import { lettersFor } from '../elements/writing'
import { type Box, grown, holds, overlap } from '../geometry/box'
import { languages } from '../words/languages'
import { english, speak } from '../words/say'
import { elementsOf, templates } from '.'
import { wordsFrom } from './markup'
import type { Made } from './sheet'

/** A grid of eight units. */
const GRID = 800
/** Below this nobody reads, in hundredths. */
const READABLE = 1000

const isArrow = ({ props }: Made) => props.get('kind') === 'arrow'

function boxOf(props: ElementProps): Box {
  return props.get('kind') === 'text' ? kindOf(props).bounds(props) : kindOf(props).own(props)
}

/** What of a template lies over something else, by what they say. */
function overlaps(made: readonly Made[]): string[] {
  const boxes = made
    .filter((one) => !isArrow(one) && one.props.get('kind') !== 'group')
    .flatMap((one) => {
      const own = {
        id: one.id,
        parent: string(one.props, 'parent'),
        box: boxOf(one.props),
        says: kindOf(one.props).label(one.props),
      }
      if (one.props.get('kind') !== 'frame') return [own]
      return [own, { ...own, id: `${one.id} name`, box: nameOf(one.props, 100).box }]
    })
  const parents = new Map(made.map(({ id, props }) => [id, string(props, 'parent')]))
  const around = (id: string) => parents.get(id) ?? ''
  // Words stand on the ground of their group, all of them.
  const isGround = (a: (typeof boxes)[0], b: (typeof boxes)[0]) =>
    made.some(({ id, props }) => id === a.parent && props.get('kind') === 'group') &&
    a.parent === b.parent &&
    holds(a.box, b.box)
  const found: string[] = []
  for (const [i, a] of boxes.entries())
    for (const b of boxes.slice(i + 1)) {
      if (
        a.id === b.parent ||
        isGround(a, b) ||
        around(b.parent) === a.id ||
        overlap(grown(a.box, -1), grown(b.box, -1)) === null
      )
        continue
      found.push(`${a.says || a.id} / ${b.says || b.id}`)
    }
  return found
}

/** Why the words of an element do not fit it; null where they do. */
function tight({ props }: Made): string | null {
  const words = wordsIn(props)
  const { lettering } = kindOf(props)
  if (words.text === '' || lettering === undefined || props.get('kind') === 'arrow') return null
  const letters = lettersFor(props, words)
  const room = lettering.room(letters)
  const { h } = layout(words, typeOf(letters), room.w)
  if (h > room.h) return `${words.text}: ${h} high in ${room.h}`
  if (widestWord(words, typeOf(letters)) > room.w) return `${words.text}: a word is broken`
  return number(letters, 'font-size') < READABLE ? `${words.text}: too small` : null
}

describe.each(languages.filter(({ hidden }) => hidden !== true))('templates in $name', ({ tag, rtl, load }) => {
  beforeAll(async () => speak({ tag, rtl: rtl === true, catalogue: (await load?.())?.catalogue ?? {} }))
  afterAll(() => speak(english))

  describe.each(templates.map((template) => [template.id, elementsOf, template] as const))(
    '%s',
    (_id, made, template) => {
      it('is what a board takes', () => {
        const elements = made(template)
        expect(elements.length).toBeGreaterThan(3)
        const known = new Set<string>()
        for (const { id, props } of elements) {
          expect(isElementID(id)).toBe(true)
          expect(known.has(id)).toBe(false)
          expect(judge({ ops: [{ op: 'put', id, props }] })).toBeUndefined()
          const parent = string(props, 'parent')
          if (parent !== '') expect(known.has(parent), 'a frame comes before what lies in it').toBe(true)
          known.add(id)
        }
      })

      it('has nothing over something else, and all of what lies in a frame within it', () => {
        const elements = made(template)
        expect(overlaps(elements)).toEqual([])
        const frames = new Map(elements.map(({ id, props }) => [id, props]))
        const out = elements.filter((one) => {
          const frame = frames.get(string(one.props, 'parent'))
          return (
            frame?.get('kind') === 'frame' &&
            one.props.get('kind') !== 'group' &&
            !isArrow(one) &&
            !holds(sized(frame), boxOf(one.props))
          )
        })
        expect(out.map(({ props }) => kindOf(props).label(props))).toEqual([])
      })

      it('has words that fit', () => {
        expect(made(template).map(tight).filter(Boolean)).toEqual([])
      })
    },
  )
})

describe.each(templates.map((template) => [template.id, template] as const))('%s', (_id, template) => {
  it('is laid out on a grid, in colours of the palette', () => {
    for (const { props } of elementsOf(template)) {
      const kind = string(props, 'kind')
      for (const name of ['colour', 'fill', 'text-colour']) expect(string(props, name)).not.toContain('#')
      if (kind !== 'frame' && kind !== 'note' && kind !== 'rectangle' && kind !== 'text') continue
      const [x, y] = props.get('at') as readonly number[]
      // Words in the middle of something stand where their height has them.
      expect([x! % GRID, kind === 'text' ? 0 : y! % GRID].map(Math.abs), kindOf(props).label(props)).toEqual([0, 0])
      if (kind === 'text') continue
      const [w, h] = props.get('size') as readonly number[]
      expect([w! % GRID, h! % GRID], kindOf(props).label(props)).toEqual([0, 0])
    }
  })

  it('has arrows that are tied at both ends', () => {
    const elements = elementsOf(template)
    const ids = new Set(elements.filter((one) => !isArrow(one)).map(({ id }) => id))
    for (const { props } of elements.filter(isArrow)) {
      const ends = [anchorOf(props, 'start')?.id, anchorOf(props, 'end')?.id]
      expect(ends.every((id) => id !== undefined && ids.has(id))).toBe(true)
      expect(ends[0]).not.toBe(ends[1])
    }
  })
})

it('has ten templates and more, each with a name of its own', () => {
  expect(templates.length).toBeGreaterThanOrEqual(10)
  expect(new Set(templates.map(({ id }) => id)).size).toBe(templates.length)
})

describe('the words of templates', () => {
  it('have headings, lists and bold letters', () => {
    const { text, head, stretches } = wordsFrom('# Aim\n- one **two**\nthree')
    expect(text).toBe('Aim\none two\nthree')
    expect(head).toBe('x')
    expect(stretches.map(({ from, to, marks }) => [text.slice(from, to), marks])).toEqual([
      ['\n', 'd'],
      ['two', 'b'],
    ])
  })
})
