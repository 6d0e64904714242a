import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Value } from '../board/types'
import { clipboardOf } from '../editor/clipboard'
import { noticesOf } from '../editor/notices'
import { Hands } from '../test/hands'
import { saveFile } from './own-file'

/** Files that were saved, with their names. */
let saved: { readonly name: string; readonly blob: Blob }[] = []

beforeEach(() => {
  const blobs: Blob[] = []
  saved = []
  vi.stubGlobal('URL', { createObjectURL: (blob: Blob) => blobs.push(blob), revokeObjectURL: () => {} })
  const link = {
    download: '',
    click() {
      saved.push({ name: this.download, blob: blobs.at(-1)! })
    },
  }
  vi.stubGlobal('document', { createElement: () => link })
  vi.useFakeTimers({ toFake: ['setTimeout'] })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function drawn(title = 'Garden: plan'): Hands {
  const hands = new Hands()
  const props = new Map<string, Value>([
    ['kind', 'board'],
    ['title', title],
  ])
  hands.editor.commit([{ op: 'put', id: 'board-settings', props }], hands.editor.newID())
  hands.key('r').drag(100, 100, 300, 200).key('o').drag(400, 100, 500, 300).key('escape')
  hands.editor.select([])
  return hands
}

function sayings(hands: Hands): string[] {
  const said: string[] = []
  noticesOf(hands.editor).on({ said: ({ title, text }) => said.push(`${title}: ${text}`) })
  return said
}

const kinds = (hands: Hands) => hands.elements.map(({ props }) => props.get('kind')).filter((kind) => kind !== 'board')

/** Saves, and gives what is in the file. */
async function textOf(hands: Hands): Promise<string> {
  await saveFile(hands.editor)
  return saved.at(-1)!.blob.text()
}

/** Drops a file with this in it. */
function opens(hands: Hands, text: string, name = 'Plan.DrawingRoom'): Promise<void> {
  return clipboardOf(hands.editor).paste({ is: 'files', files: [new File([text], name)] }, { x: 0, y: 0 })
}

describe('a file of our own', () => {
  test('is named after the board and holds all of it, or what is selected', async () => {
    const hands = drawn()
    const all = await textOf(hands)
    expect(saved.at(-1)!.name).toBe('Garden plan.drawingroom')
    expect(all).toMatch(/^\{'drawingroom':1,'elements':2\}\|/)
    const other = new Hands()
    await opens(other, all)
    expect(kinds(other)).toEqual(['rectangle', 'ellipse'])
    hands.editor.select([hands.editor.selectable()[1]!])
    const one = await textOf(hands)
    const third = new Hands()
    await opens(third, one)
    expect(kinds(third)).toHaveLength(1)
    await saveFile(drawn('').editor)
    expect(saved.at(-1)!.name).toBe('Drawing.drawingroom')
  })

  test('is put on a board as one step, with its middle where it was dropped', async () => {
    const text = await textOf(drawn())
    const hands = new Hands()
    await opens(hands, text)
    // From 100 to 500 across, and 100 to 300 down.
    expect(hands.elements.map(({ props }) => props.get('at'))).toEqual([
      [-20_000, -10_000],
      [10_000, -10_000],
    ])
    hands.editor.undo()
    expect(kinds(hands)).toEqual([])
    expect(hands.editor.state.canUndo).toBe(false)
  })

  test('that is cut short anywhere, or is none, changes nothing and is answered by a sentence', async () => {
    const text = await textOf(drawn())
    const between = text.lastIndexOf('|')
    for (const bad of ['', 'hello', '\u0000\u0001', text.slice(0, 40), text.slice(0, between), text.slice(0, -1)]) {
      const hands = new Hands()
      const said = sayings(hands)
      await opens(hands, bad)
      expect(said).toEqual(['Nothing was pasted: It is damaged or cut short.'])
      expect(hands.client.committed).toEqual([])
    }
    const hands = new Hands()
    const said = sayings(hands)
    await opens(hands, text.replace("'drawingroom':1", "'drawingroom':9"))
    expect(said).toEqual(['Nothing was pasted: It comes from a newer Drawing Room, and cannot be read here.'])
    expect(hands.client.committed).toEqual([])
  })

  test('holds nothing that is hidden, and that is said; of nothing there is none', async () => {
    const hands = drawn()
    const said = sayings(hands)
    const [first, second] = hands.editor.selectable() as [string, string]
    const hide = (id: string) =>
      hands.editor.commit([{ op: 'set', id, props: new Map([['hidden', true]]) }], hands.editor.newID())
    hide(first)
    expect(await textOf(hands)).not.toContain(first)
    expect(said).toEqual(['Saved without what is hidden: What is to be in the file has to be shown first.'])
    hide(second)
    await saveFile(hands.editor)
    expect(saved).toHaveLength(1)
    expect(said.slice(1)).toEqual(['Nothing was saved: Nothing on the board is to be seen.'])
  })
})
