import { describe, expect, it } from 'vitest'
import { Hands } from '../test/hands'
import { tools } from '../tools'
import { commands, toolCommands } from './commands'
import { commandFor, type KeyPress } from './keys'

const all = [...toolCommands(tools), ...commands]

function press(key: string, code: string, held: Partial<KeyPress> = {}): string | undefined {
  const none = { shiftKey: false, altKey: false, ctrlKey: false, metaKey: false }
  return commandFor({ key, code, ...none, ...held }, all)?.id
}

describe('keys', () => {
  it('mean what fingers know', () => {
    expect(press('v', 'KeyV')).toBe('tool-select')
    expect(press('2', 'Digit2')).toBe('tool-rectangle')
    expect(press('z', 'KeyZ', { metaKey: true })).toBe('undo')
    expect(press('Z', 'KeyZ', { ctrlKey: true, shiftKey: true })).toBe('redo')
    expect(press('!', 'Digit1', { shiftKey: true })).toBe('zoom-fit')
    expect(press('+', 'Equal', { shiftKey: true })).toBe('zoom-in')
    expect(press('+', 'NumpadAdd', { ctrlKey: true })).toBe('zoom-in')
    expect(press(']', 'BracketRight', { ctrlKey: true })).toBe('order-forward')
    expect(press('}', 'BracketRight', { ctrlKey: true, shiftKey: true })).toBe('order-front')
    expect(press('Escape', 'Escape')).toBe('escape')
  })

  it('that cancel a gesture do so with those down that say how it is done', () => {
    for (const held of [{ shift: true }, { alt: true }, { mod: true }, { shift: true, alt: true }]) {
      const keys = `${held.shift ? 'shift+' : ''}${held.alt ? 'alt+' : ''}${held.mod ? 'mod+' : ''}escape`
      const hands = new Hands().key('r').press(100, 100, held).move(200, 250).key(keys).release()
      expect(hands.elements, keys).toEqual([])
      hands.key('v').key('r').drag(100, 100, 200, 200)
      hands.press(100, 150, held).move(150, 150).key(keys).release()
      expect(hands.elements.map(({ props }) => props.get('at'))).toEqual([[10000, 10000]])
      hands.press(200, 200, held).move(300, 250).key(keys).release()
      expect(hands.elements.map(({ props }) => props.get('size'))).toEqual([[10000, 10000]])
      expect(hands.editor.state.canRedo).toBe(false)
    }
    expect(press('Escape', 'Escape', { shiftKey: true })).toBeUndefined()
  })

  it('count by their place where the alphabet is another', () => {
    expect(press('я', 'KeyZ', { ctrlKey: true })).toBe('undo')
    expect(press('з', 'KeyP')).toBe('tool-pen')
  })

  it('leave the browser its own', () => {
    expect(press('r', 'KeyR', { ctrlKey: true })).toBeUndefined()
    expect(press('t', 'KeyT', { metaKey: true })).toBeUndefined()
    expect(press('p', 'KeyP', { ctrlKey: true })).toBeUndefined()
  })

  it('have one meaning each', () => {
    const keys = all.flatMap((command) => command.keys)
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([])
    expect(new Set(all.map((command) => command.id)).size).toBe(all.length)
  })
})
