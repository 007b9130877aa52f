// An attacker who is told the seed of a table, and so its first hash: a chain that is longer than chance allows makes the table
// draw another one, a few entries a write, and nothing else notices. In tables that split it is a probe sequence or, with keys of
// bytes, the depth of the directory.

import { describe, expect, test } from 'vitest'
import type { Inspection } from '../../src/spaces/layouts/buckets.js'
import type { SwissInspection } from '../../src/spaces/layouts/swiss.js'
import { hashBytes, nextWords, PLAIN_WORDS, seedRandom } from '../../src/spaces/reference/hash.js'
import {
  BigInt64Map,
  BytesMap,
  Float64Map,
  hasBuckets,
  Int32Map,
  Int32Set,
  isChecked,
  isWasm,
  StringMap,
} from '../backend.js'
import { figuresOf, isRehashing, slotsIn } from '../figures.js'
import { idOf } from '../ids.js'
import { longestWayOf } from '../swiss/probes.js'
import { bytesWords, hashOf } from './probes.js'

const SEED = 0x0123456789abcdefn
/** Bits of the hash that all hostile keys have in common: more than any of these tables has buckets. Of tables that split it is
 * the table and the home group or, since those of keys of bytes are small, more bits of the directory than there are. */
const isHostile = (h: number, hasBytes: boolean) => {
  if (hasBuckets) return (h & 0x3ff) === 77
  return hasBytes ? ((h >>> 3) & 0xff) === 77 : h >>> 24 === 77 && (h & 8) === 0
}
const HOSTILE = isChecked && hasBuckets ? 90 : 300
const HONEST = isChecked ? 150 : 1500
/** Buckets of a chain by chance, and the one that a new key may find. Groups of a probe sequence, places of a table. */
const LONGEST = (kind: Kind) => (hasBuckets ? 8 : kind.hasBytes ? 8 : 40)

const words = new Uint32Array(PLAIN_WORDS)
nextWords(seedRandom(Number(SEED & 0xffffffffn), Number(SEED >> 32n)), words)
const ofBytes = bytesWords(SEED)
const ascii = (text: string) => Uint8Array.from(text, c => c.charCodeAt(0))

interface Kind {
  name: string
  make(options?: object): any
  /** The i-th key of all, and its hash in a table with the seed. */
  key(i: number): any
  hash(key: any): number
  hasBytes?: true
  wire?: 'u32' | 'f64' | 'i64'
}

const maker = (Class: any, more: object = {}) => {
  return (options: object = {}) => new Class({ values: 'int32', seed: SEED, ...more, ...options })
}
const packed = (i: number) => ascii(`key${String(i).padStart(9, '0')}`)

const KINDS: Kind[] = [
  { name: 'int32', make: maker(Int32Map), key: i => i, hash: key => hashOf('u32', words, key), wire: 'u32' },
  { name: 'float64', make: maker(Float64Map), key: i => i / 4, hash: key => hashOf('f64', words, key), wire: 'f64' },
  {
    name: 'bigint64',
    make: maker(BigInt64Map),
    key: i => BigInt(i) << 20n,
    hash: key => hashOf('i64', words, key),
    wire: 'i64',
  },
  {
    name: 'string',
    make: maker(StringMap),
    key: i => `key ${i}`,
    hash: key => hashBytes(ofBytes, ascii(key), false),
    hasBytes: true,
  },
  {
    name: 'long string',
    make: maker(StringMap),
    key: i => `${i} `.padEnd(80, 'x'),
    hash: key => hashBytes(ofBytes, ascii(key), false),
    hasBytes: true,
  },
  {
    name: 'bytes',
    make: maker(BytesMap),
    key: i => ascii(`${i}`),
    hash: key => hashBytes(ofBytes, key, false),
    hasBytes: true,
  },
  {
    name: 'packed bytes',
    make: maker(BytesMap, { keyLength: 12 }),
    key: packed,
    hash: key => hashBytes(ofBytes, key, false),
    hasBytes: true,
  },
]

/** Keys that share bits of the first hash. */
const hostileKeys = new Map<Kind, any[]>()
function hostile(kind: Kind): any[] {
  let keys = hostileKeys.get(kind)
  if (keys === undefined) {
    keys = []
    for (let i = 1_000_000; keys.length < HOSTILE; i++) {
      const key = kind.key(i)
      if (isHostile(kind.hash(key), kind.hasBytes === true)) keys.push(key)
    }
    hostileKeys.set(kind, keys)
  }
  return keys
}

/** How much of what is bounded there is in a map. */
function longest(map: any, kind: Kind): number {
  if (hasBuckets) {
    const { chains, formerChains = [] }: Inspection = map.inspect()
    return Math.max(0, ...[...chains, ...formerChains].map(chain => chain.buckets.length))
  }
  if (kind.wire !== undefined) return longestWayOf(map, kind.wire)
  const { depth, tables, formerTables = [] }: SwissInspection = map.inspect()
  const groups = [...tables, ...formerTables].map(table => table.groups.length)
  return Math.max(2 ** depth / (tables.length + 1), groups.some(n => n > 32) ? Infinity : 0)
}

/** The entries that are there, by content. */
const contentOf = (map: Iterable<[any, number]>) => new Map([...map].map(([key, value]) => [idOf(key), value]))

/** A map with honest keys, and what it must hold. */
function honest(kind: Kind, options?: object): { map: any; model: Map<unknown, number>; keys: Map<unknown, any> } {
  const map = kind.make(options)
  const model = new Map<unknown, number>()
  const keys = new Map<unknown, any>()
  for (let i = 0; i < HONEST; i++) {
    const key = kind.key(i)
    map.set(key, i)
    model.set(idOf(key), i)
    keys.set(idOf(key), key)
  }
  return { map, model, keys }
}

/** Sets hostile keys until a rehash has begun. Returns how many it took. */
function untilRehash(kind: Kind, { map, model, keys }: ReturnType<typeof honest>): number {
  for (const [i, key] of hostile(kind).entries()) {
    if (map.stats().rehashes > 0) return i
    map.set(key, -1 - i)
    model.set(idOf(key), -1 - i)
    keys.set(idOf(key), key)
  }
  return expect.fail('no rehash')
}

/** What a rehash has still to move. */
function formerOf(map: any): { evacuated: number; entries: number } {
  const { formerChains: chains = [], formerTables: tables = [] } = map.inspect()
  return { evacuated: map.stats().evacuated, entries: slotsIn({ chains, tables }).length }
}

describe.each(KINDS)('$name', kind => {
  test('no chain is ever longer than chance allows', () => {
    const subject = honest(kind)
    const { map, model } = subject
    expect(map.stats().rehashes).toBe(0)
    let most = 0
    for (const [i, key] of hostile(kind).entries()) {
      map.set(key, -1 - i)
      model.set(idOf(key), -1 - i)
      if (i % 10 === 0) most = Math.max(most, longest(map, kind))
    }
    expect(most).toBeLessThanOrEqual(LONGEST(kind))
    expect(map.stats().rehashes).toBe(1)
    expect(contentOf(map)).toEqual(model)
    for (const key of hostile(kind)) expect(map.get(key)).toBe(model.get(idOf(key)))
    for (let i = 0; i < HONEST; i++) expect(map.get(kind.key(i))).toBe(i)
    expect(map.has(kind.key(HONEST + 1))).toBe(false)
  })

  test('every operation goes on in the middle of it', () => {
    const subject = honest(kind)
    const { map, model, keys } = subject
    untilRehash(kind, subject)
    const twice = map.clone()
    let step = 0
    for (const [id, key] of keys) {
      step++
      if (step % 3 === 0) {
        expect(map.delete(key)).toBe(model.delete(id))
      } else if (step % 3 === 1) {
        map.set(key, step)
        model.set(id, step)
      } else {
        expect(map.get(key)).toBe(model.get(id))
      }
      if (step === 20) expect(contentOf(map)).toEqual(model)
      if (step === 30) {
        const all = [...keys.values()]
        expect(Array.from(map.getMany(all))).toEqual([...keys.keys()].map(k => model.get(k) ?? 0))
      }
    }
    expect(contentOf(map)).toEqual(model)
    expect(map.size).toBe(model.size)
    expect(twice.size).toBe(keys.size)
    for (const key of keys.values()) expect(twice.has(key)).toBe(true)
    expect(contentOf(twice).size).toBe(keys.size)
  })

  test.each(['shrink', 'reserve'])('%s in the middle of it', name => {
    const subject = honest(kind)
    const { map, model } = subject
    untilRehash(kind, subject)
    map[name](name === 'reserve' ? 20_000 : undefined)
    expect(isRehashing(map)).toBe(false)
    expect(contentOf(map)).toEqual(model)
  })

  test('cleared or emptied in the middle of it', () => {
    for (const how of ['clear', 'delete']) {
      const subject = honest(kind)
      const { map, keys } = subject
      untilRehash(kind, subject)
      const iterator = map.keys()
      iterator.next()
      if (how === 'clear') map.clear()
      else for (const key of keys.values()) map.delete(key)
      expect([map.size, isRehashing(map), [...map]]).toEqual([0, false, []])
      expect(iterator.next().done).toBe(true)
      for (let i = 0; i < 100; i++) map.set(kind.key(i), i)
      expect(contentOf(map)).toEqual(new Map(Array.from({ length: 100 }, (_, i) => [idOf(kind.key(i)), i])))
    }
  })

  test('an iteration that began before, in the middle or afterwards comes to every entry once', () => {
    for (const steps of [1, 40, HONEST >> 1]) {
      const subject = honest(kind)
      const { map, model } = subject
      const before = map[Symbol.iterator]()
      const seenBefore = new Map()
      const take = (iterator: any, seen: Map<unknown, number>, n: number) => {
        for (let i = 0; i < n; i++) {
          const { done, value } = iterator.next()
          if (done) return
          expect(seen.has(idOf(value[0]))).toBe(false)
          seen.set(idOf(value[0]), value[1])
        }
      }
      take(before, seenBefore, steps)
      const there = new Map(model)
      untilRehash(kind, subject)
      const middle = map[Symbol.iterator]()
      const seenMiddle = new Map()
      take(middle, seenMiddle, steps)
      const late = map[Symbol.iterator]()
      for (let i = 0; isRehashing(map); i = (i + 1) % HONEST) map.set(kind.key(i), i)
      take(before, seenBefore, Infinity)
      take(middle, seenMiddle, Infinity)
      for (const id of there.keys()) expect(seenBefore.has(id)).toBe(true)
      expect(seenMiddle).toEqual(model)
      expect(contentOf({ [Symbol.iterator]: () => late })).toEqual(model)
    }
  })

  test('a few entries a write', () => {
    if (!isWasm) return
    const subject = honest(kind)
    const { map } = subject
    untilRehash(kind, subject)
    let before = formerOf(map)
    expect(isRehashing(map)).toBe(true)
    let writes = 0
    while (isRehashing(map)) {
      map.set(kind.key(writes % HONEST), writes)
      writes++
      const former = formerOf(map)
      // Of buckets two chains, of tables that split four groups, or a table of the new ones grows.
      if (hasBuckets && isRehashing(map)) expect(map.stats().evacuated - before.evacuated).toBe(2)
      else expect(before.entries - former.entries).toBeLessThanOrEqual(hasBuckets ? 2 * LONGEST(kind) * 8 : 28)
      before = former
    }
    const { buckets } = figuresOf(map)
    expect(writes).toBeGreaterThan(buckets / 8)
    expect(writes).toBeLessThanOrEqual(buckets)
    expect(map.inspect().formerChains ?? map.inspect().formerTables).toBe(undefined)
  })
})

test('inspect shows both tables in the middle of it, with their values', () => {
  const kind = KINDS[0]!
  const subject = honest(kind, { values: 'any' })
  untilRehash(kind, subject)
  const view = subject.map.inspect()
  expect((view.formerChains ?? view.formerTables ?? []).length > 0).toBe(isWasm)
  expect(new Map(slotsIn(view).map(({ key, value }) => [idOf(key), value]))).toEqual(subject.model)
})

test('the new hash is not the one that the seed would give', () => {
  const orders = Array.from({ length: 2 }, () => {
    const subject = honest(KINDS[0]!)
    untilRehash(KINDS[0]!, subject)
    const { map } = subject
    for (let i = 0; isRehashing(map); i++) map.set(i % HONEST, 0)
    return JSON.stringify(slotsIn(map.inspect()).map(({ key }) => key))
  })
  expect(orders[0]).not.toBe(orders[1])
})

test('calls for many keys go on with the new hash', () => {
  const kind = KINDS[0]!
  const keys = Int32Array.from([...Array.from({ length: HONEST }, (_, i) => i), ...hostile(kind)])
  const values = keys.map((_, i) => i)
  const map = kind.make()
  map.setMany(keys, values)
  expect(map.stats().rehashes).toBe(1)
  expect(map.getMany(keys)).toEqual(values)
  expect(map.hasMany(keys).every((x: number) => x === 1)).toBe(true)
  map.incrementMany(keys, values)
  for (const [i, key] of keys.entries()) expect(map.get(key)).toBe(2 * i)
  const set = new Int32Set({ seed: SEED })
  set.addMany(keys)
  expect(set.stats().rehashes).toBe(1)
  expect(set.deleteMany(keys)).toBe(keys.length)
  expect(set.size).toBe(0)
})

test('honest keys never cause it', () => {
  for (let round = 0; round < (isChecked ? 3 : 40); round++) {
    const map = new Int32Map({ values: 'int32' })
    const stride = 2 ** (round % 16)
    for (let i = 0; i < (isChecked ? 300 : 20_000); i++) map.set(Math.imul(i, stride), i)
    expect(map.stats().rehashes).toBe(0)
  }
})
