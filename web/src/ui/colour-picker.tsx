import { useEffect, useId, useRef, useState } from 'react'
import { say } from '../words/say'
import { type Hsva, hexOf, hexShown, hexTyped, hsvaOf } from './hsv'
import type { Tried } from './style-parts'
import { type Trial, useTrial } from './trial'
import './styles/colour-picker.css'

type Begun = {
  readonly label: string
  /** What is shown first where there is no colour of one's own yet. */
  readonly from: string
}

/**
 * Any colour: a field of saturation and brightness, a bar each for hue and opacity, and the colour as text. What is selected
 * wears what the hand goes through; it is told when the hand lets go or a key is released, so that it is one step. Made here, since pickers to be had bring a style element that the page's policy refuses.
 */
export default function ColourPicker({ label, value, from, onTry, onChoose }: Tried<string> & Begun) {
  const [at, setAt] = useState<Hsva>(() => hsvaOf(value ?? from))
  useEffect(() => {
    // Hue and saturation of black and grey are nowhere in the text: what the hand left stays.
    if (value === null || hexOf(rest.current) === value) return
    rest.current = hsvaOf(value)
    setAt(rest.current)
  }, [value])
  // Where it goes back to: a colour says less than where the hand was in the field.
  const rest = useRef(at)
  const told = (next: Hsva) => {
    setAt(next)
    rest.current = next
    onChoose(hexOf(next))
  }
  const trial = useTrial<Hsva>({
    onTry(next) {
      setAt(next ?? rest.current)
      onTry(next && hexOf(next))
    },
    onChoose: told,
  })
  const opaque = { '--opaque': hexOf({ ...at, a: 1 }), '--hue': hexOf({ h: at.h, s: 1, v: 1, a: 1 }) }
  return (
    <div className="colour-picker" dir="ltr" style={opaque as React.CSSProperties}>
      <Field label={label} at={at} trial={trial} />
      <Bar
        name={say('{label}: hue', { label })}
        className="bar-hue"
        most={359}
        value={Math.round(at.h)}
        trial={trial}
        there={(h) => ({ ...at, h })}
      />
      <Bar
        name={say('{label}: opacity', { label })}
        className="bar-alpha"
        most={100}
        value={Math.round(at.a * 100)}
        trial={trial}
        there={(a) => ({ ...at, a: a / 100 })}
      />
      <Hex value={hexOf(at)} onChoose={(hex) => told(hsvaOf(hex))} />
    </div>
  )
}

const within = (n: number) => Math.max(0, Math.min(1, n))

/** Saturation to the right, brightness up. */
function Field({ label, at, trial }: { label: string; at: Hsva; trial: Trial<Hsva> }) {
  const spot = (e: React.PointerEvent<HTMLElement>): Hsva => {
    const box = e.currentTarget.getBoundingClientRect()
    return { ...at, s: within((e.clientX - box.left) / box.width), v: within(1 - (e.clientY - box.top) / box.height) }
  }
  const keys = (e: React.KeyboardEvent) => {
    const by = e.shiftKey ? 0.1 : 0.01
    const way = { ArrowRight: [by, 0], ArrowLeft: [-by, 0], ArrowUp: [0, by], ArrowDown: [0, -by] }[e.key]
    if (way === undefined) return
    e.preventDefault()
    e.stopPropagation()
    trial.to({ ...at, s: within(at.s + way[0]!), v: within(at.v + way[1]!) })
  }
  return (
    <div
      className="colour-field"
      role="slider"
      tabIndex={0}
      aria-label={say('{label}: saturation and brightness', { label })}
      aria-valuenow={Math.round(at.s * 100)}
      aria-valuetext={say('Saturation {saturation} %, brightness {brightness} %', {
        saturation: Math.round(at.s * 100),
        brightness: Math.round(at.v * 100),
      })}
      onPointerDown={(e) => {
        e.currentTarget.setPointerCapture(e.pointerId)
        trial.to(spot(e))
      }}
      onPointerMove={(e) => e.buttons > 0 && trial.to(spot(e))}
      onPointerUp={(e) => trial.choose(spot(e))}
      onLostPointerCapture={trial.drop}
      onKeyDown={keys}
      onKeyUp={(e) => e.key.startsWith('Arrow') && trial.choose(at)}
    >
      <span className="colour-thumb" style={{ left: `${at.s * 100}%`, top: `${100 - at.v * 100}%` }} />
    </div>
  )
}

type BarProps = {
  readonly name: string
  readonly className: string
  readonly most: number
  readonly value: number
  readonly trial: Trial<Hsva>
  /** The colour at a place of the bar. */
  readonly there: (value: number) => Hsva
}

function Bar({ name, className, most, value, trial, there }: BarProps) {
  return (
    <input
      type="range"
      className={`colour-bar ${className}`}
      aria-label={name}
      min={0}
      max={most}
      value={value}
      onChange={(e) => trial.to(there(e.target.valueAsNumber))}
      onPointerUp={(e) => trial.choose(there(e.currentTarget.valueAsNumber))}
      onPointerCancel={trial.drop}
      onKeyUp={(e) => /^(Arrow|Home|End|Page)/.test(e.key) && trial.choose(there(e.currentTarget.valueAsNumber))}
    />
  )
}

function Hex({ value, onChoose }: { value: string; onChoose: (hex: string) => void }) {
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const hex = typed === null ? value : hexTyped(typed)
  const done = () => {
    if (typed !== null && hex !== null && hex !== value) onChoose(hex)
    setTyped(null)
  }
  return (
    <div className="colour-hex">
      <label htmlFor={id}>{say('Hex')}</label>
      <input
        id={id}
        className="field"
        spellCheck={false}
        autoComplete="off"
        maxLength={9}
        value={typed ?? hexShown(value)}
        aria-invalid={hex === null}
        onChange={(e) => setTyped(e.target.value)}
        onBlur={done}
        onKeyDown={(e) => {
          if (e.key === 'Enter') done()
        }}
      />
      <span className="colour-shown" />
    </div>
  )
}
