// Many keys side by side in one buffer.

import { Int32Array, RangeError, TypeError, Uint8Array, Uint32Array } from '../basics/builtins.js'
import { asTyped } from '../basics/realms.js'

/** Keys that are ranges of a buffer, which were checked: each is inside it and ends where it starts or later. */
export interface Ranges {
  n: number
  bytes: Uint8Array
  /** Where keys start and end; undefined if each is `keyLength` bytes behind the one before. */
  starts: Int32Array | Uint32Array | undefined
  ends: Int32Array | Uint32Array | undefined
  /** Of every key that the map can hold, or 0. */
  keyLength: number
  /** Whether they are strings in UTF-8. */
  isUtf8: boolean
}

export function startOf({ starts, keyLength }: Ranges, i: number): number {
  return starts === undefined ? i * keyLength : starts[i]!
}

export function endOf({ ends, keyLength }: Ranges, i: number): number {
  return ends === undefined ? (i + 1) * keyLength : ends[i]!
}

/** The bytes of a key, not copied. */
export function bytesAt(ranges: Ranges, i: number): Uint8Array {
  return ranges.bytes.subarray(startOf(ranges, i), endOf(ranges, i))
}

/**
 * Many keys in one buffer: key i is the bytes from offsets[i] to offsets[i + 1], as in Apache Arrow, or to ends[i] if there
 * are `ends`.
 */
export interface PackedKeys {
  bytes: Uint8Array
  /** Not decreasing; one more than there are keys, or as many as `ends`. */
  offsets: Int32Array | Uint32Array
  /** Where each key ends, for keys that are not right behind each other. */
  ends?: Int32Array | Uint32Array | undefined
}

const asIndices = (x: unknown): Int32Array | Uint32Array | undefined =>
  asTyped(x, Int32Array) ?? asTyped(x, Uint32Array)

/** The ranges of packed keys, or undefined for anything else. Checked as a whole before anything is read. */
export function packedRanges(where: string, keys: unknown, isUtf8: boolean, keyLength: number): Ranges | undefined {
  if (typeof keys !== 'object' || keys === null || !('offsets' in keys)) return undefined
  const given = keys as PackedKeys
  const [bytes, offsets, ends] = [asTyped(given.bytes, Uint8Array), asIndices(given.offsets), asIndices(given.ends)]
  if (bytes === undefined) throw new TypeError(`${where}: keys.bytes must be a Uint8Array`)
  const hasEnds = given.ends !== undefined
  if (offsets === undefined || (!hasEnds && offsets.length === 0)) {
    throw new TypeError(`${where}: keys.offsets must be an Int32Array or Uint32Array of one more than there are keys`)
  }
  requireOffsets(where, offsets, bytes.length)
  if (!hasEnds) {
    return { n: offsets.length - 1, bytes, starts: offsets, ends: offsets.subarray(1), keyLength, isUtf8 }
  }
  if (ends === undefined || ends.length !== offsets.length) {
    throw new TypeError(`${where}: keys.ends must be an Int32Array or Uint32Array as long as keys.offsets`)
  }
  for (let i = 0; i < ends.length; i++) {
    if (ends[i]! < offsets[i]! || ends[i]! > bytes.length) {
      throw new RangeError(`${where}: keys.ends must not be below keys.offsets nor exceed the ${bytes.length} bytes`)
    }
  }
  return { n: ends.length, bytes, starts: offsets, ends, keyLength, isUtf8 }
}

function requireOffsets(where: string, offsets: Int32Array | Uint32Array, limit: number): void {
  for (let i = 0, before = 0; i < offsets.length; i++) {
    const offset = offsets[i]!
    if (offset < before || offset > limit) {
      throw new RangeError(`${where}: keys.offsets must not decrease nor exceed the ${limit} bytes`)
    }
    before = offset
  }
}
