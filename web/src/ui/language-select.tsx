import { Languages } from 'lucide-react'
import { offered } from '../words/languages'
import { say } from '../words/say'
import './styles/language-select.css'

type Props = {
  /** The tag of what was chosen; '' is the browser's. */
  readonly value: string
  readonly onChoose: (tag: string) => void
  /** Only its sign is shown. */
  readonly small?: true
}

/** The languages of the page, each by the name it gives itself. The sign tells what it is to who cannot read the words around it. */
export function LanguageSelect({ value, onChoose, small }: Props) {
  return (
    <span className={small ? 'language is-small icon-button' : 'language'} data-hint={small && say('Language')}>
      <Languages aria-hidden="true" />
      <select
        className="field language-select"
        aria-label={say('Language')}
        value={value}
        onChange={(event) => onChoose(event.target.value)}
      >
        <option value="">{say('As in the browser')}</option>
        {offered.map(({ tag, name, rtl }) => (
          <option key={tag} value={tag} lang={tag} dir={rtl ? 'rtl' : 'ltr'}>
            {name}
          </option>
        ))}
      </select>
    </span>
  )
}
