const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/**
 * Draws a new id for an element, a step or a gesture: 16 characters of base 62 (95 bits). Random ids need no asking, and nobody can
 * guess the next. getRandomValues, since randomUUID is missing on plain HTTP.
 */
export function newID(): string {
  return randomText(16)
}

/** Draws random characters of base 62, each as likely as any other. */
export function randomText(length: number): string {
  let text = ''
  const bytes = new Uint8Array(length + 8)
  while (text.length < length) {
    crypto.getRandomValues(bytes)
    for (const byte of bytes) {
      // 248 is the largest multiple of 62 in a byte: what lies above would favour the first characters.
      if (byte < 248 && text.length < length) text += alphabet[byte % 62]
    }
  }
  return text
}
