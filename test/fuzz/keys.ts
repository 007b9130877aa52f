// The keys of a stream: a numbered list, made once, with what the oracle takes each of them for.

import { idOf } from '../ids.js'
import { KEY_KINDS, type KeyKind } from '../model/kinds.js'

/** Of a HashMap and a HashSet: keys of every part. */
export const HASH = 'Hash'

export interface KeyList {
  keys: readonly any[]
  /** The same for equal keys, different for others, as `Map` tells them apart. */
  ids: readonly any[]
  /** Of keys of bytes: all of them in one buffer, and where each starts and ends. */
  bytes?: { buffer: Uint8Array; starts: Int32Array; ends: Int32Array }
  /** Of strings: their UTF-8 in one buffer. Those that have none of their own are replaced by the empty one's. */
  texts?: { buffer: Uint8Array; starts: Int32Array; ends: Int32Array; hasOwn: boolean[] }
}

const objects: object[] = []
const SPECIAL: readonly unknown[] = [
  ...[0, -0, Number.NaN, 1, -1, 2 ** 31, -(2 ** 31), 0.5, Infinity, -2147483645, 2 ** 53],
  ...['', 'a', '1', '\ud800', 1n, 0n, 2n ** 63n - 1n, 2n ** 63n, -(2n ** 63n), 2n ** 80n],
  ...[true, false, null, undefined, Symbol.iterator, Object.freeze({}), () => 0],
]

function hashKey(i: number): unknown {
  if (i < SPECIAL.length) return SPECIAL[i]
  switch (i % 7) {
    case 0:
    case 1:
      return Math.imul(i, 0x9e3779b1)
    case 2:
      return i / 7 + 0.01
    case 3:
      return `${i}`.padEnd(i % 50, '-')
    case 4:
      return BigInt(i) << 30n
    case 5:
      return (BigInt(i) << 64n) + 1n
    default:
      objects[i] ??= { i }
      return objects[i]
  }
}

const HASH_KIND: Pick<KeyKind, 'label' | 'key' | 'crowded'> = { label: HASH, key: hashKey }

export const LABELS = [...KEY_KINDS.map(({ label }) => label), HASH]

export function kindOf(label: string): Pick<KeyKind, 'label' | 'key' | 'crowded'> & Partial<KeyKind> {
  if (label === HASH) return HASH_KIND
  const kind = KEY_KINDS.find(one => one.label === label)
  if (kind === undefined) throw new Error(`${label} is none of ${LABELS.join(', ')}`)
  return kind
}

/** Puts pieces one behind the other, with a byte between that belongs to none. */
function joined(pieces: Uint8Array[]) {
  const starts = new Int32Array(pieces.length)
  const ends = new Int32Array(pieces.length)
  const buffer = new Uint8Array(pieces.reduce((n, piece) => n + piece.length + 1, 0)).fill(0xa5)
  let at = 0
  for (const [i, piece] of pieces.entries()) {
    buffer.set(piece, at)
    starts[i] = at
    ends[i] = at += piece.length
    at++
  }
  return { buffer, starts, ends }
}

function makeList(label: string, count: number, isCrowded: boolean): KeyList {
  const kind = kindOf(label)
  const keyOf = isCrowded && kind.crowded !== undefined ? kind.crowded : kind.key
  const keys = Array.from({ length: count }, (_, i) => keyOf(i))
  const list: KeyList = { keys, ids: keys.map(idOf) }
  if (keys[0] instanceof Uint8Array) list.bytes = joined(keys)
  if (label === 'String') {
    const hasOwn = keys.map(key => !/\p{Surrogate}/u.test(key))
    const encoder = new TextEncoder()
    list.texts = { ...joined(keys.map((key, i) => encoder.encode(hasOwn[i] ? key : ''))), hasOwn }
  }
  return list
}

const lists = new Map<string, KeyList>()

export function keyList(label: string, count: number, isCrowded: boolean): KeyList {
  const name = `${label} ${count} ${isCrowded}`
  let list = lists.get(name)
  if (list === undefined) {
    list = makeList(label, count, isCrowded)
    lists.set(name, list)
  }
  return list
}
