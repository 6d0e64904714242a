import { say } from '../words/say'
import { type Look, type Place, Sheet } from './sheet'

const box: Look = { fill: 'soft-grey', colour: 'none', radius: 600 }
const outlined: Look = {
  colour: 'grey',
  thickness: 150,
  radius: 600,
  'text-colour': 'grey',
}
const pressed: Look = { fill: 'soft-blue', colour: 'blue', radius: 800, 'font-size': 1400 }

/** Screens of a phone and one of a desktop, and the ways between them. */
export function wireframe() {
  const sheet = new Sheet()
  sheet.heading(
    say('Wireframe: a shop for plants'),
    say('Grey is a picture, blue is what one presses. Arrows say where a press leads.'),
    1400,
  )
  const screen = (name: string, place: Place) => sheet.frame(name, place, { fill: 'paper' })
  const picture = (place: Place, parent: string) =>
    sheet.shape('rectangle', say('Picture'), place, { ...box, 'text-colour': 'grey', 'font-size': 1400 }, parent)
  const first = screen(say('Phone: start'), [0, 136, 304, 616])
  sheet.text(say('**Green & Co.**'), [24, 160], 176, 20, {}, first)
  sheet.panel(say('Search …'), [24, 208, 256, 48], outlined, 'middle', 14, first)
  picture([24, 280, 256, 136], first)
  const cards = [0, 1].map((i) => picture([24 + i * 136, 440, 120, 120], first))
  for (const [i, words] of [say('Fern, 12 €'), say('Ivy, 9 €')].entries())
    sheet.text(words, [24 + i * 136, 568], 120, 14, {}, first)
  sheet.shape('rectangle', say('All plants'), [24, 680, 256, 48], pressed, first)
  const one = screen(say('Phone: one plant'), [400, 136, 304, 616])
  picture([424, 160, 256, 256], one)
  sheet.text(say('**Fern**\nLikes shade, and water twice a week.'), [424, 440], 256, 16, {}, one)
  const buy = sheet.shape('rectangle', say('Into the basket'), [424, 680, 256, 48], pressed, one)
  const wide = screen(say('Desktop: basket'), [800, 136, 800, 616])
  sheet.text(say('**Green & Co.**'), [832, 160], 240, 20, {}, wide)
  sheet.panel(say('Search …'), [1120, 160, 448, 48], outlined, 'middle', 14, wide)
  sheet.text(say('## Your basket'), [832, 240], 448, 16, {}, wide)
  for (const [i, words] of [say('Fern, 12 €'), say('Ivy, 9 €')].entries()) {
    picture([832, 304 + i * 120, 104, 96], wide)
    sheet.panel(words, [952, 304 + i * 120, 328, 96], outlined, 'middle', 14, wide)
  }
  sheet.panel(say('## Sum\n21 €, with delivery 26 €'), [1312, 304, 256, 136], box, 'middle', 14, wide)
  sheet.shape('rectangle', say('Pay'), [1312, 464, 256, 56], pressed, wide)
  sheet.arrow({ of: cards[1]!, x: 1, y: 0.5 }, { of: one, x: 0, y: 0.5909 }, { colour: 'blue' })
  sheet.arrow({ of: buy, x: 1, y: 0.5 }, { of: wide, x: 0, y: 0.9221 }, { colour: 'blue' })
  return sheet.elements
}
