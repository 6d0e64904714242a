import type { Tool } from '../editor/tool'
import { stay } from './stay'

type Gesture = { readonly is: 'idle' }

/** Asks for pictures and puts them on the board. It is never in the hand. */
export const image: Tool<Gesture> = {
  id: 'image',
  title: 'Picture',
  icon: 'image',
  key: '9',
  keys: ['9'],
  cursor: 'default',
  writes: true,
  wide: true,
  makes: [],
  asks: 'insert-image',
  rest: { is: 'idle' },
  step: stay,
}
