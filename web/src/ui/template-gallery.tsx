import { Dialog } from '@base-ui/react/dialog'
import { Search, X } from 'lucide-react'
import { useRef, useState, useSyncExternalStore } from 'react'
import { folded } from '../editor/find'
import { elementsOf, type Template, templates } from '../templates'
import { say } from '../words/say'
import { ElementsPicture } from './elements-picture'
import { onTheme, themeNow } from './theme'
import './styles/layers.css'
import './styles/templates.css'

type GalleryProps = {
  readonly open: boolean
  readonly onClose: () => void
  readonly onChoose: (template: Template) => void
}

/** All templates as pictures, to choose one from: by a press, or by the arrows and Enter. */
export default function TemplateGallery({ open, onClose, onChoose }: GalleryProps) {
  const field = useRef<HTMLInputElement>(null)
  return (
    <Dialog.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil" />
        <Dialog.Popup
          className="panel dialog templates"
          initialFocus={() => (matchMedia('(pointer: coarse)').matches ? true : field.current)}
        >
          <header className="dialog-head">
            <Dialog.Title className="dialog-title">{say('Templates')}</Dialog.Title>
            <Dialog.Close className="icon-button" aria-label={say('Close')}>
              <X />
            </Dialog.Close>
          </header>
          <Body field={field} onChoose={onChoose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** The templates that all words of a query fit, by title or other words, in the language of the page or in English. */
export function searchedTemplates(query: string): readonly Template[] {
  const asked = folded(query).split(/\s+/).filter(Boolean)
  return templates.filter(({ title, words }) => {
    const known = folded(`${say(title)} ${say(words)} ${title} ${words}`)
    return asked.every((word) => known.includes(word))
  })
}

function Body({
  field,
  onChoose,
}: Pick<GalleryProps, 'onChoose'> & { field: React.RefObject<HTMLInputElement | null> }) {
  const [query, setQuery] = useState('')
  const list = useRef<HTMLUListElement>(null)
  const room = useSyncExternalStore(onTheme, themeNow)
  const found = searchedTemplates(query)
  const first = found[0]
  return (
    <>
      <search className="templates-search">
        <Search />
        <input
          ref={field}
          className="field"
          aria-label={say('Find a template')}
          placeholder={say('Find a template')}
          enterKeyHint="search"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && first !== undefined) onChoose(first)
            else if (event.key === 'ArrowDown') list.current?.querySelector('button')?.focus()
            else return
            event.preventDefault()
          }}
        />
      </search>
      <ul ref={list} className="templates-list" onKeyDown={(event) => walk(event, list.current!, field.current!)}>
        {found.map((template) => (
          <li key={template.id}>
            <button type="button" className="template" data-template={template.id} onClick={() => onChoose(template)}>
              <span className="template-sheet">
                <ElementsPicture elements={() => elementsOf(template)} room={room} w={208} h={136} />
              </span>
              <span className="template-title">{say(template.title)}</span>
            </button>
          </li>
        ))}
      </ul>
      {first === undefined && <p className="soft templates-none">{say('There is no template like that.')}</p>}
    </>
  )
}

/** The arrows go from one to the next, in rows as they are seen; above the first row is the field. */
function walk(event: React.KeyboardEvent, list: HTMLElement, field: HTMLElement): void {
  const all = [...list.querySelectorAll('button')]
  const at = all.indexOf(event.target as HTMLButtonElement)
  const top = all[0]?.getBoundingClientRect().top
  const row = all.filter((one) => one.getBoundingClientRect().top === top).length
  const back = getComputedStyle(list).direction === 'rtl' ? 1 : -1
  const steps: { readonly [key: string]: number } = {
    ArrowLeft: back,
    ArrowRight: -back,
    ArrowUp: -row,
    ArrowDown: row,
  }
  const step = steps[event.key]
  if (step === undefined || at < 0) return
  event.preventDefault()
  const next = all[at + step]
  if (next !== undefined) next.focus()
  else if (event.key === 'ArrowUp') field.focus()
}
