import codes from '../../../rooms/wire/codes.json'

/** What the end of a connection means (W50, W51). */
export type End =
  /** Come back, not before `hint` milliseconds. `name` is '' for ends that are not in the table. */
  | { readonly comeBack: true; readonly name: string; readonly hint: number }
  /** Stay away. */
  | { readonly comeBack: false; readonly name: string; readonly why: string }

type Row = { readonly code: number; readonly comeBack: boolean; readonly why: string }

const byCode = new Map<number, { readonly name: string } & Row>(
  Object.entries(codes.closes as Record<string, Row>).map(([name, row]) => [row.code, { name, ...row }]),
)

/** A server's hint is believed up to five minutes, so that a slip of its clock does not keep anyone away for a day. */
const LONGEST_HINT = 300_000

/** Reads a close code and its reason. Codes that the table lacks are judged by their range; what is in no range is a fault of the network: come back. */
export function readEnd(code: number, reason: string): End {
  const row = byCode.get(code)
  if (row ? !row.comeBack : code >= 4500 && code <= 4999) {
    return { comeBack: false, name: row?.name ?? String(code), why: row?.why ?? reason }
  }
  const hint = Number(/(?:^| )in=(\d{1,9})(?: |$)/.exec(reason)?.[1] ?? 0)
  return { comeBack: true, name: row?.name ?? '', hint: Math.min(hint, LONGEST_HINT) }
}

/** The sentence for a code of a refusal. */
export function refusalSentence(code: string): string {
  return (codes.refusals as Record<string, string>)[code] ?? code
}

/** The sentence for a close, by its name. */
export function closeSentence(name: string): string {
  return (codes.closes as Record<string, Row>)[name]?.why ?? name
}
