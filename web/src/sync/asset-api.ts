import { at } from '../site/at'
import { ApiError, reach } from './api'
import { askingHeaders } from './asking'

/** The bytes of boards' pictures, over HTTP. */

/** No answer to a question takes longer than this, in milliseconds; bytes may. */
const PATIENCE = 15_000
const BYTES_PATIENCE = 300_000

const unreachable = () => new ApiError('unreachable', 0, 'The server cannot be reached.')

function pathOf(board: string, asset = ''): string {
  return at(`/api/v1/boards/${encodeURIComponent(board)}/assets${asset === '' ? '' : `/${encodeURIComponent(asset)}`}`)
}

/** Whether the server has an asset of a board. */
export async function hasAsset(board: string, asset: string): Promise<boolean> {
  const response = await reach(pathOf(board, asset), { method: 'HEAD', signal: AbortSignal.timeout(PATIENCE) })
  if (response.ok || response.status === 404) return response.ok
  throw new ApiError('unreachable', response.status, `The server answered ${response.status}.`)
}

/** The bytes of an asset; null where the board has none by this hash, or is not to be seen. They never change, so the browser's own copy will do, also without a connection. */
export async function fetchAsset(board: string, asset: string): Promise<Blob | null> {
  const response = await reach(pathOf(board, asset), {
    cache: 'force-cache',
    signal: AbortSignal.timeout(BYTES_PATIENCE),
  })
  if (response.status === 404) return null
  if (!response.ok) throw new ApiError('unreachable', response.status, `The server answered ${response.status}.`)
  try {
    return await response.blob()
  } catch {
    throw unreachable()
  }
}

/** A hash in hexadecimal digits as RFC 9530 wants it. */
function digestOf(asset: string): string {
  const bytes = asset.match(/../g) ?? []
  return `sha-256=:${btoa(String.fromCharCode(...bytes.map((hex) => Number.parseInt(hex, 16))))}:`
}

/** Sends an asset's bytes; `going` hears how many have left. ApiError where they were not taken; `unreachable` where that is not known. */
export async function sendAsset(
  board: string,
  asset: string,
  bytes: Blob,
  going: (sent: number) => void,
): Promise<void> {
  const headers = await askingHeaders()
  // Nothing else says how much of a body has left.
  const request = new XMLHttpRequest()
  request.open('POST', pathOf(board))
  request.timeout = 20 * 60_000
  request.setRequestHeader('Content-Digest', digestOf(asset))
  request.setRequestHeader('Content-Type', 'application/octet-stream')
  for (const [name, value] of headers) request.setRequestHeader(name, value)
  request.upload.onprogress = ({ loaded }) => going(loaded)
  return new Promise((resolve, reject) => {
    const failed = () => reject(unreachable())
    request.onerror = failed
    request.ontimeout = failed
    request.onabort = failed
    request.onload = () => {
      if (request.status === 200 || request.status === 201) resolve()
      else reject(problemOf(request.status, request.responseText))
    }
    request.send(bytes)
  })
}

function problemOf(status: number, text: string): ApiError {
  try {
    const { code, message } = (JSON.parse(text) as { error: { code: unknown; message: unknown } }).error
    if (typeof code === 'string' && typeof message === 'string') return new ApiError(code, status, message)
  } catch {
    // Not an answer of ours.
  }
  return new ApiError('unreachable', status, `The server answered ${status}.`)
}
