/**
 * What the address of an embedded board says, behind the #: `/embed/{board}#k={secret}&mode=edit&tools=pen,eraser&theme=dark&lang=de&replay=1`, and a
 * place or a moment as in any link to a board (`view`, `at`, `then`: main/address.ts, main/moment.ts).
 */
export type EmbedOptions = {
  /** The secret of the link by which one comes in; null: none. */
  readonly secret: string | null
  /**
   * By what one comes in: a link, a host application's token that the page around gives, or as oneself, which counts only in a page of ours. The link is
   * used in the first case alone.
   */
  readonly by: 'link' | 'token' | 'own'
  readonly mode: 'view' | 'edit'
  /** The tools that are offered, in this order; null for all. */
  readonly tools: readonly string[] | null
  /** Null: as the system has it. */
  readonly theme: 'light' | 'dark' | null
  /** A language's tag; '': as the browser wishes. */
  readonly language: string
  /** The button that opens the history is offered, where the history is open to who looks. */
  readonly replay: boolean
}

/** The names of the tools that may be offered, in the order of the toolbar. */
export const embedTools = [
  'select',
  'lasso',
  'hand',
  'pen',
  'highlighter',
  'rectangle',
  'ellipse',
  'diamond',
  'figure',
  'arrow',
  'line',
  'note',
  'text',
  'table',
  'frame',
  'image',
  'eraser',
  'laser',
] as const

/** Each option: how its value is read, null where that is none. */
const readers: {
  readonly [name: string]: (value: string) => Partial<EmbedOptions> | null
} = {
  k: (value) => (/^[A-Za-z0-9_-]{1,128}$/.test(value) ? { secret: value } : null),
  by: (value) => (value === 'link' || value === 'token' || value === 'own' ? { by: value } : null),
  mode: (value) => (value === 'view' || value === 'edit' ? { mode: value } : null),
  tools: (value) => toolsIn(value),
  theme: (value) => (value === 'light' || value === 'dark' ? { theme: value } : null),
  lang: (value) => (/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/.test(value) ? { language: value } : null),
  replay: (value) => (value === '1' || value === '0' ? { replay: value === '1' } : null),
}

/** Where to look and when: read by others. */
const places = new Set(['view', 'at', 'then'])

function toolsIn(value: string): Partial<EmbedOptions> | null {
  if (value === 'none') return { tools: [] }
  const names = value.split(',')
  const known = names.every((name) => (embedTools as readonly string[]).includes(name))
  return known && new Set(names).size === names.length ? { tools: names } : null
}

/** What an address says that says nothing. */
const usual: EmbedOptions = {
  secret: null,
  by: 'link',
  mode: 'view',
  tools: null,
  theme: null,
  language: '',
  replay: false,
}

/**
 * Reads the part of an address behind #. It is strict: what is not known, is said twice or has a value that it cannot have is not half understood but
 * left out, and named in `wrong`, for whoever wrote the address.
 */
export function readOptions(hash: string): { readonly options: EmbedOptions; readonly wrong: readonly string[] } {
  let read: EmbedOptions = usual
  const wrong: string[] = []
  const seen = new Set<string>()
  for (const part of hash.replace(/^#/, '').replace(/%2c/gi, ',').split('&')) {
    if (part === '') continue
    const at = part.indexOf('=')
    const name = at < 0 ? part : part.slice(0, at)
    const twice = seen.has(name)
    seen.add(name)
    if (places.has(name) && !twice) continue
    const found = at < 0 || twice || !Object.hasOwn(readers, name) ? null : readers[name]!(part.slice(at + 1))
    if (found === null) wrong.push(name)
    else read = { ...read, ...found }
  }
  return { options: read, wrong }
}

/** The address of an embedded board; `page` is that of its page without options. What is as it would be anyway is not written. */
export function embedAddress(
  page: string,
  options: Partial<EmbedOptions> & {
    /** As in links to a board; '': everything. */
    readonly view?: string
    /** After so many changes; null: now. */
    readonly moment?: number | null
  },
): string {
  const { secret, by, mode, tools, theme, language, replay, view = '', moment = null } = { ...usual, ...options }
  const parts = [
    secret !== null && `k=${secret}`,
    by !== 'link' && `by=${by}`,
    mode === 'edit' && 'mode=edit',
    tools !== null && `tools=${tools.length === 0 ? 'none' : tools.join(',')}`,
    theme !== null && `theme=${theme}`,
    language !== '' && `lang=${language}`,
    replay && 'replay=1',
    view !== '' && `view=${view}`,
    moment !== null && `then=${moment}`,
  ].filter((part) => part !== false)
  return `${page}${parts.length === 0 ? '' : `#${parts.join('&')}`}`
}

/** The markup that frames an address, as somebody pastes it into a page. */
export function snippetOf(address: string, title: string): string {
  return `<iframe src="${escaped(address)}" title="${escaped(title)}" width="100%" height="480" style="border:0" allow="fullscreen"></iframe>`
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
