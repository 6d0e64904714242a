import { useState } from 'react'
import { wholeOf } from '../editor/tree'
import type { PanelProps } from './panel-list'
import { StrikeDialog } from './strike-dialog'

/** Strikes out what is selected, with all that lies in it. */
export default function StrikePanel({ editor, open, onClose }: PanelProps) {
  // Settled when it opens: what is struck out is selected no more.
  const [what] = useState(() => ({
    elements: [...editor.state.selection].flatMap((id) => wholeOf(editor.client.view, id)),
  }))
  return <StrikeDialog editor={editor} what={what} open={open} onClose={onClose} />
}
