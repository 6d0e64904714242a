const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/**
 * Draws a new id for an element, a step or a gesture: 16 characters of base 62 (95 bits). Random ids need no asking, and nobody can
 * guess the next. getRandomValues, since randomUUID is missing on plain HTTP.
 */
export function newID(): string {
  return randomText(16)
}

/** Random bytes drawn ahead, each used once: asking for a few at a time is dear where many keys are drawn together. */
const ahead = new Uint8Array(1024)
let used = ahead.length

function randomByte(): number {
  if (used === ahead.length) {
    crypto.getRandomValues(ahead)
    used = 0
  }
  return ahead[used++]!
}

/** Draws random characters of base 62, each as likely as any other. */
export function randomText(length: number): string {
  let text = ''
  while (text.length < length) {
    const byte = randomByte()
    // 248 is the largest multiple of 62 in a byte: what lies above would favour the first characters.
    if (byte < 248) text += alphabet[byte % 62]
  }
  return text
}
