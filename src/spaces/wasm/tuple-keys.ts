// Staging keys of several parts: see keys.ts. Nothing is allocated for a key unless it is longer than the fixed place, and for
// up to four parts nobody but the caller sees the array of them, so that one of a literal is never made.

import { isArray } from '../../basics/builtins.js'
import { STAGED_KEY, STAGED_KEY_CAPACITY } from '../../generated/constants.js'
import { MAX_KEY_BYTES } from '../../kinds/bytes.js'
import { type Key, NO_ROOM, partsTogether, type TupleCodec } from '../../kinds/tuple.js'
import { NO_KEY, NO_MEMORY, placeFor } from './keys.js'
import type { LinearMemory } from './memory.js'

const LIMIT: number = STAGED_KEY + STAGED_KEY_CAPACITY

/** NO_KEY if it is no key of such parts. */
export function probeTuple(memory: LinearMemory, codec: TupleCodec, key: unknown): number {
  if (!isArray(key) || key.length !== codec.n) return NO_KEY
  let end = begin(memory, codec)
  for (let i = 0; i < codec.n && end >= 0; i++) end = codec.write(memory, STAGED_KEY, i, key[i], end, LIMIT)
  return end >= 0 ? descriptorOf(end) : end === NO_ROOM ? stageLong(memory, codec, key) : NO_KEY
}

/** The same. The parts are given one by one if there are two to four; else the key is in the place of the first one. */
export function probeParts(
  memory: LinearMemory,
  codec: TupleCodec,
  a: unknown,
  b: unknown,
  c: unknown,
  d: unknown,
): number {
  const { n } = codec
  if (n < 2 || n > 4) return probeTuple(memory, codec, a)
  let end = begin(memory, codec)
  end = codec.write(memory, STAGED_KEY, 0, a, end, LIMIT)
  if (end >= 0) end = codec.write(memory, STAGED_KEY, 1, b, end, LIMIT)
  if (n > 2 && end >= 0) end = codec.write(memory, STAGED_KEY, 2, c, end, LIMIT)
  if (n > 3 && end >= 0) end = codec.write(memory, STAGED_KEY, 3, d, end, LIMIT)
  if (end >= 0) return descriptorOf(end)
  return end === NO_ROOM ? stageLong(memory, codec, partsTogether(codec, a, b, c, d)) : NO_KEY
}

/** Views are up to date afterwards. Returns where the rest of the key goes. */
function begin(memory: LinearMemory, codec: TupleCodec): number {
  if (memory.words.length === 0) memory.renew()
  return codec.restOf(STAGED_KEY)
}

const descriptorOf = (end: number): number => (end - STAGED_KEY) << 1

/** A key that is longer than the fixed place. */
function stageLong(memory: LinearMemory, codec: TupleCodec, key: Key): number {
  if (!codec.accepts(key)) return NO_KEY
  const n = codec.sizeOf(key)
  if (n > MAX_KEY_BYTES) return NO_KEY
  const at = placeFor(memory, n)
  if (at === 0) return NO_MEMORY
  let end = codec.restOf(at)
  for (let i = 0; i < codec.n && end >= 0; i++) end = codec.write(memory, at, i, key[i], end, at + n)
  // Fewer or more bytes than before: somebody changes them meanwhile.
  return end === at + n ? n << 1 : NO_KEY
}
