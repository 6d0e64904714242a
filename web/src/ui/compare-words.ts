import type { Board } from '../board/board'
import { settingsID } from '../board/names'
import { calledOut } from '../editor/bykeys/names'
import type { ElementProps } from '../elements/element'
import { sayList } from '../words/forms'
import { say, toSay } from '../words/say'

/** What the properties of elements are about, to be said. Those that only measure, or belong to programs, are not spoken of. */
const about: { readonly [name: string]: string } = {
  kind: toSay('Kind'),
  parent: toSay('What it lies in'),
  order: toSay('Order'),
  slide: toSay('Order'),
  at: toSay('Place [where it lies]'),
  size: toSay('Size'),
  width: toSay('Size'),
  angle: toSay('Turn'),
  mirrored: toSay('Turn'),
  colour: toSay('Colour'),
  'text-colour': toSay('Colour'),
  fill: toSay('Fill'),
  'fill-style': toSay('Fill'),
  thickness: toSay('Thickness'),
  nib: toSay('Thickness'),
  dash: toSay('Style'),
  manner: toSay('Style'),
  opacity: toSay('Opacity'),
  radius: toSay('Shape'),
  form: toSay('Shape'),
  points: toSay('Shape'),
  knots: toSay('Shape'),
  gaps: toSay('Shape'),
  closed: toSay('Shape'),
  route: toSay('Shape'),
  start: toSay('Ends'),
  end: toSay('Ends'),
  along: toSay('Ends'),
  'start-head': toSay('Ends'),
  'end-head': toSay('Ends'),
  text: toSay('Words'),
  cells: toSay('Words'),
  alt: toSay('Words'),
  font: toSay('Lettering'),
  'font-size': toSay('Lettering'),
  align: toSay('Lettering'),
  vertical: toSay('Lettering'),
  rows: toSay('Rows and columns'),
  columns: toSay('Rows and columns'),
  heading: toSay('Rows and columns'),
  link: toSay('Link'),
  links: toSay('Link'),
  asset: toSay('Picture'),
  crop: toSay('Picture'),
  name: toSay('Name'),
  title: toSay('Name'),
  locked: toSay('Lock'),
  hidden: toSay('Whether it is seen'),
  paper: toSay('Paper'),
  grid: toSay('Paper'),
  moments: toSay('Versions'),
}

/** What of an element is not as it was, by the names of properties: "Place and Colour". */
export function changedWords(names: readonly string[]): string {
  const words = new Set(names.map((name) => about[name]).filter((word) => word !== undefined))
  return words.size === 0 ? say('More') : sayList([...words].map((word) => say(word)))
}

/** What something on a board is called, the board itself and its layers too. */
export function calledThere(board: Board, id: string, shown?: ElementProps): string {
  if (id === settingsID) return say('The board itself')
  const props = board.element(id)?.props
  const name = calledOut(board, id, shown)
  return name === '' && props?.get('kind') === 'layer' ? say('Layer') : name
}
