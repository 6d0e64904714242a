import { sayCount } from '../words/count'

/** Says what becomes of changes that the server has not got. `here`: they are on this device. */
export function keptWords(changes: number, here: boolean): string {
  if (changes === 0) return ''
  return here
    ? sayCount(
        'One change of yours has not reached the server. It is kept on this device.',
        '{n} changes of yours have not reached the server. They are kept on this device.',
        changes,
      )
    : sayCount(
        'One change of yours has not reached the server. It is held by this page only.',
        '{n} changes of yours have not reached the server. They are held by this page only.',
        changes,
      )
}
