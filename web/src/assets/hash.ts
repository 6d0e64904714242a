import { sha256 } from '@noble/hashes/sha2'

/** Bytes hashed at once: some milliseconds of work, after which the page gets its turn. */
const STEP = 1 << 20

/** The SHA-256 of bytes in hexadecimal digits: the name of an asset. Our own, for on plain HTTP a browser has none. */
export async function hashOf(bytes: Blob): Promise<string> {
  const hash = sha256.create()
  for (let at = 0; at < bytes.size; at += STEP)
    hash.update(new Uint8Array(await bytes.slice(at, at + STEP).arrayBuffer()))
  return Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
