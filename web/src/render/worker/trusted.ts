import { workerPath } from '../../shell/names'
import { at } from '../../site/at'
import painter from './entry.ts?worker&url'

type Policy = { createScriptURL(url: string): unknown }
type Policies = { createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy }

/** Where the program of the worker that paints is. */
export { painter }

let policy: Policy | undefined

/**
 * An address as one of a program that may be started: the worker that paints, or the one that keeps the page. The page's content policy
 * lets no text become a program but through the one policy it names, which can be made once only, and this is it.
 */
export function trusted(url: string): string {
  const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes
  if (policies === undefined) return url
  policy ??= policies.createPolicy('drawingroom', {
    createScriptURL(asked) {
      if (asked === painter || asked === at(workerPath)) return asked
      throw new TypeError('not a script of this page')
    },
  })
  return policy.createScriptURL(url) as string
}
