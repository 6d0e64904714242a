import { describe, expect, it } from 'vitest'
import { said } from '../elements/words'
import { htmlOfWords, partsInHtml } from './rich-html'

const read = (html: string) => {
  const { head, parts } = partsInHtml(html)
  return [head, ...parts.map(({ text, marks, link }) => `${text}${marks && `|${marks}`}${link && `|${link}`}`)]
}

describe('HTML from elsewhere', () => {
  it.each([
    ['bold, by tag and by style', '<b>a</b><span style="font-weight:700">b</span> c', ['', 'a|b', 'b|b', ' c']],
    ['what wraps all in a b that is none', '<b style="font-weight:normal"><p>a</p></b>', ['', 'a']],
    ['marks within marks', '<em>a<strong>b</strong></em>', ['', 'a|i', 'b|bi']],
    ['struck and below', '<s>a</s><u>b</u><code>c</code>', ['', 'a|s', 'b|u', 'c|c']],
    ['headings and paragraphs', '<h1>A</h1><p>b</p><h3>c</h3>', ['x', 'A', '\n', 'b', '\n|z', 'c']],
    [
      'lists within lists',
      '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><ol><li>d</li></ol>',
      ['d', 'a', '\n|e', 'b', '\n|d', 'c', '\n|n', 'd'],
    ],
    [
      'a link',
      'see <a href="https://example.org/x?a=1&amp;b=2">it</a>',
      ['', 'see ', 'it|a|https://example.org/x?a=1&b=2'],
    ],
    ['no link that runs', '<a href="javascript:alert(1)">a</a><a href=" jAvascript:x">b</a>', ['', 'a', 'b']],
    ['no script, style or comment', '<style>p{}</style><!-- x --><script>alert(1)</script><p>a</p>', ['', 'a']],
    ['line breaks', 'a<br>b<div>c</div>', ['', 'a', '\n', 'b', '\n', 'c']],
    ['white space', '<p>\n  a \n b </p>\n<p> c</p>', ['', 'a b', '\n', 'c']],
    ['what keeps its spaces', '<pre>a  b\n c</pre>', ['', 'a  b|c', '\n', ' c|c']],
    ['signs', '1 &lt; 2 &amp;&#33; <3', ['', '1 < 2 &! ', '<', '3']],
    ['what never ends', '<p>a<b', ['', 'a', '<', 'b']],
    ['nothing', '<div><br></div>', ['']],
  ])('%s', (_name, html, wanted) => {
    expect(read(html)).toEqual(wanted)
  })
})

describe('HTML of words', () => {
  it('says marks and paragraphs, and comes back as it was', () => {
    const parts = [
      { text: 'Title', marks: '', link: '' },
      { text: '\n', marks: 'd', link: '' },
      { text: 'one <b>', marks: 'b', link: '' },
      { text: '\n', marks: 'e', link: '' },
      { text: 'deep', marks: '', link: '' },
      { text: '\n', marks: 'd', link: '' },
      { text: 'there', marks: 'a', link: 'https://example.org/"x' },
      { text: '\n', marks: '', link: '' },
      { text: 'plain', marks: '', link: '' },
    ]
    const words = said(parts, 'x')
    const html = htmlOfWords(words, 0, words.text.length)
    expect(html).toContain('<h1>Title</h1><ul><li><strong>one &#60;b&#62;</strong><ul><li>deep</li></ul></li><li>')
    const { head, parts: back } = partsInHtml(html)
    expect(said(back, head).text).toBe(words.text)
    expect(said(back, head).head).toBe('x')
    expect(said(back, head).stretches.filter(({ link }) => link === '')).toEqual(
      words.stretches.filter(({ link }) => link === ''),
    )
  })

  it('says a part of them', () => {
    const words = said([
      { text: 'one ', marks: '', link: '' },
      { text: 'two', marks: 'i', link: '' },
    ])
    expect(htmlOfWords(words, 2, 5)).toBe('<meta charset="utf-8"><p>e <em>t</em></p>')
  })
})
