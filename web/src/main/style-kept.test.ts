import { expect, test } from 'vitest'
import { firstStyle } from '../editor/style'
import { styleFrom } from './style-kept'

test('what was chosen is read again, a value at a time', () => {
  const chosen = { colour: '#ff8800aa', fill: 'soft-red', thickness: 350, dash: 'dotted', radius: -1, manner: 'hand' }
  expect(styleFrom(JSON.stringify(chosen))).toEqual(chosen)
  expect(styleFrom(JSON.stringify(firstStyle))).toEqual(firstStyle)
})

test.each([
  ['nothing', null],
  ['no JSON', '{'],
  ['another shape', '[1]'],
  ['null', 'null'],
  ['values of another type', '{"colour":3,"thickness":"4","opacity":true}'],
  ['values nobody may have', '{"colour":"mauve","dash":"wavy","opacity":101,"thickness":2.5,"radius":-2,"font":"x"}'],
  ['names of nothing', '{"constructor":"ink","at":[1,2],"seed":4}'],
])('%s leaves the style as it is at first', (_, text) => expect(styleFrom(text)).toEqual({}))
