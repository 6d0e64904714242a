import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import codes from '../../../../rooms/wire/codes.json'
import { commandGroups, toolCommands } from '../../editor/commands'
import { gridSteps, papers } from '../../editor/commands/paper'
import { lateCommands, lateGroups } from '../../editor/commands/walk'
import type { Command } from '../../editor/types'
import { forms } from '../../elements/forms'
import { kit } from '../../main/whole-kit'
import { tools } from '../../tools'
import { readSource, type Use } from './source'

/** A message and where it is said. `one`: the form for one, of those that count. `optional`: a language may do without it. */
export type Message = {
  readonly message: string
  readonly one?: string
  readonly where: readonly string[]
  readonly optional: boolean
}

/** What lists say, read off the lists themselves: some of it is put together there. */
function listed(): readonly { readonly message: string; readonly where: string; readonly optional?: true }[] {
  const commands: readonly Command[] = [...kit.commands, ...lateCommands, ...toolCommands(tools)]
  return [
    ...commands.map(({ id, title }) => ({ message: title, where: `the command ${id}` })),
    ...commands.flatMap(({ id, words }) =>
      words === undefined
        ? []
        : [{ message: `${words} [search]`, where: `found by, the command ${id}`, optional: true as const }],
    ),
    ...[...commandGroups, ...lateGroups].map(({ title }) => ({ message: title, where: 'a heading over commands' })),
    ...tools.map(({ id, title }) => ({ message: title, where: `the tool ${id}` })),
    ...forms.map(({ form, title }) => ({ message: title, where: `the figure ${form}` })),
    ...papers.map(({ title }) => ({ message: title, where: 'a paper' })),
    ...gridSteps.map(({ title }) => ({ message: title, where: 'a grid' })),
    ...serverSentences().map((message) => ({ message, where: 'an answer of the server' })),
  ]
}

/** What the server answers when it does not do something (server/errors.go, rooms/wire/codes.json): said in the page. */
function serverSentences(): readonly string[] {
  const go = readFileSync(resolve(import.meta.dirname, '../../../../server/errors.go'), 'utf8')
  const answers = [...go.matchAll(/problem\{[\w.]+, "\w+", "([^"]+)"(?:, \d+)?\}/g)].map(([, sentence]) => sentence!)
  const closes = Object.values(codes.closes).filter(({ comeBack }) => !comeBack)
  return [...answers, ...Object.values(codes.refusals), ...closes.map(({ why }) => why)]
}

/** All that the page can say, by its key, and what it shows without saying it. */
export function readMessages() {
  const { uses, bare, files } = readSource()
  const lists = listed()
  const all = new Map<string, Message>()
  const add = (message: string, where: string, one: string | undefined, optional: boolean) => {
    const known = all.get(message)
    const places = known === undefined ? [where] : [...new Set([...known.where, where])]
    const form = one ?? known?.one
    all.set(message, {
      message,
      where: places,
      optional: optional && (known?.optional ?? true),
      ...(form !== undefined && { one: form }),
    })
  }
  for (const use of uses) add(use.message, placeOf(use), use.plural ? use.one : undefined, false)
  for (const { message, where, optional } of lists) add(message, where, undefined, optional ?? false)
  // A sentence that is a message stands somewhere where it is said from; what is a title of a list may be written in any way there.
  const unsaid = bare.filter(({ text, why }) => why !== 'a sentence' || !all.has(text))
  return { messages: [...all.values()], bare: unsaid, files, uses: uses.length, listed: lists.length }
}

const placeOf = ({ file, line }: Use) => `${file}:${line}`

/** The {holes} of a message, in order of the alphabet. */
export function holesOf(message: string): readonly string[] {
  return [...new Set([...message.matchAll(/\{(\w+)\}/g)].map(([, hole]) => hole!))].sort()
}
