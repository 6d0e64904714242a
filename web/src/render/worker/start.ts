import type { WorkerLike } from '../worker-painter'
import address from './entry.ts?worker&url'

type Policy = { createScriptURL(url: string): unknown }
type Policies = { createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy }

let policy: Policy | undefined

/** The page's content policy lets no text become a program but through the one policy it names. This one lets our own worker through. */
function trusted(url: string): string {
  const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes
  if (policies === undefined) return url
  policy ??= policies.createPolicy('drawingroom', {
    createScriptURL(asked) {
      if (asked === address) return asked
      throw new TypeError('not a script of this page')
    },
  })
  return policy.createScriptURL(url) as string
}

/** Starts the worker that paints. Throws where there is none to be had. */
export function startWorker(): WorkerLike {
  if (typeof OffscreenCanvas !== 'function') throw new Error('no canvas in workers')
  return new Worker(trusted(address), { type: 'module' }) as WorkerLike
}
