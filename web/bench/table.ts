/** One figure of one page; absent where it could not be measured. */
export type Row = { readonly subject: string; readonly what: string; readonly value: number | undefined }

function median(numbers: readonly number[]): number | undefined {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]
}

function shown(value: number | undefined): string {
  if (value === undefined) return '–'
  return value < 10 ? value.toFixed(1) : String(Math.round(value))
}

/** Medians as a table, a line for each figure and a column for each page. */
export function tableOf(rows: readonly Row[]): string {
  const subjects = [...new Set(rows.map((row) => row.subject))]
  const whats = [...new Set(rows.map((row) => row.what))]
  const lines = whats.map((what) => {
    const cells = subjects.map((subject) => {
      const values = rows.filter((row) => row.subject === subject && row.what === what).map((row) => row.value)
      return shown(median(values.filter((value) => value !== undefined)))
    })
    return [what, ...cells]
  })
  return [['', ...subjects], ...lines]
    .map(([what, ...cells]) => `${what!.padEnd(32)}${cells.map((cell) => cell.padStart(14)).join('')}`)
    .join('\n')
}
