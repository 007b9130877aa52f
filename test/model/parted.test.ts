// Chunks that are large against a large table are done by bucket range: nobody can tell, and when one of their keys
// cannot be done, those before it have been, and no other.

import { beforeAll, describe, expect, test } from 'vitest'
import * as twin from '../../src/reference/index.js'
import { partitionFrom as twinFrom } from '../../src/spaces/reference/many.js'
import { theSpace } from '../../src/spaces/wasm/default.js'
import { BigInt64Map, Float64Map, figuresOf, hasBuckets, Int32Map, Int32Set, isWasm } from '../backend.js'
import { errorOf } from '../contract/classes.js'
import { textOf } from '../internals.js'

/** Chunks are divided from so many buckets on, as a power of 2; else it takes millions of keys. */
const BITS = 13
const ENTRIES = 30_000
const KEYS = 25_000
const ROUNDS = 2

/** Numbers below 2^32 that do not repeat themselves soon. */
function random(seed: number): () => number {
  let x = seed
  return () => {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    return x >>> 0
  }
}

interface Kind {
  name: string
  Map: any
  Twin: any
  values: string
  keys(numbers: number[]): any
  numbers(values: number[]): any
  /** A value that no number in this test can be added to more than once. */
  most: any
}

const KINDS: Kind[] = [
  {
    name: 'Int32Map of int32',
    Map: Int32Map,
    Twin: twin.Int32Map,
    values: 'int32',
    keys: numbers => Int32Array.from(numbers),
    numbers: values => Int32Array.from(values),
    most: 2 ** 31 - 1,
  },
  {
    name: 'Float64Map of uint32',
    Map: Float64Map,
    Twin: twin.Float64Map,
    values: 'uint32',
    keys: numbers => Float64Array.from(numbers, x => x / 7),
    numbers: values => Uint32Array.from(values),
    most: 2 ** 32 - 1,
  },
  {
    name: 'BigInt64Map of bigint64',
    Map: BigInt64Map,
    Twin: twin.BigInt64Map,
    values: 'bigint64',
    keys: numbers => BigInt64Array.from(numbers, x => BigInt(x) * 0x9e3779b9n),
    numbers: values => BigInt64Array.from(values, BigInt),
    most: 2n ** 63n - 1n,
  },
]

/** A map of ENTRIES, what it holds, and where there is one its twin. */
function filled({ Map: Class, Twin, values, keys, numbers }: Kind) {
  const next = random(2463534242)
  const options = { values, seed: 77n, capacity: 50_000 }
  const maps = isWasm ? [new Class(options), new Twin(options)] : [new Class(options)]
  const all = keys(Array.from({ length: ENTRIES }, next))
  const first = numbers(Array.from({ length: ENTRIES }, (_, i) => i))
  for (const map of maps) map.setMany(all, first)
  const model = new Map<any, any>()
  for (let i = 0; i < ENTRIES; i++) model.set(all[i], first[i])
  expect(figuresOf(maps[0]).B).toBe(hasBuckets ? BITS : BITS + 1)
  /** Most of them are there, some more than once. */
  const some = () => {
    const list = Array.from({ length: KEYS }, () => next())
    const picked = keys(list)
    for (let i = 0; i < KEYS; i++) if (list[i]! % 8 !== 0) picked[i] = all[next() % ENTRIES]
    return picked
  }
  return { maps, map: maps[0], model, some, values: () => numbers(Array.from({ length: KEYS }, () => next() % 1000)) }
}

function compare(maps: any[], model: Map<any, any>): void {
  const [map, other] = maps
  const different: unknown[] = map.size === model.size ? [] : [`size ${map.size}, not ${model.size}`]
  for (const [key, value] of model) if (map.get(key) !== value) different.push([key, map.get(key), value])
  expect(different.slice(0, 3)).toEqual([])
  if (other !== undefined && hasBuckets) expect(textOf(map.inspect()) === textOf(other.inspect())).toBe(true)
}

beforeAll(() => {
  twinFrom(BITS)
  if (isWasm) theSpace().exports.partitionFrom(BITS)
})

describe.each(KINDS)('$name', kind => {
  test('writes are as one by one, bucket for bucket as in the twin', () => {
    const { maps, model, some, values } = filled(kind)
    for (let round = 0; round < ROUNDS; round++) {
      const set = some()
      const to = values()
      for (const map of maps) map.setMany(set, to)
      for (let i = 0; i < KEYS; i++) model.set(set[i], to[i])
      const sums = some()
      const by = values()
      for (const map of maps) map.incrementMany(sums, by)
      for (let i = 0; i < KEYS; i++) model.set(sums[i], (model.get(sums[i]) ?? by[i] - by[i]) + by[i])
      const one = kind.numbers([1])[0]
      for (const map of maps) map.incrementMany(sums)
      for (let i = 0; i < KEYS; i++) model.set(sums[i], model.get(sums[i]) + one)
      const gone = some()
      let count = 0
      for (let i = 0; i < KEYS; i++) if (model.delete(gone[i])) count++
      for (const map of maps) expect(map.deleteMany(gone)).toBe(count)
    }
    compare(maps, model)
  })

  test('reads answer in the order of the keys', () => {
    const { map, model, some } = filled(kind)
    const keys = some()
    const missing = kind.numbers([5])[0]
    const found = map.getMany(keys, undefined, missing)
    const there = map.hasMany(keys)
    let wrong = 0
    for (let i = 0; i < KEYS; i++) {
      if (found[i] !== (model.get(keys[i]) ?? missing)) wrong++
      if (there[i] !== (model.has(keys[i]) ? 1 : 0)) wrong++
    }
    expect(wrong).toBe(0)
  })

  test('a sum that is out of range ends the call there', () => {
    const { maps, model, some, values } = filled(kind)
    const keys = some()
    const by = values()
    const at = 20_000
    by[at] = kind.numbers([1])[0]
    for (const map of maps) map.set(keys[at], kind.most)
    model.set(keys[at], kind.most)
    let done = 0
    for (; done < KEYS; done++) {
      const old = model.get(keys[done])
      if (old === kind.most && by[done] > 0) break
      model.set(keys[done], (old ?? by[done] - by[done]) + by[done])
    }
    expect(done).toBeLessThanOrEqual(at)
    for (const map of maps) {
      const error: any = errorOf(() => map.incrementMany(keys, by))
      expect(error).toBeInstanceOf(RangeError)
      expect(error.done).toBe(done)
    }
    compare(maps, model)
  })
})

test('a set takes and loses them', () => {
  const next = random(88172645)
  const keys = Int32Array.from({ length: 80_000 }, () => next() % 60_000)
  const set = new Int32Set({ capacity: 50_000 })
  set.addMany(Int32Array.from({ length: 20_000 }, (_, i) => -1 - i))
  set.addMany(keys)
  const model = new Set(keys)
  expect(set.size).toBe(model.size + 20_000)
  expect(set.hasMany(keys).indexOf(0)).toBe(-1)
  expect(set.deleteMany(keys)).toBe(model.size)
  expect(set.size).toBe(20_000)
})
