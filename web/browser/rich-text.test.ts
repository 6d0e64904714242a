import { expect, test } from 'vitest'
import type { ElementProps } from '../src/elements/element'
import { runsOf } from '../src/elements/text-runs'
import { paragraphsOf, partsOf, type Words, wordsIn } from '../src/elements/words'
import { bytesOf } from './clipboard-hands'
import { ada, bareEachTime, bob, haveAll, lying, onOneBoard } from './pair'
import type { Person, Spot } from './person'
import { viewOf } from './view'

/** Words with their marks: what one writes, by keys and by the bar, as the other has it; and pictures of them. */

onOneBoard()
bareEachTime()

const field = (person: Person) => person.page.getByRole('textbox', { name: 'Text' })
const bar = (person: Person) => person.page.getByRole('toolbar', { name: 'Words' })

/** Begins a text somewhere. */
async function begins(person: Person, at: Spot = [300, 200]): Promise<void> {
  await person.page.keyboard.press('t')
  await person.page.mouse.click(...at)
  await field(person).waitFor()
}

/** Ends the typing; what is on Bob's board then. */
async function written(kind = 'text'): Promise<ElementProps> {
  await ada.page.keyboard.press('Escape')
  await haveAll(ada, bob)
  const all = await lying(bob, kind)
  expect(all).toHaveLength(1)
  return all[0]!
}

/** Words as a line: paragraphs by their marks, letters with marks in brackets. */
function shown(words: Words): string {
  return paragraphsOf(words)
    .map(({ from, to, style }) => {
      const letters = partsOf(words, from, to).map(({ text, marks }) => (marks === '' ? text : `[${marks} ${text}]`))
      return (style === '' ? '' : `${style}: `) + letters.join('')
    })
    .join(' / ')
}

const said = async (kind?: string) => shown(wordsIn(await written(kind)))

/** The lines that a person's field shows, as the browser has laid them: letters at one height. */
function linesOf(person: Person): Promise<string[]> {
  return field(person).evaluate((node) => {
    const lines: { top: number; text: string }[] = []
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    for (let text = walker.nextNode() as Text | null; text !== null; text = walker.nextNode() as Text | null) {
      for (const { index, segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text.data)) {
        range.setStart(text, index)
        range.setEnd(text, index + segment.length)
        const { bottom, height } = range.getBoundingClientRect()
        if (height === 0) continue
        const last = lines.at(-1)
        if (last !== undefined && Math.abs(last.top - bottom) < 6) last.text += segment
        else lines.push({ top: bottom, text: segment })
      }
    }
    return lines.map((line) => line.text.trim())
  })
}

/** The lines of words in the SVG that a person saves: what stands at one height, in any order. */
async function svgLines({ page }: Person): Promise<string[]> {
  await page.keyboard.press('Control+Shift+E')
  const dialog = page.getByRole('dialog', { name: 'Export as a picture' })
  for (const name of ['All', 'SVG']) await dialog.getByRole('radio', { name, exact: true }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save' }).click(),
  ])
  await dialog.waitFor({ state: 'detached' })
  const svg = (await bytesOf(download)).toString()
  const lines = new Map<string, string>()
  for (const [, y, text] of svg.matchAll(/<text [^>]*?y="([^"]+)"[^>]*>([^<]*)<\/text>/g)) {
    const plain = text!.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    lines.set(y!, (lines.get(y!) ?? '') + plain)
  }
  // A note says who made it, too.
  return [...lines.values()].map((line) => line.trim()).filter((line) => line !== 'Ada')
}

const letters = (line: string) => [...line.replace(/\s/g, '')].sort().join('')

const scripts: readonly (readonly [name: string, text: string])[] = [
  ['Latin', 'The quick brown fox jumps over the lazy dog, well-known for years: 1,234.5 times a day.'],
  ['Arabic', 'مرحبا بالعالم، هذا نص طويل بما يكفي ليمتد على عدة أسطر 123 مرة.'],
  ['Hebrew', 'שלום עולם, זה טקסט ארוך מספיק כדי להימשך על פני כמה שורות English ועוד.'],
  ['Japanese', '吾輩は猫である。名前はまだ無い。「どこで生れたか」とんと見当がつかぬ、キャット。'],
  ['Thai', 'ภาษาไทยเป็นภาษาที่มีระดับเสียงของคำแน่นอนหรือวรรณยุกต์เช่นเดียวกับภาษาจีน'],
  ['pictures', '👨‍👩‍👧‍👦👩🏽‍🚀🇩🇪🏳️‍🌈👍🏿❤️‍🔥👨‍👩‍👧‍👦👩🏽‍🚀🇩🇪🏳️‍🌈👍🏿❤️‍🔥👨‍👩‍👧‍👦👩🏽‍🚀🇩🇪🏳️‍🌈👍🏿❤️‍🔥'],
]

for (const [name, text] of scripts) {
  test(`${name} in a note: the other has it, and lines end alike while it is written and in the picture`, async () => {
    await ada.page.keyboard.press('n')
    await ada.page.mouse.click(300, 300)
    await ada.page.keyboard.insertText(text)
    await ada.page.keyboard.press('Home')
    const lines = await linesOf(ada)
    expect(lines.length).toBeGreaterThan(1)
    expect(await said('note')).toBe(text)
    const pictured = await svgLines(bob)
    expect(pictured.map(letters)).toEqual(lines.map(letters))
  })
}

test('ten thousand letters are written, seen, and written on in', async () => {
  const text = 'All work and no play makes a long text of ten thousand letters. '.repeat(157).slice(0, 10_000)
  await begins(ada)
  await ada.page.keyboard.insertText(text)
  await ada.page.keyboard.type('!')
  expect(await said()).toBe(`${text}!`)
})

test('what an input method composes is shown as it comes, and is there once', async () => {
  await begins(ada)
  await ada.page.keyboard.type('ab')
  await ada.page.keyboard.press('ArrowLeft')
  const devtools = await ada.devtools()
  for (const text of ['k', 'か', 'かn', 'かんj', 'かんじ'])
    await devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  expect(await field(ada).textContent()).toBe('aかんじb')
  await devtools.send('Input.insertText', { text: '漢字' })
  await devtools.detach()
  await ada.page.keyboard.type('c')
  expect(await said()).toBe('a漢字cb')
})

test('every mark by its key, and by the bar', async () => {
  const keys = [
    ['Control+b', 'Bold', 'b'],
    ['Control+i', 'Italic', 'i'],
    ['Control+u', 'Underline', 'u'],
    ['Control+Shift+x', 'Strike through', 's'],
    ['Control+e', 'Code', 'c'],
  ] as const
  for (const [key, button, mark] of keys) {
    await begins(ada)
    await ada.page.keyboard.type('one ')
    await ada.page.keyboard.press(key)
    await ada.page.keyboard.type('two')
    await ada.page.keyboard.press(key)
    await ada.page.keyboard.type(' three')
    await ada.page.keyboard.press('Control+Shift+ArrowLeft')
    await bar(ada).getByRole('button', { name: button, exact: true }).click()
    await expect.poll(() => bar(ada).getByRole('button', { name: button }).getAttribute('aria-pressed')).toBe('true')
    expect(await said()).toBe(`one [${mark} two] [${mark} three]`)
    await ada.page.keyboard.press('Delete')
  }
})

test('headings and lists by signs, keys and the bar; Enter, Tab and going back', async () => {
  await begins(ada)
  const { keyboard } = ada.page
  await keyboard.type('# Plan')
  await keyboard.press('Enter')
  await keyboard.type('- one')
  await keyboard.press('Enter')
  await keyboard.press('Tab')
  await keyboard.type('deeper')
  await keyboard.press('Enter')
  await keyboard.press('Shift+Tab')
  await keyboard.type('two')
  await keyboard.press('Enter')
  await keyboard.press('Enter')
  await keyboard.type('plain')
  await keyboard.press('Enter')
  await bar(ada).getByRole('button', { name: 'Numbered list' }).click()
  await keyboard.type('first')
  await keyboard.press('Enter')
  await keyboard.press('Backspace')
  await keyboard.press('Control+Alt+2')
  await keyboard.type('Below')
  expect(await said()).toBe('x: Plan / d: one / e: deeper / d: two / plain / n: first / y: Below')
})

test('in a label and in a note, and all words of what is selected at once', async () => {
  const { keyboard } = ada.page
  await keyboard.press('r')
  await ada.drags([300, 200], [520, 320])
  await keyboard.press('Enter')
  await keyboard.type('one ')
  await keyboard.press('Control+b')
  await keyboard.type('two')
  await keyboard.press('Escape')
  await keyboard.press('Control+b')
  await expect.poll(async () => shown(wordsIn((await lying(bob, 'rectangle'))[0]!))).toBe('[b one two]')
  await keyboard.press('Control+i')
  await expect.poll(async () => shown(wordsIn((await lying(bob, 'rectangle'))[0]!))).toBe('[bi one two]')
  await keyboard.press('Control+b')
  await expect.poll(async () => shown(wordsIn((await lying(bob, 'rectangle'))[0]!))).toBe('[i one two]')
  await keyboard.press('Control+z')
  expect(await said('rectangle')).toBe('[bi one two]')
})

test('links: by key, by hand, from an address that is typed; none that runs; followed with Ctrl', async () => {
  await begins(ada)
  const { keyboard } = ada.page
  await keyboard.type('see here')
  await keyboard.press('Control+Shift+ArrowLeft')
  await keyboard.press('Control+k')
  const address = bar(ada).getByRole('textbox', { name: 'Address' })
  await address.fill('javascript:alert(1)')
  await keyboard.press('Enter')
  await bar(ada).getByRole('alert').waitFor()
  await address.fill('example.org/page')
  await keyboard.press('Enter')
  await keyboard.press('End')
  await keyboard.type(' or https://example.net/x now')
  const props = await written()
  expect(shown(wordsIn(props))).toBe('see [a here] or [a https://example.net/x] now')
  expect(runsOf(props).flatMap(({ link }) => link ?? [])).toEqual(
    expect.arrayContaining(['https://example.org/page', 'https://example.net/x']),
  )
  await ada.page.keyboard.press('Escape')
  await ada.context.route('https://example.org/**', (route) => route.fulfill({ body: 'there' }))
  const [tab] = await Promise.all([
    ada.context.waitForEvent('page'),
    keyboard.down('Control').then(() => ada.page.mouse.click(355, 200)),
  ])
  await keyboard.up('Control')
  expect(tab.url()).toBe('https://example.org/page')
  expect(await tab.evaluate(() => window.opener)).toBeNull()
  await tab.close()
  // A page behind another one draws no frames.
  await ada.page.bringToFront()
})

test('a link within words is opened from the menu at the hand', async () => {
  await begins(ada)
  const { keyboard } = ada.page
  await keyboard.type('see here')
  await keyboard.press('Control+Shift+ArrowLeft')
  await keyboard.press('Control+k')
  await bar(ada).getByRole('textbox', { name: 'Address' }).fill('example.org/page')
  await keyboard.press('Enter')
  await keyboard.press('Escape')
  await ada.context.route('https://example.org/**', (route) => route.fulfill({ body: 'there' }))
  await ada.page.mouse.click(315, 200, { button: 'right' })
  const [tab] = await Promise.all([
    ada.context.waitForEvent('page'),
    ada.page.getByRole('menuitem', { name: 'Open the link' }).click(),
  ])
  expect(tab.url()).toBe('https://example.org/page')
  await tab.close()
  await ada.page.bringToFront()
})

test('what is pasted keeps the marks we know, and what is copied has them', async () => {
  await begins(ada)
  await field(ada).evaluate((node) => {
    const data = new DataTransfer()
    data.setData('text/plain', 'Title one bold')
    data.setData(
      'text/html',
      '<h1>Title</h1><ul><li>one <b>bold</b> <img src=x onerror="window.ran = 1"></li></ul><script>window.ran = 1</script>',
    )
    node.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  await ada.page.keyboard.press('Control+a')
  const copied = await field(ada).evaluate((node) => {
    const data = new DataTransfer()
    node.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }))
    return [data.getData('text/plain'), data.getData('text/html')]
  })
  expect(copied[0]).toBe('Title\none bold')
  expect(copied[1]).toContain('<h1>Title</h1><ul><li>one <strong>bold</strong></li></ul>')
  expect(await said()).toBe('x: Title / d: one [b bold]')
  expect(await ada.page.evaluate(() => 'ran' in window)).toBe(false)
})

test('two mark and write in one text at once, and see each other’s caret', async () => {
  await begins(ada)
  await ada.page.keyboard.type('one two three')
  const seen = async () => (await lying(bob, 'text')).map((props) => wordsIn(props).text)
  await expect.poll(seen).toEqual(['one two three'])
  await ada.page.keyboard.press('Escape')
  // A long text has carried the view along: now both see the same again, with the words in the middle.
  for (const { page } of [ada, bob]) {
    await page.keyboard.press('Escape')
    await page.keyboard.press('Shift+1')
  }
  expect(await viewOf(bob)).toEqual(await viewOf(ada))
  for (const person of [ada, bob]) {
    await person.page.mouse.dblclick(640, 400)
    await field(person).waitFor()
  }
  await ada.page.keyboard.press('End')
  await bob.page.keyboard.press('End')
  await ada.page.locator('.others-caret span', { hasText: 'Bob' }).waitFor()
  await bob.page.locator('.others-caret span', { hasText: 'Ada' }).waitFor()
  await ada.page.keyboard.press('Control+a')
  await ada.page.keyboard.press('Control+b')
  await bob.page.keyboard.press('Home')
  await bob.page.keyboard.type('zero ')
  await bob.page.keyboard.press('Control+i')
  await bob.page.keyboard.type('sloped ')
  await expect.poll(() => field(ada).textContent()).toBe('zero sloped one two three')
  await bob.page.keyboard.press('Escape')
  await ada.page.locator('.others-caret span', { hasText: 'Bob' }).waitFor({ state: 'detached' })
  const words = wordsIn(await written())
  expect(words.text).toBe('zero sloped one two three')
  expect(shown(words)).toContain('one two three]')
  expect(shown(words)).toMatch(/\[b?i sloped ?\]/)
})

test('what is taken back within the field is what one did, step by step', async () => {
  await begins(ada)
  await ada.page.keyboard.type('one')
  await ada.page.keyboard.press('Control+a')
  await ada.page.keyboard.press('Control+b')
  await ada.page.keyboard.press('End')
  await ada.page.keyboard.type('!')
  await ada.page.keyboard.press('Control+z')
  await ada.page.keyboard.press('Control+z')
  expect(await field(ada).textContent()).toBe('one')
  await ada.page.keyboard.press('Control+Shift+z')
  expect(await said()).toBe('[b one]')
})
