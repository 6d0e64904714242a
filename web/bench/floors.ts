import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Item } from './boards'

/** The bare pages that ours is measured beside, a path each: see floors/. */
export const floors = ['direct', 'tiles'] as const

/** Serves the floors with a board, on this machine only. */
export async function serveFloors(items: readonly Item[]): Promise<{ origin: string; end(): void }> {
  const board = JSON.stringify(items)
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const script = /^\/(\w+\.js)$/.exec(path)?.[1]
    if (path === '/board.json') response.setHeader('Content-Type', 'application/json').end(board)
    else if (script !== undefined) {
      const text = readFileSync(new URL(`floors/${script}`, import.meta.url))
      response.setHeader('Content-Type', 'text/javascript').end(text)
    } else response.setHeader('Content-Type', 'text/html').end(page(path.slice(1)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    end: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

function page(floor: string): string {
  const name = floors.find((one) => one === floor) ?? 'direct'
  return `<!doctype html><title>${name}</title><style>body{margin:0;overflow:hidden;touch-action:none}canvas{display:block}</style><canvas></canvas><script type="module" src="/${name}.js"></script>`
}
