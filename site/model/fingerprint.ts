// A whole table in 32 bits: equal tables have equal fingerprints, and different ones almost never do.

import type { Inspection } from '../../src/spaces/layouts/buckets.js'
import type { Key } from './keys.js'

function add(sum: number, word: number): number {
  sum = Math.imul(sum ^ word, 0x9e3779b1)
  return sum ^ (sum >>> 15)
}

function addKey(sum: number, key: Key): number {
  if (typeof key === 'number') return add(sum, key)
  if (typeof key === 'bigint') return add(add(sum, Number(BigInt.asIntN(32, key))), Number(key >> 32n))
  for (let i = 0; i < key.length; i++) sum = add(sum, key.charCodeAt(i))
  return add(sum, key.length)
}

/** Every tophash, key and value with its place, and how far a growth has come. */
export function fingerprint({ size, B, growing, evacuated, chains }: Inspection): string {
  let sum = add(add(add(add(0x811c9dc5, size), B), growing ? 1 : 0), evacuated)
  for (const { index, buckets } of chains) {
    sum = add(add(sum, index), buckets.length)
    for (const { tophashes, slots } of buckets) {
      for (let i = 0; i < tophashes.length; i++) {
        sum = add(sum, tophashes[i]!)
        const slot = slots[i]
        if (slot != null) sum = add(addKey(sum, slot.key as Key), slot.value as number)
      }
    }
  }
  return (sum >>> 0).toString(16).padStart(8, '0')
}
