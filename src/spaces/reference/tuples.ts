// How the twin is given keys of several parts, and how it gives them back: a pair of 32-bit integers is a BigInt in its tables,
// any other key is the bytes that Wasm would hold. Of pairs, nothing is made here: see pairs.ts.

import { ArrayBuffer, asIntN, Number } from '../../basics/builtins.js'
import { Views } from '../../basics/views.js'
import { MAX_KEY_BYTES } from '../../kinds/bytes.js'
import { type Key, partsTogether, type TupleCodec } from '../../kinds/tuple.js'
import type { Probed } from './keys.js'
import type { TwinKey } from './wires.js'

/** Views look at whole scalars. */
const roomFor = (n: number): Views => new Views(new ArrayBuffer(n + (-n & 7)))

/** The bytes of a key, or undefined if it is none of such parts. */
export function probeTuple(_memory: undefined, codec: TupleCodec, key: unknown): Probed {
  if (!codec.accepts(key)) return undefined
  const n = codec.sizeOf(key)
  if (n > MAX_KEY_BYTES) return undefined
  const to = roomFor(n)
  let end = codec.restOf(0)
  for (let i = 0; i < codec.n; i++) end = codec.write(to, 0, i, key[i], end, n)
  return to.bytes.slice(0, n)
}

/** The same. The parts are given one by one if there are two to four; else the key is in the place of the first one. */
export function probeParts(
  memory: undefined,
  codec: TupleCodec,
  a: unknown,
  b: unknown,
  c: unknown,
  d: unknown,
): Probed {
  return probeTuple(memory, codec, partsTogether(codec, a, b, c, d))
}

/** The key of what a table holds. */
export function unpacked(codec: TupleCodec, held: TwinKey): Key {
  if (typeof held === 'bigint') return codec.pairOf(Number(asIntN(32, held)), Number(held >> 32n))
  const bytes = held as Uint8Array
  const from = roomFor(bytes.length)
  from.bytes.set(bytes)
  return codec.read(from, 0)
}
