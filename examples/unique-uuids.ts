// Finds the UUIDs that come again in a list, however each is written. They are 16 bytes each in a set that packs them.

import { BytesSet } from 'tophash'

const digits = new Uint8Array(128).fill(255)
for (const [value, digit] of [...'0123456789abcdef'].entries()) {
  digits[digit.charCodeAt(0)] = value
  digits[digit.toUpperCase().charCodeAt(0)] = value
}

/** Writes the 16 bytes of a UUID. */
function parse(uuid: string, out: Uint8Array): Uint8Array {
  let digit = 0
  for (let i = 0; i < uuid.length && digit < 32; i++) {
    const value = digits[uuid.charCodeAt(i)] ?? 255
    if (value === 255) continue
    out[digit >> 1] = digit & 1 ? out[digit >> 1]! | value : value << 4
    digit++
  }
  if (digit < 32) throw new SyntaxError(`${uuid} is no UUID`)
  return out
}

/** The lines that say a UUID for the first time. */
export function unique(uuids: Iterable<string>): string[] {
  const seen = new BytesSet({ keyLength: 16 })
  const key = new Uint8Array(16) // copied by the set, so one will do
  const first: string[] = []
  for (const uuid of uuids) {
    const before = seen.size
    if (seen.add(parse(uuid, key)).size > before) first.push(uuid)
  }
  return first
}

const found = unique([
  'f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
  '{F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6}',
  'f81d4fae-7dec-11d0-a765-00a0c91e6bf7',
  'f81d4fae7dec11d0a76500a0c91e6bf6',
])
console.log(found.length, found[1]) // 2 f81d4fae-7dec-11d0-a765-00a0c91e6bf7
