import { expect, it } from 'vitest'
import { Hands } from '../../test/hands'
import { OthersTold } from './others-told'

function listening(hands: Hands): string[] {
  const said: string[] = []
  new OthersTold(hands.editor, (sentence) => said.push(sentence))
  return said
}

it('gathers what others do into a sentence now and then, and says nothing of oneself', () => {
  const ada = new Hands()
  const ben = ada.another(2)
  ada.wait(10_000)
  const said = listening(ada)
  ada.key('r').drag(600, 600, 700, 700)
  ben.key('p')
  for (let i = 0; i < 3; i++) ben.drag(10 + i * 100, 10, 60 + i * 100, 60)
  ben.key('r').drag(300, 300, 400, 400)
  ada.wait(1400)
  expect(said).toEqual([])
  ada.wait(200)
  expect(said).toHaveLength(1)
  expect(said[0]).toMatch(/drew 3 strokes and .* made one element$/)
  ben.key('delete')
  ada.wait(3000)
  expect(said).toHaveLength(1)
  ada.wait(3000)
  expect(said[1]).toMatch(/deleted one element$/)
})

it('is quiet where one wants it so', () => {
  const ada = new Hands()
  const ben = ada.another(2)
  const said = listening(ada)
  ada.editor.setSettings({ tellsOthers: false })
  ben.key('r').drag(300, 300, 400, 400)
  ada.wait(20_000)
  expect(said).toEqual([])
})
