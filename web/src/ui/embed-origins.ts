/**
 * The sites that somebody has written down, one on a line, as origins: what else stands in the address of a page is cut away, and who names no scheme
 * means https. What is no address stays as it is: the server says that it does not fit.
 */
export function originsOf(written: string): readonly string[] {
  const lines = written.split(/\s+/).filter((line) => line !== '')
  return [...new Set(lines.map(originOf))]
}

function originOf(line: string): string {
  const address = line.includes('://') ? line : `https://${line}`
  const url = URL.canParse(address) ? new URL(address) : null
  // Whoever writes a name and a password means something else than a site; a star is no name.
  const plain = url !== null && /^https?:$/.test(url.protocol) && url.username === '' && !url.host.includes('*')
  return plain ? url.origin : line
}
