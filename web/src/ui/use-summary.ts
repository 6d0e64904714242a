import { useEffect, useState } from 'react'
import { type BoardSummary, getBoard } from '../sync/api'

/** What the server says of a board; null until it is known, and where it cannot be asked: what hangs on it is not offered then. */
export function useSummary(board: string): BoardSummary | null {
  const [summary, setSummary] = useState<BoardSummary | null>(null)
  useEffect(() => {
    let gone = false
    getBoard(board).then(
      (found) => gone || setSummary(found),
      () => {},
    )
    return () => {
      gone = true
    }
  }, [board])
  return summary
}
