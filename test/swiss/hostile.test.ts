// Keys whose hashes agree, as nobody can choose them but by knowing the words: a directory of tables that split does not
// grow for them, and everything stays right.

import { describe, expect, test } from 'vitest'
import { Int32Map, isChecked } from '../backend.js'
import { setWords } from '../internals.js'
import { keyOf } from './hashes.js'

const N = isChecked ? 400 : 4000

const CROWDS: [name: string, words: [bigint, bigint, bigint], key: (i: number) => number][] = [
  ['all bits', [0n, 0n, 0n], i => i],
  // The low 17 bits, which select a table.
  ['the bits of the directory', [1n << 32n, 0n, 0n], i => keyOf((i << 17) | 5)],
  // Bits 17 to 23, and 24 to 31.
  ['the tag', [1n << 32n, 0n, 0n], i => keyOf(((i & 0xff) << 24) | (3 << 17) | (i >>> 8))],
  ['the group', [1n << 32n, 0n, 0n], i => keyOf((7 << 24) | i)],
]

describe.each(CROWDS)('keys that agree in %s', (_, words, key) => {
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

  test('take no more memory than others, within a factor', () => {
    const map = filled()
    const other = new Int32Map({ values: 'int32' })
    for (let i = 0; i < N; i++) other.set(i, i)
    expect(map.stats().bytes).toBeLessThan(8 * other.stats().bytes)
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

test('a key is found for every hash', () => {
  for (const h of [0, 1, 0x12345678, 0xffffffff]) {
    let x = keyOf(h) >>> 0
    x ^= x >>> 16
    x = Math.imul(x, 0x85ebca6b)
    expect((x ^ (x >>> 15)) >>> 0).toBe(h)
  }
})
