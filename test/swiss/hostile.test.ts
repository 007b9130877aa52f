// Keys whose hashes agree, as nobody can choose them but by knowing the words: a map draws other words, before searches become
// longer or the directory deeper than chance makes them, and everything stays right.

import { describe, expect, test } from 'vitest'
import { hash32 } from '../../src/spaces/reference/hash.js'
import { Int32Map, isChecked } from '../backend.js'
import { figuresOf, isRehashing } from '../figures.js'
import { setWords } from '../internals.js'
import { theSpace } from '../space.js'
import { keyOf } from './hashes.js'
import { longestWayOf, wordsOf } from './probes.js'

const N = isChecked ? 400 : 4000
/** Groups of a probe sequence by chance. */
const LONGEST_WAY = 40
/** Keys of one group from which on the next one has the map draw other words. */
const CROWD = LONGEST_WAY * 7

const CROWDS: [name: string, words: [bigint, bigint, bigint], key: (i: number) => number][] = [
  ['all bits', [0n, 0n, 0n], i => i],
  // The low 17 bits, which select a table.
  ['the bits of the directory', [1n << 32n, 0n, 0n], i => keyOf((i << 17) | 5)],
  // Bits 17 to 23, and 24 to 31.
  ['the tag', [1n << 32n, 0n, 0n], i => keyOf(((i & 0xff) << 24) | (3 << 17) | (i >>> 8))],
  ['the group', [1n << 32n, 0n, 0n], i => keyOf((7 << 24) | i)],
]

describe.each(CROWDS)('keys that agree in %s', (name, words, key) => {
  const filled = () => {
    const map = new Int32Map({ values: 'int32' })
    setWords(map, ...words)
    for (let i = 0; i < N; i++) map.set(key(i), i)
    return map
  }

  test('are all there, and the others are not', () => {
    const map = filled()
    expect(map.size).toBe(N)
    for (let i = 0; i < N; i++) if (map.get(key(i)) !== i) expect(map.get(key(i)), `key ${i}`).toBe(i)
    for (let i = N; i < N + 50; i++) expect(map.has(key(i))).toBe(false)
    expect(new Set(map.keys()).size).toBe(N)
  })

  test('are never farther from home than by chance, in tables that are no larger than those of others', () => {
    const map = new Int32Map({ values: 'int32' })
    setWords(map, ...words)
    for (let i = 0; i < N; i++) {
      map.set(key(i), i)
      if (i % 97 !== 0 && i < N - 1) continue
      expect(longestWayOf(map)).toBeLessThanOrEqual(LONGEST_WAY)
      const { tables, depth, formerTables = [] } = map.inspect() as any
      for (const { groups } of [...tables, ...formerTables]) expect(groups.length).toBeLessThanOrEqual(256)
      expect(2 ** depth).toBeLessThanOrEqual(8 * (tables.length + 1))
    }
    // Those that agree in no more than their tags are kept apart by their groups.
    const { rehashes } = map.stats()
    if (!isChecked || ['all bits', 'the group'].includes(name)) expect(rehashes).toBe(1)
  })

  test('take as many groups as others once they have moved', () => {
    const map = filled()
    for (let i = 0; isRehashing(map); i++) map.set(key(i % N), i % N)
    const other = new Int32Map({ values: 'int32' })
    for (let i = 0; i < N; i++) other.set(i, i)
    // One table more or less has split.
    const factor = isChecked ? 1 : 2
    expect(figuresOf(map).buckets).toBeLessThanOrEqual(factor * figuresOf(other).buckets)
    expect(map.stats().bytes).toBeLessThan(factor * other.stats().bytes + 1024)
  })

  test('can be deleted and come again', () => {
    const map = filled()
    for (let i = 0; i < N; i += 2) expect(map.delete(key(i))).toBe(true)
    for (let i = 0; i < N; i += 4) map.set(key(i), -i)
    for (let i = 0; i < N; i++) {
      const value = i % 4 === 0 ? -i : i % 2 === 0 ? undefined : i
      if (map.get(key(i)) !== value) expect(map.get(key(i)), `key ${i}`).toBe(value)
    }
    map.shrink()
    expect(new Set(map.keys()).size).toBe(map.size)
  })
})

/** As many keys as are asked for, from `from` on, whose hashes in a map agree in the bits of a mask. */
function keysOf(map: object, mask: number, from: number, count: number): number[] {
  const words = wordsOf(map)
  const keys: number[] = []
  for (let i = from; keys.length < count; i++) if (((hash32(words, i) ^ 0x4d000000) & mask) === 0) keys.push(i)
  return keys
}

test.skipIf(isChecked)(
  'where somebody is told the words again and again, tables grow instead, and everything is there',
  () => {
    const map = new Int32Map({ values: 'int32' })
    map.set(-1, -1)
    for (let round = 1; round <= 32; round++) {
      const keys = keysOf(map, 0xff000008, 0, CROWD + 20)
      for (const key of keys) map.set(key, key)
      while (isRehashing(map)) map.set(-1, -1)
      for (const key of keys) map.delete(key)
      expect(map.stats().rehashes).toBe(round)
    }
    const keys = keysOf(map, 0x000007f8, 0, 4000)
    for (const key of keys) map.set(key, key)
    expect(map.stats().rehashes).toBe(32)
    const groups = (map.inspect() as any).tables.map((table: any) => table.groups.length)
    expect(Math.max(...groups)).toBeGreaterThan(256)
    for (const key of keys) if (map.get(key) !== key) expect.fail(`key ${key}`)
    expect(new Set(map.keys())).toEqual(new Set([-1, ...keys]))
    map.clear()
    for (const key of keysOf(map, 0xff000000, 0, CROWD + 1)) map.set(key, key)
    expect(map.stats().rehashes).toBe(33)
  },
)

describe.runIf(isChecked)('out of memory', () => {
  const exports = () => theSpace().exports as unknown as { heapBudget(n: number): void }

  test('a rehash that cannot begin does not, and the map goes on', () => {
    const begun = new Set<number>()
    for (let budget = 0; budget < 6; budget++) {
      const map = new Int32Map({ values: 'int32' })
      setWords(map, 0n, 0n, 0n)
      for (let i = 0; i < CROWD; i++) map.set(i, i)
      exports().heapBudget(budget)
      map.set(CROWD, CROWD)
      exports().heapBudget(2 ** 31 - 1)
      begun.add(map.stats().rehashes)
      for (let i = 0; i <= CROWD; i++) expect(map.get(i)).toBe(i)
      expect(new Set(map.keys()).size).toBe(CROWD + 1)
    }
    expect(begun).toEqual(new Set([0, 1]))
  })

  test('one that is under way waits, and goes on when there is some', () => {
    const map = new Int32Map({ values: 'int32' })
    setWords(map, 0n, 0n, 0n)
    for (let i = 0; i <= CROWD; i++) map.set(i, i)
    exports().heapBudget(0)
    for (let i = 0; i <= CROWD; i++) map.set(i, i + 1)
    for (let i = 0; i <= CROWD; i++) expect(map.get(i)).toBe(i + 1)
    exports().heapBudget(2 ** 31 - 1)
    for (let i = 0; isRehashing(map); i++) map.set(i % CROWD, i % CROWD)
    expect(new Set(map.keys()).size).toBe(CROWD + 1)
  })
})

test('a key is found for every hash', () => {
  for (const h of [0, 1, 0x12345678, 0xffffffff]) {
    let x = keyOf(h) >>> 0
    x ^= x >>> 16
    x = Math.imul(x, 0x85ebca6b)
    expect((x ^ (x >>> 15)) >>> 0).toBe(h)
  }
})
