import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { type EmbedOptions, embedTools } from '../embed/options'
import type { Box } from '../geometry/box'
import { tools } from '../tools'
import { say } from '../words/say'
import { IconButton } from './button'
import { Choose } from './export-choose'
import { toolIcon } from './icons'
import { LanguageSelect } from './language-select'
import type { Choices } from './segments'
import { Toggle } from './toggle'

/** How a board is to be shown in a page of another site. */
export type Chosen = {
  readonly mode: 'view' | 'edit'
  readonly place: 'all' | 'screen'
  readonly theme: 'system' | 'light' | 'dark'
  /** The history is offered. */
  readonly replay: boolean
  /** Whether the board is seen as it is, or with its history open at the beginning. */
  readonly begins: 'now' | 'past'
  /** A tag; '': as the browser of whoever looks wishes. */
  readonly language: string
  /** Those that are not offered. */
  readonly without: ReadonlySet<string>
}

/** What is offered first. */
export const usual: Chosen = {
  mode: 'view',
  place: 'all',
  theme: 'system',
  replay: false,
  begins: 'now',
  language: '',
  without: new Set(),
}

/** What is chosen, as the address says it. `box`: what is on the screen, in hundredths of a unit. */
export function optionsOf({ mode, place, theme, replay, begins, language, without }: Chosen, box: Box) {
  const offered = embedTools.filter((id) => !without.has(id))
  return {
    mode,
    theme: theme === 'system' ? null : theme,
    replay,
    language,
    tools: mode === 'view' || without.size === 0 ? null : offered,
    view: place === 'screen' ? [box.x, box.y, box.w, box.h].map(Math.round).join() : '',
    moment: replay && begins === 'past' ? 0 : null,
  } satisfies Partial<EmbedOptions> & { view: string; moment: number | null }
}

type Props = {
  readonly chosen: Chosen
  readonly onChoose: (next: Partial<Chosen>) => void
  /** Whoever chooses may let others draw. */
  readonly draws: boolean
}

/** What can be chosen of a board in another page; what is seldom wished opens below. */
export function EmbedChoices({ chosen, onChoose, draws }: Props) {
  const [more, setMore] = useState(false)
  return (
    <>
      {draws && (
        <Choose
          name={say('Who sees it may')}
          value={chosen.mode}
          choices={modes}
          onChoose={(mode) => onChoose({ mode })}
        />
      )}
      <Choose
        name={say('What is seen first')}
        value={chosen.place}
        choices={places}
        onChoose={(place) => onChoose({ place })}
      />
      <Choose name={say('Colours')} value={chosen.theme} choices={themes} onChoose={(theme) => onChoose({ theme })} />
      <Toggle name={say('Offer the history')} on={chosen.replay} onSwitch={(replay) => onChoose({ replay })} />
      {chosen.replay && (
        <Choose
          name={say('It begins')}
          value={chosen.begins}
          choices={beginnings}
          onChoose={(begins) => onChoose({ begins })}
        />
      )}
      <button type="button" className="embed-more" aria-expanded={more} onClick={() => setMore(!more)}>
        {say('More')} <ChevronDown className="share-chevron" />
      </button>
      {more && (
        <>
          <div className="export-choice">
            <div className="setting-name" aria-hidden="true">
              {say('Language')}
            </div>
            <LanguageSelect value={chosen.language} onChoose={(language) => onChoose({ language })} />
          </div>
          {chosen.mode === 'edit' && <Tools without={chosen.without} onChoose={(without) => onChoose({ without })} />}
        </>
      )}
    </>
  )
}

const modes: Choices<Chosen['mode']> = [
  { value: 'view', name: 'Only look' },
  { value: 'edit', name: 'Draw' },
]

const places: Choices<Chosen['place']> = [
  { value: 'all', name: 'Everything' },
  { value: 'screen', name: 'What I see now' },
]

const themes: Choices<Chosen['theme']> = [
  { value: 'system', name: 'As the system' },
  { value: 'light', name: 'Light' },
  { value: 'dark', name: 'Dark' },
]

const beginnings: Choices<Chosen['begins']> = [
  { value: 'now', name: 'As it is now' },
  { value: 'past', name: 'With its history' },
]

const offered = embedTools.map((id) => tools.find((tool) => tool.id === id)!)

type ToolsProps = { readonly without: ReadonlySet<string>; readonly onChoose: (without: ReadonlySet<string>) => void }

/** The tools that are offered: each is pressed until it is let go. */
function Tools({ without, onChoose }: ToolsProps) {
  const turn = (id: string) => {
    const next = new Set(without)
    if (!next.delete(id)) next.add(id)
    onChoose(next)
  }
  return (
    <fieldset className="export-choice embed-tools">
      <legend className="setting-name">{say('Tools')}</legend>
      {offered.map(({ id, title, icon }) => {
        const Icon = toolIcon(icon)
        return (
          <IconButton key={id} label={say(title)} aria-pressed={!without.has(id)} onClick={() => turn(id)}>
            <Icon />
          </IconButton>
        )
      })}
    </fieldset>
  )
}
