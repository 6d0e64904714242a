import { useEffect, useId, useState } from 'react'
import { type Hsva, hexOf, hexShown, hexTyped, hsvaOf } from './hsv'
import type { Of } from './style-parts'
import './styles/colour-picker.css'

type Begun = {
  readonly label: string
  /** What is shown first where there is no colour of one's own yet. */
  readonly from: string
}

/**
 * Any colour: a field of saturation and brightness, a bar each for hue and opacity, and the colour as text. Told when the hand lets go
 * or a key is released, so that it is one step. Made here, since pickers to be had bring a style element that the page's policy refuses.
 */
export default function ColourPicker({ label, value, from, onChoose }: Of<string> & Begun) {
  const [at, setAt] = useState<Hsva>(() => hsvaOf(value ?? from))
  useEffect(() => {
    // Hue and saturation of black and grey are nowhere in the text: what the hand left stays.
    if (value !== null) setAt((now) => (hexOf(now) === value ? now : hsvaOf(value)))
  }, [value])
  const told = (next: Hsva) => {
    setAt(next)
    onChoose(hexOf(next))
  }
  const opaque = { '--opaque': hexOf({ ...at, a: 1 }), '--hue': hexOf({ h: at.h, s: 1, v: 1, a: 1 }) }
  return (
    <div className="colour-picker" style={opaque as React.CSSProperties}>
      <Field label={label} at={at} onMove={setAt} onDone={told} />
      <Bar
        name={`${label}: hue`}
        className="bar-hue"
        most={359}
        value={Math.round(at.h)}
        onMove={(h) => setAt({ ...at, h })}
        onDone={(h) => told({ ...at, h })}
      />
      <Bar
        name={`${label}: opacity`}
        className="bar-alpha"
        most={100}
        value={Math.round(at.a * 100)}
        onMove={(a) => setAt({ ...at, a: a / 100 })}
        onDone={(a) => told({ ...at, a: a / 100 })}
      />
      <Hex value={hexOf(at)} onChoose={(hex) => told(hsvaOf(hex))} />
    </div>
  )
}

type Moving<T> = { readonly onMove: (value: T) => void; readonly onDone: (value: T) => void }

const within = (n: number) => Math.max(0, Math.min(1, n))

/** Saturation to the right, brightness up. */
function Field({ label, at, onMove, onDone }: Moving<Hsva> & { label: string; at: Hsva }) {
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
    onMove({ ...at, s: within(at.s + way[0]!), v: within(at.v + way[1]!) })
  }
  return (
    <div
      className="colour-field"
      role="slider"
      tabIndex={0}
      aria-label={`${label}: saturation and brightness`}
      aria-valuenow={Math.round(at.s * 100)}
      aria-valuetext={`Saturation ${Math.round(at.s * 100)} %, brightness ${Math.round(at.v * 100)} %`}
      onPointerDown={(e) => {
        e.currentTarget.setPointerCapture(e.pointerId)
        onMove(spot(e))
      }}
      onPointerMove={(e) => e.buttons > 0 && onMove(spot(e))}
      onPointerUp={(e) => onDone(spot(e))}
      onKeyDown={keys}
      onKeyUp={(e) => e.key.startsWith('Arrow') && onDone(at)}
    >
      <span className="colour-thumb" style={{ left: `${at.s * 100}%`, top: `${100 - at.v * 100}%` }} />
    </div>
  )
}

function Bar(props: Moving<number> & { name: string; className: string; most: number; value: number }) {
  const { name, className, most, value, onMove, onDone } = props
  return (
    <input
      type="range"
      className={`colour-bar ${className}`}
      aria-label={name}
      min={0}
      max={most}
      value={value}
      onChange={(e) => onMove(e.target.valueAsNumber)}
      onPointerUp={(e) => onDone(e.currentTarget.valueAsNumber)}
      onKeyUp={(e) => /^(Arrow|Home|End|Page)/.test(e.key) && onDone(e.currentTarget.valueAsNumber)}
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
      <label htmlFor={id}>Hex</label>
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
