// Many keys of several parts, packed as tables hold them.

import { ArrayBuffer, Int32Array, Uint32Array } from '../basics/builtins.js'
import { asTyped } from '../basics/realms.js'
import { Views } from '../basics/views.js'
import type { Ranges } from './packed.js'
import { scalarPart, writeScalar } from './parts.js'
import { NO_PART, NO_ROOM, type TupleCodec } from './tuple.js'

type Columns = readonly ArrayLike<unknown>[]

/** More bytes than these are not packed at once. */
const MOST_BYTES = 2 ** 30

/** Packed keys, and what reads them. */
export interface TupleRanges extends Ranges {
  views: Views
}

/**
 * The two numbers of `n` pairs side by side, or undefined if a part of some key cannot be one.
 * Precondition: the codec is that of pairs.
 */
export function packPairs(codec: TupleCodec, columns: Columns, n: number): Int32Array | undefined {
  const words = new Int32Array(2 * n)
  for (let i = 0; i < 2; i++) if (!packPair(words, codec, i, columns[i]!)) return undefined
  return words
}

function packPair(words: Int32Array, codec: TupleCodec, part: number, column: ArrayLike<unknown>): boolean {
  const own = asTyped(column, scalarPart(codec.numbers[part]!)!.Column)
  if (own !== undefined) {
    for (let i = 0, at = part; at < words.length; i++, at += 2) words[at] = own[i] as number
    return true
  }
  for (let i = 0, at = part; at < words.length; i++, at += 2) {
    const x = column[i]
    if (!codec.acceptsAt(part, x)) return false
    words[at] = x as number
  }
  return true
}

/** The bytes of `n` keys, or undefined if a part of some key cannot be one or they are too many bytes. */
export function packRanges(codec: TupleCodec, columns: Columns, n: number): TupleRanges | undefined {
  const starts = new Uint32Array(n)
  const ends = new Uint32Array(n)
  const views = codec.keyLength > 0 ? packFixed(codec, columns, starts, ends) : packRows(codec, columns, starts, ends)
  return views && { n, bytes: views.bytes, starts, ends, keyLength: codec.keyLength, isUtf8: false, views }
}

/** Keys of fixed size, part by part. */
function packFixed(codec: TupleCodec, columns: Columns, starts: Uint32Array, ends: Uint32Array): Views | undefined {
  const { keyLength } = codec
  // Each begins at a multiple of 8, so that its floats do.
  const stride = keyLength + (-keyLength & 7)
  if (starts.length * stride > MOST_BYTES) return undefined
  const views = new Views(new ArrayBuffer(starts.length * stride))
  for (let i = 0; i < starts.length; i++) {
    starts[i] = i * stride
    ends[i] = i * stride + keyLength
  }
  for (const [part, column] of columns.entries()) {
    const number = codec.numbers[part]!
    const isOwn = asTyped(column, scalarPart(number)!.Column) !== undefined
    for (let i = 0, word = codec.words[part]!; i < starts.length; i++, word += stride >>> 2) {
      const x = column[i]
      if (!isOwn && !codec.acceptsAt(part, x)) return undefined
      writeScalar(views, word, number, x)
    }
  }
  return views
}

/** Keys with parts of any size, one by one. */
function packRows(codec: TupleCodec, columns: Columns, starts: Uint32Array, ends: Uint32Array): Views | undefined {
  const n = starts.length
  let views = new Views(new ArrayBuffer(roomFor(n * (codec.restOf(0) + 16))))
  for (let i = 0, at = 0; i < n; ) {
    const limit = views.bytes.length
    const end = writeRow(codec, columns, i, views, at, limit)
    if (end === NO_PART) return undefined
    if (end === NO_ROOM) {
      if (limit === MOST_BYTES) return undefined
      const before = views.bytes
      views = new Views(new ArrayBuffer(roomFor(2 * limit)))
      views.bytes.set(before)
      continue
    }
    starts[i] = at
    ends[i++] = end
    at = end + (-end & 7)
  }
  return views
}

/** A power of 2. */
function roomFor(n: number): number {
  let room = 64
  while (room < n && room < MOST_BYTES) room *= 2
  return room
}

/** Where a key ends that is written from `at` on, NO_PART or NO_ROOM. */
function writeRow(codec: TupleCodec, columns: Columns, i: number, to: Views, at: number, limit: number): number {
  let end = codec.restOf(at)
  if (end > limit) return NO_ROOM
  for (let part = 0; part < codec.n && end >= 0; part++) end = codec.write(to, at, part, columns[part]![i], end, limit)
  return end
}
