/** Text as it is compared: without accents and capitals. Its length may differ from the original's. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase().replace(/ß/g, 'ss')
}
