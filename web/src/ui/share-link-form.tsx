import { useId, useState } from 'react'
import type { SharedLink, Terms } from '../sync/sharing-api'
import { say } from '../words/say'
import { shortTimeWords } from './history-words'
import { type Choices, Segments } from './segments'

const roles: Choices<'viewer' | 'editor'> = [
  { value: 'viewer', name: 'To look on' },
  { value: 'editor', name: 'To draw' },
]

const hour = 3_600_000
const ends: Choices<number> = [
  { value: 0, name: 'Never' },
  { value: hour, name: 'In an hour' },
  { value: 24 * hour, name: 'In a day' },
  { value: 7 * 24 * hour, name: 'In a week' },
  { value: 30 * 24 * hour, name: 'In 30 days' },
]
/** The end that a link has stays. */
const asIs = -1

/** Whether it is one, and shorter than the server takes. */
const tooShort = (password: string) => password !== '' && [...password].length < 4

type Props = {
  /** Absent: a new one. */
  readonly link?: SharedLink
  readonly action: string
  readonly onDone: (terms: Terms) => Promise<void>
}

/** What a link gives, its name, when it runs out, and its password. */
export function LinkForm({ link, action, onDone }: Props) {
  const label = useId()
  const [role, setRole] = useState(link?.role ?? 'viewer')
  const [name, setName] = useState(link?.name ?? '')
  const [end, setEnd] = useState(link === undefined || link.expires === 0 ? 0 : asIs)
  const [password, setPassword] = useState('')
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const [short, setShort] = useState(false)
  const go = async () => {
    if (tooShort(password)) return setShort(true)
    setBusy(true)
    await onDone({
      role,
      name: name.trim(),
      ...(end !== asIs && { expires: end === 0 ? 0 : Date.now() + end }),
      ...(password !== '' && { password }),
      ...(open && { password: '' }),
    })
    setPassword('')
    setOpen(false)
    setBusy(false)
  }
  return (
    <form
      className="share-form"
      onSubmit={(event) => {
        event.preventDefault()
        void go()
      }}
    >
      <span className="share-label" id={label}>
        {say('Whoever has it comes')}
      </span>
      <Segments labelledBy={label} value={role} choices={roles} onChoose={setRole} />
      <label className="share-field">
        <span className="share-label">{say('Name')}</span>
        <input
          className="field"
          dir="auto"
          maxLength={60}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <label className="share-field">
        <span className="share-label">{say('Runs out')}</span>
        <select className="field" value={end} onChange={({ target }) => setEnd(Number(target.value))}>
          {link !== undefined && link.expires > 0 && <option value={asIs}>{shortTimeWords(link.expires)}</option>}
          {ends.map((one) => (
            <option key={one.value} value={one.value}>
              {say(one.name)}
            </option>
          ))}
        </select>
      </label>
      <PasswordField
        {...{ password, open, setOpen }}
        short={short}
        setPassword={(typed) => {
          setPassword(typed)
          setShort(false)
        }}
        has={link?.password === true}
      />
      <button type="submit" className="button primary" disabled={busy}>
        {action}
      </button>
    </form>
  )
}

type PasswordProps = {
  readonly has: boolean
  readonly password: string
  readonly setPassword: (password: string) => void
  /** It was not taken, being too short. */
  readonly short: boolean
  /** The one that it has is to be taken away. */
  readonly open: boolean
  readonly setOpen: (open: boolean) => void
}

function PasswordField({ has, password, setPassword, short, open, setOpen }: PasswordProps) {
  return (
    <>
      <label className="share-field">
        <span className="share-label">{say('Password')}</span>
        <input
          className="field"
          type="text"
          dir="auto"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-invalid={short}
          maxLength={100}
          disabled={open}
          placeholder={has && !open ? say('As it is') : say('None')}
          value={open ? '' : password}
          onChange={({ target }) => setPassword(target.value)}
        />
      </label>
      {short && (
        <p className="small-print is-bad share-failed" role="alert">
          {say('A password has 4 to 100 characters.')}
        </p>
      )}
      {has && (
        <label className="share-check small-print">
          <input type="checkbox" checked={open} onChange={({ target }) => setOpen(target.checked)} />
          {say('Take the password away')}
        </label>
      )}
    </>
  )
}
