// The single-key operations of the twin, with the parameters and results of the Wasm exports.

import { floor, fround, isArray, NAN } from '../../basics/builtins.js'
import {
  EMPTY_ONE,
  EMPTY_REST,
  FAILED_BIGINT,
  MIN_TOPHASH,
  BUCKET_SLOTS as SLOTS,
  STATUS_OUT_OF_MEMORY,
  STATUS_OVERFLOW,
} from '../../generated/constants.js'
import * as bigint64 from '../../kinds/bigint64.js'
import * as biguint64 from '../../kinds/biguint64.js'
import * as int32 from '../../kinds/int32.js'
import { BIGINT64, BIGUINT64, FLOAT32, FLOAT64, INT32, type Scalar, UINT32 } from '../../kinds/kind.js'
import * as uint32 from '../../kinds/uint32.js'
import { sumOf } from '../../kinds/values.js'
import { appendOverflow, growWork, longestChain, makeRoom, noteOverflow, rehash } from './grow.js'
import { type Buckets, homeOf, NONE, type TwinKey, type TwinTable, topHash } from './table.js'

const OK = 0

/** In place of a slot: the key is not there. */
export const ABSENT = -1

let status = OK
/** Whether the last `assign` inserted its key. */
let isNew = false

export function incrementStatus(): number {
  return status
}

/** Of an increment whose table outgrew its first bucket: the twin's never say so. */
export function incrementSum(): number {
  return 0
}
export function incrementSum64(): bigint {
  return 0n
}

/** Whether the key of the last `get` was there. */
let found = false

export function wasFound(): number {
  return found ? 1 : 0
}

function slotIn(inExtra: boolean, at: number): number {
  return inExtra ? -2 - at : at
}

/** The buckets that a slot is in, and its place there. */
function bucketsOf(t: TwinTable, slot: number): Buckets {
  return slot < 0 ? t.extra : t.main
}
function placeOf(slot: number): number {
  return slot < 0 ? -2 - slot : slot
}

/** The slot of an encoded key, or ABSENT. */
export function find(t: TwinTable, key: TwinKey): number {
  const h = t.hash(key)
  const top = topHash(h)
  let place = homeOf(t, h)
  let buckets = t.main
  do {
    const { tops, keys } = buckets
    const end = place * SLOTS + SLOTS
    for (let at = place * SLOTS; at < end; at++) {
      if (tops[at] === top && t.same(keys[at]!, key)) return slotIn(buckets !== t.main, at)
    }
    if (tops[end - 1] === EMPTY_REST) return ABSENT
    place = buckets.next[place]!
    buckets = t.extra
  } while (place !== NONE)
  return ABSENT
}

/** The slot of an encoded key, inserted if it is new, or ABSENT when memory is out. */
function assign(t: TwinTable, key: TwinKey): number {
  const h = t.hash(key)
  const top = topHash(h)
  if (t.growing) growWork(t)
  let place = homeOf(t, h)
  let inExtra = false
  let room = ABSENT
  for (;;) {
    const buckets = inExtra ? t.extra : t.main
    const { tops, keys } = buckets
    const end = place * SLOTS + SLOTS
    for (let at = place * SLOTS; at < end; at++) {
      const state = tops[at]!
      if (state === top && t.same(keys[at]!, key)) {
        isNew = false
        return slotIn(inExtra, at)
      }
      if (state < MIN_TOPHASH && room === ABSENT) room = slotIn(inExtra, at)
    }
    const next = buckets.next[place]!
    if (tops[end - 1] === EMPTY_REST || next === NONE) break
    place = next
    inExtra = true
  }
  if (t.count >= t.limit) return makeRoom(t) ? assign(t, key) : ABSENT
  if (room === ABSENT) {
    if (chainOf(t, homeOf(t, h)).length >= longestChain(t) && rehash(t)) return assign(t, key)
    room = slotIn(true, appendOverflow(t, inExtra, place) * SLOTS)
    fill(t, room, top, key)
    noteOverflow(t)
    return room
  }
  return fill(t, room, top, key)
}

function fill(t: TwinTable, slot: number, top: number, key: TwinKey): number {
  const buckets = bucketsOf(t, slot)
  buckets.tops[placeOf(slot)] = top
  buckets.keys[placeOf(slot)] = t.own(key)
  t.count++
  isNew = true
  return slot
}

/** Removes an encoded key. Returns its former slot, or ABSENT. */
function removeKey(t: TwinTable, key: TwinKey): number {
  if (t.growing) growWork(t)
  const slot = find(t, key)
  if (slot === ABSENT) return ABSENT
  const chain = chainOf(t, homeOf(t, t.hash(key)))
  const at = placeOf(slot)
  let link = chain.findIndex(([buckets, place]) => buckets === bucketsOf(t, slot) && place === floor(at / SLOTS))
  let index = at % SLOTS
  const stateAt = (l: number, i: number) => chain[l]![0].tops[chain[l]![1] * SLOTS + i]!
  const setState = (l: number, i: number, state: number) => {
    chain[l]![0].tops[chain[l]![1] * SLOTS + i] = state
  }
  setState(link, index, EMPTY_ONE)
  const isLast = index === SLOTS - 1 ? link === chain.length - 1 : false
  const after = isLast ? EMPTY_REST : index === SLOTS - 1 ? stateAt(link + 1, 0) : stateAt(link, index + 1)
  if (after === EMPTY_REST) {
    do {
      setState(link, index, EMPTY_REST)
      if (--index < 0) {
        link--
        index = SLOTS - 1
      }
    } while (link >= 0 && stateAt(link, index) === EMPTY_ONE)
  }
  // A reference would keep the key alive.
  if (isArray(t.main.keys)) bucketsOf(t, slot).keys[at] = undefined
  if (--t.count === 0) t.reseed()
  return slot
}

/** The buckets of a chain, head first. */
function chainOf(t: TwinTable, head: number): [Buckets, number][] {
  const chain: [Buckets, number][] = [[t.main, head]]
  for (let next = t.main.next[head]!; next !== NONE; next = t.extra.next[next]!) chain.push([t.extra, next])
  return chain
}

export function readSlot(t: TwinTable, slot: number): Scalar {
  return bucketsOf(t, slot).values![placeOf(slot)]!
}

export function writeSlot(t: TwinTable, slot: number, value: Scalar): void {
  bucketsOf(t, slot).values![placeOf(slot)] = value
}

export function has(t: TwinTable, key: TwinKey): number {
  return find(t, t.encode(key)) === ABSENT ? 0 : 1
}

export function get(t: TwinTable, key: TwinKey, missing: number): number
export function get(t: TwinTable, key: TwinKey, missing: bigint): bigint
export function get(t: TwinTable, key: TwinKey, missing: Scalar): Scalar
export function get(t: TwinTable, key: TwinKey, missing: Scalar): Scalar {
  const slot = find(t, t.encode(key))
  found = slot !== ABSENT
  return slot === ABSENT ? missing : readSlot(t, slot)
}

export function set(t: TwinTable, key: TwinKey, value: Scalar): number {
  const slot = assign(t, t.encode(key))
  if (slot === ABSENT) return -1
  writeSlot(t, slot, value)
  return isNew ? 1 : 0
}

export function add(t: TwinTable, key: TwinKey): number {
  if (assign(t, t.encode(key)) === ABSENT) return -1
  return isNew ? 1 : 0
}

export function remove(t: TwinTable, key: TwinKey): number {
  return removeKey(t, t.encode(key)) === ABSENT ? 0 : 1
}

/** Of handles, as the next one. */
export function take(t: TwinTable, key: TwinKey, missing: number): number {
  const slot = removeKey(t, t.encode(key))
  return slot === ABSENT ? missing : (readSlot(t, slot) as number)
}

export function getOrInsert(t: TwinTable, key: TwinKey, value: number, failed: number): number {
  const slot = assign(t, t.encode(key))
  if (slot === ABSENT) return failed
  if (isNew) writeSlot(t, slot, value)
  return readSlot(t, slot) as number
}

/** Adds with `sum`, which returns undefined on overflow. */
function increment<X extends Scalar>(t: TwinTable, key: TwinKey, by: X, sum: (old: X) => X | undefined, failed: X): X {
  const slot = assign(t, t.encode(key))
  if (slot === ABSENT) {
    status = STATUS_OUT_OF_MEMORY
    return failed
  }
  const result = isNew ? by : sum(readSlot(t, slot) as X)
  if (result === undefined) {
    status = STATUS_OVERFLOW
    return failed
  }
  status = OK
  writeSlot(t, slot, result)
  return result
}

// A table may hold an integer without a sign as the one with a sign of the same bits.

export function incrementInt32(t: TwinTable, key: TwinKey, by: number): number {
  return increment(t, key, by, old => sumOf(int32.kind, old, by), NAN)
}

export function incrementUint32(t: TwinTable, key: TwinKey, by: number): number {
  return increment(t, key, by, old => sumOf(uint32.kind, uint32.asValue(old), by), NAN)
}

export function incrementFloat32(t: TwinTable, key: TwinKey, by: number): number {
  const rounded = fround(by)
  return increment(t, key, rounded, old => fround(old + rounded), NAN)
}

export function incrementFloat64(t: TwinTable, key: TwinKey, by: number): number {
  return increment(t, key, by, old => old + by, NAN)
}

export function incrementBigInt64(t: TwinTable, key: TwinKey, by: bigint): bigint {
  return increment(t, key, by, old => sumOf(bigint64.kind, old, by), FAILED_BIGINT)
}

export function incrementBigUint64(t: TwinTable, key: TwinKey, by: bigint): bigint {
  return increment(t, key, by, old => sumOf(biguint64.kind, biguint64.handedOut(old), by), FAILED_BIGINT)
}

const INCREMENTS: Record<number, typeof incrementInt32 | typeof incrementBigInt64> = {
  [INT32]: incrementInt32,
  [UINT32]: incrementUint32,
  [FLOAT32]: incrementFloat32,
  [FLOAT64]: incrementFloat64,
  [BIGINT64]: incrementBigInt64,
  [BIGUINT64]: incrementBigUint64,
}

/** How values of a kind are added. Precondition of the result: what is to be added is of the kind. */
export function incrementOf(kind: number): (table: TwinTable, key: TwinKey, by: Scalar) => Scalar {
  return INCREMENTS[kind] as (table: TwinTable, key: TwinKey, by: Scalar) => Scalar
}

export function tableCount(t: TwinTable): number {
  return t.count
}
