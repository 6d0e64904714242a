import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judge } from '../board/judge'
import type { Carried } from '../editor/clipboard-payload'
import { Pace } from '../editor/pace'
import { kindOf } from '../elements/kind-of'
import { joined, runsOf } from '../elements/text-runs'
import { foreignSvg } from './svg-in'

const go = () => true
const read = (source: string) => foreignSvg(source, new Pace(), go)

async function elements(inner: string, attributes = ''): Promise<readonly Carried[]> {
  const found = await read(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inner}</svg>`)
  if ('sentence' in found) throw new Error(found.sentence)
  return found.elements.filter(({ props }) => props.get('kind') !== 'group')
}

const props = async (inner: string, attributes = '') =>
  Object.fromEntries((await elements(inner, attributes))[0]!.props)

async function box(inner: string, attributes = '') {
  const { props: p } = (await elements(inner, attributes))[0]!
  const { x, y, w, h } = kindOf(p).frame(p)
  return [x, y, w, h].map((n) => Math.round(n))
}

describe('shapes', () => {
  test.each([
    ['a rectangle', '<rect x="1" y="2" width="30" height="40" rx="3"/>', [100, 200, 3000, 4000]],
    ['a circle', '<circle cx="10" cy="10" r="5"/>', [500, 500, 1000, 1000]],
    ['an ellipse', '<ellipse cx="10" cy="10" rx="5" ry="2"/>', [500, 800, 1000, 400]],
    ['a line', '<line x1="1" y1="2" x2="5" y2="7" stroke="red"/>', [100, 200, 400, 500]],
    ['a polyline', '<polyline points="0,0 10,5 20,0" stroke="red" fill="none"/>', [0, 0, 2000, 500]],
    ['a polygon', '<polygon points="0 0 10 5 20 0"/>', [0, 0, 2000, 500]],
    ['a path', '<path d="M1 1h10v10h-10z"/>', [100, 100, 1000, 1000]],
    ['a path without spaces', '<path d="M.5.5l1-1 1 1"/>', [50, -50, 200, 100]],
    ['curves', '<path d="M0 0C0 10 10 10 10 0S20-10 20 0"/>', [0, -750, 2000, 1500]],
    ['curves of one handle', '<path d="M0 0Q5 10 10 0T20 0"/>', [0, -500, 2000, 1000]],
    ['an arc with its flags joined', '<path d="M0 0a5 5 0 0110 0"/>', [0, -500, 1000, 500]],
    ['a circle of arcs', '<path d="M0 5A5 5 0 1 0 10 5A5 5 0 1 0 0 5Z"/>', [0, 0, 1000, 1000]],
    ['what is moved', '<g transform="translate(10 20)"><rect width="1" height="1"/></g>', [1000, 2000, 100, 100]],
    ['what is made larger', '<g transform="scale(2)"><rect x="1" width="1" height="1"/></g>', [200, 0, 200, 200]],
    ['what is turned by a quarter', '<rect width="4" height="2" transform="rotate(90)"/>', [-200, 0, 200, 400]],
    ['what slants', '<rect width="10" height="10" transform="skewX(45)"/>', [0, 0, 2000, 1000]],
    ['a matrix', '<rect width="10" height="10" transform="matrix(1,0,0,1,5,6)"/>', [500, 600, 1000, 1000]],
    ['what is used', '<defs><rect id="r" width="1" height="1"/></defs><use href="#r" x="5"/>', [500, 0, 100, 100]],
    [
      'an svg within',
      '<svg x="10" width="20" height="20" viewBox="0 0 2 2"><rect width="1" height="1"/></svg>',
      [1000, 0, 1000, 1000],
    ],
  ])('%s lies where it was', async (_, inner, expected) => {
    // Curves are flattened to within ten hundredths.
    const found = await box(inner)
    for (const [i, n] of expected.entries()) expect(Math.abs(found[i]! - n), `${found}`).toBeLessThan(13)
  })

  test('the measure of the picture holds', async () => {
    expect(await box('<rect width="1" height="1"/>', 'viewBox="0 0 2 2" width="1in" height="1in"')).toEqual([
      0, 0, 4800, 4800,
    ])
    expect(await box('<rect width="1" height="1"/>', 'viewBox="1 1 2 2" width="200" height="100"')).toEqual([
      0, -5000, 5000, 5000,
    ])
  })

  test('what is turned keeps its angle', async () => {
    expect(await props('<rect width="4" height="2" transform="rotate(30)"/>')).toMatchObject({
      kind: 'rectangle',
      angle: 3000,
    })
  })

  test('a line of many points goes on in further strokes', async () => {
    const points = Array.from({ length: 9000 }, (_, i) => `${i % 90} ${i % 7}`).join(' ')
    expect((await elements(`<polyline points="${points}" stroke="red"/>`)).length).toBeGreaterThan(4)
  })

  test('all of it comes as one group, in the order in which it is painted', async () => {
    const found = await read('<svg><g><rect width="1" height="1"/><circle r="1"/></g><line x2="9"/></svg>')
    const all = 'elements' in found ? found.elements : []
    const [group, ...rest] = all
    expect(group!.props.get('kind')).toBe('group')
    expect(rest.map(({ props: p }) => [p.get('kind'), p.get('parent')])).toEqual(
      ['rectangle', 'ellipse', 'stroke'].map((kind) => [kind, group!.id]),
    )
    const orders = rest.map(({ props: p }) => String(p.get('order')))
    expect([...orders].sort()).toEqual(orders)
  })
})

describe('looks', () => {
  test.each([
    ['fill="#f00"', { fill: '#ff0000ff', thickness: 0 }],
    ['fill="RED" stroke="rgb(0,128,255)" stroke-width="2"', { fill: '#ff0000ff', colour: '#0080ffff', thickness: 200 }],
    ['style="fill:none;stroke:#12345680"', { fill: 'none', colour: '#12345680' }],
    ['fill="blue" fill-opacity=".5" opacity="50%"', { fill: '#0000ff80', opacity: 50 }],
    ['', { fill: 'ink' }],
    ['fill="black"', { fill: 'ink' }],
    ['fill="currentColor" color="lime"', { fill: '#00ff00ff' }],
    ['fill="url(#g)"', { fill: '#008000ff' }],
    ['fill="url(https://evil.example/x#g) teal"', {}],
    ['stroke="red" stroke-dasharray="8 4"', { dash: 'dashed' }],
    ['fill="expression(alert(1))"', { fill: 'ink' }],
  ])('%s', async (attributes, expected) => {
    const gradient = '<linearGradient id="g"><stop stop-color="red"/><stop stop-color="green"/><stop/></linearGradient>'
    expect(await props(`<defs>${gradient}</defs><rect width="9" height="9" ${attributes}/>`)).toMatchObject(expected)
  })

  test('words become texts, a line each that has a place', async () => {
    const texts = await elements(
      '<text x="10" y="20" font-size="10" font-family="Georgia, serif">one &amp; <tspan font-weight="bold">two</tspan>' +
        '<tspan x="10" dy="1.2em">three</tspan></text>',
    )
    expect(texts.map(({ props: p }) => joined(runsOf(p)))).toEqual(['one & two', 'three'])
    expect(texts[0]!.props.get('font')).toBe('serif')
    expect(texts[0]!.props.get('font-size')).toBe(1000)
    const tops = texts.map(({ props: p }) => (p.get('at') as number[])[1]!)
    expect(tops[1]! - tops[0]!).toBe(1200)
  })

  test('what is not shown is not read', async () => {
    const inner = '<g display="none"><rect width="1" height="1"/></g><rect width="1" height="1" visibility="hidden"/>'
    expect(await read(`<svg>${inner}</svg>`)).toEqual({ sentence: expect.stringMatching(/nothing in this SVG/) })
  })
})

describe('hostile', () => {
  const many = (n: number, what: string) => what.repeat(n)
  const lol = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')
  test.each([
    ['nothing', ''],
    ['no XML', 'hello'],
    ['another root', '<html><svg/></html>'],
    ['an open end', '<svg><g>'],
    ['ends in the wrong order', '<svg><g></svg></g>'],
    ['a quote left open', '<svg><rect x="1/></svg>'],
    ['an entity bomb', `<!DOCTYPE svg [<!ENTITY l0 "lol">${lol}]><svg><text>&l9;</text></svg>`],
    [
      'a file of the server',
      '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg><text x="1">&x;</text></svg>',
    ],
    ['a document type without end', `<!DOCTYPE svg [${many(1000, '<!ENTITY a "b">')}`],
    ['a script', '<svg><script>alert(1)</script></svg>'],
    [
      'HTML inside',
      '<svg><foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><script>x</script></body></foreignObject></svg>',
    ],
    ['a picture from elsewhere', '<svg><image href="https://evil.example/x.png" width="9" height="9"/></svg>'],
    ['something used from elsewhere', '<svg><use href="https://evil.example/x.svg#a"/></svg>'],
    ['something that uses itself', '<svg><g id="a"><use href="#a"/></g></svg>'],
    ['depth', `<svg>${many(50_000, '<g>')}${many(50_000, '</g>')}</svg>`],
    ['too many elements', `<svg>${many(30_000, '<rect width="1" height="1"/>')}</svg>`],
    ['too many attributes', `<svg>${Array.from({ length: 500 }, (_, i) => ` a${i}="1"`).join('')}</svg>`],
    ['a path without end', `<svg><path d="M0 0${many(300_000, 'l1 1')}"/></svg>`],
    ['too many curves', `<svg><path d="M0 0${many(20_000, 'c0 9999 9999 9999 9999 0')}"/></svg>`],
    ['too long', `<svg>${many(6 * 1024 * 1024, ' ')}</svg>`],
    ['no size', '<svg><rect width="1e999" height="-5"/><circle r="NaN"/><path d="M1e308 1e308L-1e308 1e309"/></svg>'],
  ])('%s gives a sentence', async (_, source) => {
    expect(await read(source)).toEqual({ sentence: expect.stringMatching(/^[A-Z].*\.$/) })
  })

  test('uses that double and double are stopped', async () => {
    const level = (i: number) => `<g id="l${i}">${many(10, `<use href="#l${i - 1}"/>`)}</g>`
    const levels = Array.from({ length: 7 }, (_, i) => level(i + 1)).join('')
    const source = `<svg><defs><rect id="l0" width="1" height="1"/>${levels}</defs><use href="#l7"/></svg>`
    expect(await read(source)).toEqual({ sentence: expect.stringMatching(/too much/) })
  })

  test('whatever a stranger writes, what comes back may stand on a board', async () => {
    const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom('1e308', '-0', '.', 'NaN', '100%', '1e9'))
    const attributes = fc.dictionary(
      fc.constantFrom('x', 'y', 'width', 'height', 'r', 'cx', 'rx', 'stroke-width', 'font-size', 'opacity'),
      number,
      { maxKeys: 6 },
    )
    const d = fc.array(fc.tuple(fc.constantFrom(...'MLHVCSQTAZmlhvcsqtaz'), fc.array(number, { maxLength: 8 })), {
      maxLength: 8,
    })
    const transform = fc.tuple(
      fc.constantFrom('scale', 'matrix', 'rotate', 'translate', 'skewX'),
      fc.array(number, { maxLength: 6 }),
    )
    const name = fc.constantFrom('rect', 'circle', 'ellipse', 'path', 'text', 'polygon', 'svg', 'use')
    let made = 0
    const node = fc.tuple(name, attributes, d, transform).map(([tag, own, path, [by, n]]) => {
      const list = Object.entries(own)
        .map(([key, value]) => `${key}="${value}"`)
        .join(' ')
      const line = path.map(([c, values]) => c + values.join(' ')).join('')
      return `<${tag} ${list} d="${line}" points="${line}" transform="${by}(${n.join(' ')})" stroke="red">x</${tag}>`
    })
    await fc.assert(
      fc.asyncProperty(fc.array(node, { maxLength: 4 }), async (nodes) => {
        const found = await read(`<svg>${nodes.join('')}</svg>`)
        if ('sentence' in found) return
        for (const { id, props: p } of found.elements) {
          expect(judge({ ops: [{ op: 'put', id, props: p }] })).toBeUndefined()
          made++
        }
      }),
      { numRuns: 500 },
    )
    expect(made).toBeGreaterThan(0)
  })
})
