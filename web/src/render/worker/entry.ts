import { kinds } from '../../elements'
import { learn } from '../../elements/kind-of'
import { forgetMeasures, onLettersWanted, setsIn } from '../../elements/measure'
import { forgetSheets } from '../painting'
import { showPictures } from '../pictures'
import { Easel } from './easel'
import type { Face, FromWorker, ToWorker } from './protocol'
import { Shelf } from './shelf'

/** What a worker is to itself; the page's own types do not know it. */
type Self = {
  readonly fonts: FontFaceSet
  postMessage(message: FromWorker, transfer: Transferable[]): void
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null
}
const self = globalThis as unknown as Self

const tell = (message: FromWorker, transfer: Transferable[] = []) => self.postMessage(message, transfer)

// A message to oneself stands behind those that have arrived; timers would wait four milliseconds.
const turn = new MessageChannel()
const turns: (() => void)[] = []
turn.port1.onmessage = () => turns.shift()?.()

function later(run: () => void): void {
  turns.push(run)
  turn.port2.postMessage(null)
}

learn(kinds)

const faces = new Map<string, FontFace>()
let ready = false

/** Registers the page's fonts. Those that the page uses are waited for at first, so that the first pictures need not be painted twice. */
async function register(told: readonly Face[]): Promise<void> {
  const loading: Promise<unknown>[] = []
  for (const { family, source, descriptors, loaded } of told) {
    const key = `${family} ${source}`
    let face = faces.get(key)
    if (face === undefined) {
      face = new FontFace(family, source, descriptors)
      faces.set(key, face)
      self.fonts.add(face)
      // Whoever began to load it, a picture or this. One that fails makes letters look different, too: the next in line is taken.
      const here = face
      const heard = () => arrived(here)
      face.loaded.then(heard, heard)
    }
    if (loaded && face.status === 'unloaded') loading.push(face.load())
  }
  await Promise.allSettled(loading)
  if (!ready) tell({ t: 'ready' })
  ready = true
}

function arrived(face: FontFace): void {
  if (!setsIn(face)) return
  forgetMeasures()
  forgetSheets()
  if (ready) tell({ t: 'fonts' })
}

onLettersWanted(() => tell({ t: 'letters' }))

const now = () => performance.now()
const easel = new Easel(tell, later, now)
const shelf = new Shelf((say, transfer) => tell({ t: 'pictures', say }, transfer), now)
showPictures(shelf.levels)

self.onmessage = ({ data }) => {
  try {
    if (data.t === 'fonts') void register(data.faces).catch(failed)
    else if (data.t === 'pictures') shelf.hear(data.say)
    else easel.hear(data)
  } catch (error) {
    failed(error)
  }
}

function failed(error: unknown): void {
  tell({ t: 'failed', why: String(error) })
}
