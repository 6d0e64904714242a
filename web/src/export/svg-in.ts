import type { Read } from '../editor/clipboard-payload'
import type { Pace } from '../editor/pace'

export async function foreignSvg(_source: string, _pace: Pace, _going: (share: number) => boolean): Promise<Read> {
  return { sentence: 'Nothing in this SVG can be put on a board.' }
}
