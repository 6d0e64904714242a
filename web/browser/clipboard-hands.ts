import type { Download } from 'playwright-core'
import { expect } from 'vitest'
import type { Person } from './person'

/** An element as the server has it. */
export type Row = { readonly id: string; readonly props: Readonly<Record<string, unknown>> }

/** What lies on a person's board, its settings left out. */
export async function rows(person: Person): Promise<Row[]> {
  await person.saved()
  const { board } = await person.board()
  const exported = JSON.parse(await person.reads(`/api/v1/boards/${board}/export`)) as {
    board: { elements: [id: string, maker: number, born: unknown, last: unknown, props: Row['props']][] }
  }
  return exported.board.elements.map(([id, , , , props]) => ({ id, props })).filter(({ id }) => id !== 'board-settings')
}

/** The kinds of what lies on a person's board. */
export const kinds = async (person: Person) => (await rows(person)).map(({ props }) => props.kind).sort()

/** Presses a key or a chord. */
export async function press(person: Person, keys: string): Promise<void> {
  await person.page.keyboard.press(keys)
}

/** Leaves nothing on a person's board. */
export async function empty(person: Person): Promise<void> {
  await person.takes('Select')
  await press(person, 'Control+a')
  await press(person, 'Delete')
  await press(person, 'Escape')
  expect(await rows(person)).toEqual([])
}

/** Pastes as another program would have it. */
export function brings(person: Person, types: Readonly<Record<string, string>>): Promise<void> {
  return person.page.evaluate((all) => {
    const data = new DataTransfer()
    for (const [type, text] of Object.entries(all)) data.setData(type, text)
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, types)
}

/** Brings a text to the page beforehand: what is measured is what the page does with it, and not how it came there. */
export async function keeps(person: Person, text: string): Promise<() => Promise<void>> {
  await person.page.evaluate((kept) => Object.assign(window, { kept }), text)
  return () =>
    person.page.evaluate(() => {
      const data = new DataTransfer()
      data.setData('text/plain', (window as unknown as { kept: string }).kept)
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    })
}

/** Drops a file on the board. */
export function drops(person: Person, name: string, type: string, bytes: Buffer): Promise<void> {
  return person.page.evaluate(
    ([file, mime, base64]) => {
      const data = new DataTransfer()
      const body = Uint8Array.from(atob(base64!), (c) => c.charCodeAt(0))
      data.items.add(new File([body], file!, { type: mime! }))
      const init = { dataTransfer: data, bubbles: true, cancelable: true, clientX: 640, clientY: 400 }
      document.getElementById('board')!.dispatchEvent(new DragEvent('drop', init))
    },
    [name, type, bytes.toString('base64')],
  )
}

/** What is in a file that the page saved. */
export async function bytesOf(download: Download): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of await download.createReadStream()) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** Waits until the page says so. */
export async function said(person: Person, sentence: RegExp): Promise<void> {
  await person.page.getByText(sentence).first().waitFor()
}
