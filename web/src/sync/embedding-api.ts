import { at } from '../site/at'
import { ApiError, json, problem, reach } from './api'

/** How a board may be shown elsewhere: the origins whose pages may frame it, and whether its title and picture may be shown where its link is posted. */
export type Embedding = { readonly origins: readonly string[]; readonly unfurl: boolean }

const PATIENCE = 15_000

/** How a board may be shown elsewhere. */
export const embeddingOf = (board: string): Promise<Embedding> => ask(board, {})

/** One of the origins does not fit: which. */
export class BadOrigin extends ApiError {
  readonly origin: string
  constructor({ code, status, message }: ApiError, origin: string) {
    super(code, status, message)
    this.origin = origin
  }
}

/** Says so; the owner's to say. Returns it as it is then, the origins as browsers write them. ApiError `bad_origins` (BadOrigin for one of them), `forbidden`. */
export function embedBy(board: string, { origins, unfurl }: Embedding): Promise<Embedding> {
  return ask(board, {
    method: 'PUT',
    body: JSON.stringify({ origins, unfurl }),
    headers: { 'Content-Type': 'application/json' },
  })
}

async function ask(board: string, init: RequestInit): Promise<Embedding> {
  const path = at(`/api/v1/boards/${encodeURIComponent(board)}/embedding`)
  const response = await reach(path, { ...init, signal: AbortSignal.timeout(PATIENCE) })
  if (!response.ok) throw await refusalOf(response)
  return (await json(response)) as Embedding
}

async function refusalOf(response: Response): Promise<ApiError> {
  const told = (await response
    .clone()
    .json()
    .catch(() => null)) as { error?: { origin?: unknown } } | null
  const refusal = await problem(response)
  const origin = told?.error?.origin
  return typeof origin === 'string' ? new BadOrigin(refusal, origin) : refusal
}
