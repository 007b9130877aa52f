// Tables in chosen states: in the middle of a growth, repacking, with keys of one bucket.

import { expect } from 'vitest'
import { Int32Map } from '../../src/reference/index.js'
import { figuresOf, hasBuckets } from '../backend.js'

/**
 * The least `n` of 0, 1, 2, ... whose entries leave the table in the middle of a doubling, and more than `least`. Where there
 * is no such state, the table has just grown.
 */
export function growInto(map: any, put: (i: number) => void, least: number): number {
  let before = 0
  for (let n = 0; ; n++) {
    const { growing, evacuated, buckets } = figuresOf(map)
    if (n > least && ((growing && evacuated > 0) || (!hasBuckets && buckets > before))) return n
    before = buckets
    if (n > 64 * (least + 16)) throw new Error('the table never grew')
    put(n)
  }
}

/** Entries of a chain with one more of which a table would draw another hash. */
export const FULL_CHAIN = 56

const known = new Map<string, number[]>()

/** Different int32 keys that a table with this seed and 2^B buckets keeps in bucket `index`. */
export function keysOfBucket(seed: bigint, B: number, index: number, count: number): number[] {
  const name = [seed, B, index, count].join()
  const before = known.get(name)
  if (before !== undefined) return before
  const probe = new Int32Map({ values: 'int32', seed, capacity: 4 * count * 2 ** B })
  for (let i = 0; i < 3 * count * 2 ** B; i++) probe.set(i, 0)
  const view = probe.inspect()
  expect(view.B).toBeGreaterThanOrEqual(B)
  const keys = view.chains
    .filter(chain => chain.index % 2 ** B === index)
    .flatMap(chain => chain.buckets.flatMap(bucket => bucket.slots.flatMap(slot => (slot ? [slot.key as number] : []))))
  expect(keys.length).toBeGreaterThanOrEqual(count)
  known.set(name, keys.slice(0, count))
  return keys.slice(0, count)
}

/**
 * Fills an empty Int32Map with this seed until it repacks at its size, B = 4, because of too many overflow buckets.
 * Returns the keys in it. The first evacuation is done.
 */
export function growAtSameSize(map: any, seed: bigint, value: (key: number) => any = key => key): Set<number> {
  map.reserve(104)
  const present = new Set<number>()
  const set = (key: number) => {
    map.set(key, value(key))
    present.add(key)
  }
  // Chains as long as chance makes any, one after another, which are emptied but for a bucket's worth.
  for (const index of [3, 5, 7]) {
    const crowd = keysOfBucket(seed, 4, index, FULL_CHAIN)
    for (const key of crowd) if (!figuresOf(map).growing) set(key)
    for (const key of figuresOf(map).growing ? [] : crowd.slice(8)) {
      map.delete(key)
      present.delete(key)
    }
  }
  expect(figuresOf(map)).toMatchObject({ B: 4, growing: true })
  return present
}

/** Puts as many keys from `from` on as a chain takes into a map in which all have the same hash, and asks it for all. */
export function expectKeptApart(map: any, keys: readonly { length: number }[], from: number): void {
  const end = Math.min(from + FULL_CHAIN, keys.length)
  const isThere = (i: number) => i >= from && i < end
  for (let i = from; i < end; i++) map.set(keys[i], i)
  if (hasBuckets) {
    const isUsed = (chain: any) => chain.buckets.some((bucket: any) => bucket.slots.some(Boolean))
    expect(map.inspect().chains.filter(isUsed)).toHaveLength(1)
  }
  expect(map.size).toBe(end - from)
  for (const [i, key] of keys.entries()) {
    if (map.get(key) !== (isThere(i) ? i : undefined)) expect.fail(`key ${i} of length ${key.length}`)
  }
  for (let i = from; i < end; i += 2) if (!map.delete(keys[i])) expect.fail(`delete of key ${i}`)
  for (const [i, key] of keys.entries()) {
    if (map.has(key) !== (isThere(i) && (i - from) % 2 === 1)) expect.fail(`key ${i} of length ${key.length}`)
  }
}
