import { Download } from 'lucide-react'
import { useEffect, useReducer, useState } from 'react'
import { type Offered, offeredHere } from '../timelapse/ways'
import type { Stretch } from '../timelapse/wish'
import { say } from '../words/say'
import {
  bytesWords,
  durationWords,
  type FilmChoices,
  firstChoices,
  groundsOffered,
  handsOffered,
  lengthsOffered,
  partsOffered,
  roomsOffered,
  sightsOffered,
  sizes,
  sizesOffered,
  wishOf,
} from './history-film-choices'
import { Choice, Chosen, Ends } from './history-film-parts'
import { type Filming, filmingOf } from './history-film-work'
import type { OpenHistory } from './history-offered'
import type { SideProps } from './history-sides'
import './styles/history-film.css'

/** What was chosen last, for as long as the page is there. */
let last: FilmChoices | null = null

/** Saves a board's life, or a stretch of it, as a film: a file that plays anywhere. */
export default function Film({ editor, history }: SideProps) {
  const filming = filmingOf(history)
  const [, again] = useReducer((n: number) => n + 1, 0)
  useEffect(() => filming.on(again), [filming])
  const offered = useOffered(last?.size ?? '720p')
  if (history.player.film.empty)
    return <p className="soft small-print history-side-empty">{say('Nothing has happened here yet.')}</p>
  if (filming.work.at === 'work') return <Making filming={filming} />
  if (offered === null) return null
  return <Choosing editor={editor} history={history} filming={filming} offered={offered} />
}

/** The formats that can be made here; null until that is known. */
function useOffered(size: FilmChoices['size']): readonly Offered[] | null {
  const [offered, setOffered] = useState<readonly Offered[] | null>(null)
  useEffect(() => {
    let gone = false
    offeredHere(sizes[size]).then((found) => gone || setOffered(found))
    return () => {
      gone = true
    }
  }, [size])
  return offered
}

type ChoosingProps = Pick<SideProps, 'editor' | 'history'> & {
  readonly filming: Filming
  readonly offered: readonly Offered[]
}

function Choosing({ editor, history, filming, offered }: ChoosingProps) {
  const { player } = history
  const [choices, setChoices] = useState(() => last ?? firstChoices(history.editor.state.theme))
  const [stretch, setStretch] = useState<Stretch>(() => stretchFrom(history))
  last = choices
  const choose = (some: Partial<FilmChoices>) => setChoices({ ...choices, ...some })
  // What was chosen elsewhere may not be there.
  const way = offered.find(({ format }) => format === choices.format) ?? offered[0]!
  const { format } = way
  const whole = choices.part === 'all' ? { from: player.film.first, to: player.film.length } : stretch
  const lengths = lengthsOffered(history, whole)
  const lasts = lengths.some(([value]) => value === choices.lasts) ? choices.lasts : '30'
  const grounds = groundsOffered(history.editor, format)
  const ground = grounds.some(({ value }) => value === choices.ground) ? choices.ground : 'plain'
  const wish = () => wishOf({ ...choices, format, lasts, ground }, whole, editor.client.view.title, history)
  return (
    <form
      className="film-form"
      onSubmit={(event) => {
        event.preventDefault()
        void filming.make(wish())
      }}
    >
      <div className="film-choices">
        <Chosen name={say('What')} value={choices.part} choices={partsOffered} onChoose={(part) => choose({ part })} />
        {choices.part === 'stretch' && <Ends history={history} stretch={stretch} onChange={setStretch} />}
        <Choice
          name={say('Kind')}
          value={format}
          choices={offered.map((one) => [one.format, kindNames[one.format]] as const)}
          onChoose={(next) => choose({ format: next })}
        />
        <Choice name={say('Length')} value={lasts} choices={lengths} onChoose={(next) => choose({ lasts: next })} />
        <Chosen name={say('Size')} value={choices.size} choices={sizesOffered} onChoose={(size) => choose({ size })} />
        <Chosen
          name={say('In the picture')}
          value={choices.sees}
          choices={sightsOffered}
          onChoose={(sees) => choose({ sees })}
        />
        <Chosen
          name={say('Colours')}
          value={choices.room}
          choices={roomsOffered}
          onChoose={(room) => choose({ room })}
        />
        <Chosen
          name={say('Behind it')}
          value={ground}
          choices={grounds}
          onChoose={(next) => choose({ ground: next })}
        />
        {format !== 'svg' && (
          <Chosen
            name={say('Hands and names')}
            value={choices.hands}
            choices={handsOffered}
            onChoose={(hands) => choose({ hands })}
          />
        )}
      </div>
      <Hint way={way} offered={offered} />
      <Outcome filming={filming} />
      <button type="submit" className="button primary wide">
        <Download aria-hidden="true" /> {say('Make and save')}
      </button>
    </form>
  )
}

const kindNames = { webm: 'WebM', mp4: 'MP4', gif: 'GIF', svg: 'SVG' } as const

/** From the moment that is shown to the end; all where that is the end. */
function stretchFrom({ player }: OpenHistory): Stretch {
  const to = player.film.length
  const { changes } = player.moment
  return { from: changes < to ? changes : player.film.first, to }
}

/** Why a film takes long, or why there is no video. */
function Hint({ way, offered }: { readonly way: Offered; readonly offered: readonly Offered[] }) {
  const why = hintOf(way, offered)
  return why === null ? null : <p className="soft small-print film-words">{why}</p>
}

function hintOf({ format, how }: Offered, offered: readonly Offered[]): string | null {
  if (how === 'recorded')
    return say(
      'At this address browsers only record videos: that takes as long as the film lasts. At an https address it is faster.',
    )
  if (format === 'svg') return say('Plays in browsers, without hands and names, and stays sharp at any size.')
  if (offered.every((one) => one.format === 'gif' || one.format === 'svg'))
    return say('This browser cannot make videos here.')
  return null
}

/** What became of the last film. */
function Outcome({ filming }: { readonly filming: Filming }) {
  const { work } = filming
  if (work.at === 'failed')
    return (
      <p className="small-print film-words is-bad" role="alert">
        {work.why === 'too large'
          ? say('The board is too large for an animated SVG. A shorter stretch or another kind may do.')
          : say('The film could not be made. A smaller size or another kind may do.')}
      </p>
    )
  if (work.at !== 'end') return null
  return (
    <p className="small-print film-words" role="status">
      {say('Saved: {name}, {size}', { name: work.name, size: bytesWords(work.bytes) })}
    </p>
  )
}

/** How far it has come, and a way to stop it. */
function Making({ filming }: { readonly filming: Filming }) {
  const { work } = filming
  if (work.at !== 'work') return null
  return (
    <div className="film-form">
      <p className="film-words" role="status">
        {work.left === null
          ? say('Making the film …')
          : say('Making the film: {time} left', { time: durationWords(work.left) })}
      </p>
      <progress className="going-bar" max={1} value={work.share} aria-label={say('Making the film …')} />
      <button type="button" className="button wide" onClick={() => filming.cancel()}>
        {say('Stop')}
      </button>
    </div>
  )
}
