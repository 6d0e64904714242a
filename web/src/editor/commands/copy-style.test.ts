import { expect, test } from 'vitest'
import { Hands } from '../../test/hands'

test('the look of one thing is taken over to others, in one step', () => {
  const hands = new Hands()
  hands.key('r').drag(100, 100, 200, 200)
  hands.key('r').drag(300, 100, 400, 200)
  hands.key('r').drag(500, 100, 600, 200)
  const [one, two, three] = hands.elements.map((element) => element.id) as [string, string, string]
  hands.editor.select([one])
  hands.editor.setStyle({ colour: 'red', dash: 'dotted' })
  hands.editor.run('copy-style')
  hands.editor.select([two, three])
  hands.editor.run('paste-style')
  const look = () => hands.elements.map(({ props }) => [props.get('colour') ?? 'ink', props.get('dash') ?? 'solid'])
  expect(look()).toEqual([
    ['red', 'dotted'],
    ['red', 'dotted'],
    ['red', 'dotted'],
  ])
  hands.editor.undo()
  expect(look().slice(1)).toEqual([
    ['ink', 'solid'],
    ['ink', 'solid'],
  ])
})
