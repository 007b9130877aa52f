// Answers that go over the memory that keys are in: what they would be elsewhere.

import { describe, expect, test } from 'vitest'
import * as twin from '../../src/reference/index.js'
import { BytesMap, HashMap, isChecked, isWasm, StringMap, library as wasm } from '../backend.js'
import { KEY_ARRAYS, VALUE_ARRAYS } from '../columns.js'
import { PLAIN } from './classes.js'

const { indexMany, joinMany } = isWasm ? wasm : twin

/** More than a chunk. */
const N = isChecked ? 40 : 5000

/** Columns of `n` keys, and of as many answers, at all ways to lie over each other. */
function* layouts(Keys: any, Answers: any, n: number, Buffer: any): Generator<[keys: any, out: any]> {
  const [a, b] = [Keys.BYTES_PER_ELEMENT, Answers.BYTES_PER_ELEMENT]
  const room = 8 * (n + 16)
  for (const [at, to] of [
    [0, 0],
    [8, 0],
    [0, 8],
    [64, 8],
    [0, 64],
  ] as const) {
    const buffer = new Buffer(2 * room)
    yield [new Keys(buffer, at, n), new Answers(buffer, to, n)]
    // The answers begin where the last keys are, and the other way round.
    const late = Math.floor((a * n) / 16) * 8
    yield [new Keys(buffer, at, n), new Answers(buffer, at + late, n)]
    yield [new Keys(buffer, to + Math.floor((b * n) / 16) * 8, n), new Answers(buffer, to, n)]
  }
}

const scalars = PLAIN.filter(({ kind }) => KEY_ARRAYS[kind] !== undefined)
const BUFFERS: [string, any][] = [
  ['a buffer', ArrayBuffer],
  ['a shared buffer', SharedArrayBuffer],
]

describe.each(scalars)('$map', ({ kind, Map: TestedMap, Set: TestedSet, key }) => {
  const Keys: any = KEY_ARRAYS[kind]
  const keysOf = (n: number) => Array.from({ length: n }, (_, i) => key(i % 3 === 0 ? i : n - i))

  test.each(BUFFERS)('getMany and hasMany over %s of the keys', (_, Buffer) => {
    for (const values of ['int32', 'float64', 'float32', 'bigint64']) {
      const map = new TestedMap({ values })
      const of = (i: number) => (values === 'bigint64' ? BigInt(i) : i)
      for (let i = 0; i < N; i += 2) map.set(key(i), of(i + 1))
      const expected = map.getMany(Keys.from(keysOf(N)))
      for (const [keys, out] of layouts(Keys, VALUE_ARRAYS[values], N, Buffer)) {
        keys.set(keysOf(N))
        expect(map.getMany(keys, out)).toBe(out)
        for (let i = 0; i < N; i++) if (out[i] !== expected[i]) expect(out[i], `${i}`).toBe(expected[i])
      }
    }
    const set = new TestedSet(Array.from({ length: N >> 1 }, (_, i) => key(2 * i)))
    const expected = set.hasMany(Keys.from(keysOf(N)))
    for (const [keys, out] of layouts(Keys, Uint8Array, N, Buffer)) {
      keys.set(keysOf(N))
      expect(set.hasMany(keys, out)).toEqual(expected)
    }
  })

  test('setMany and incrementMany with values over the keys', () => {
    if (kind === 'Float64' || kind.startsWith('Big')) return
    const keys = Keys.from([1, 2, 3, 4])
    const map = new TestedMap({ values: 'uint32' })
    map.setMany(keys.subarray(0, 3), new Uint32Array(keys.buffer, 4, 3))
    map.incrementMany(keys.subarray(1), new Uint32Array(keys.buffer, 0, 3))
    expect([...map.getMany([1, 2, 3, 4])]).toEqual([2, 4, 6, 3])
  })

  test('indexMany and joinMany', () => {
    const items = Array.from({ length: N }, (_, i) => key((i * 7) % 97))
    const expected = indexMany(Keys.from(items) as Int32Array)
    for (const [keys, out] of layouts(Keys, Uint32Array, N, ArrayBuffer)) {
      keys.set(items)
      const { ids, keys: distinct } = indexMany(keys as Int32Array, out)
      expect(ids).toBe(out)
      expect(ids).toEqual(expected.ids)
      expect(distinct).toEqual(expected.keys)
    }
    const keys = Keys.from(items.slice(0, 200)) as Int32Array
    expect(joinMany(keys, keys.subarray(50))).toEqual(joinMany(keys.slice(), keys.slice(50)))
  })
})

test('indexMany into its keys', () => {
  const items = [7, 9, 7, 3, 9, 9, 4294967295, 0]
  const keys = Uint32Array.from(items)
  expect(indexMany(keys, keys)).toEqual(indexMany(Uint32Array.from(items)))
  const views = Uint32Array.from(items)
  expect(indexMany(views, views.subarray(0)).keys).toEqual(Uint32Array.from([7, 9, 3, 4294967295, 0]))
  // An array that is no column of a class.
  const bytes = Uint8Array.from([3, 3, 200, 3, 7, 0, 0, 0])
  const out = new Uint32Array(new ArrayBuffer(32))
  const over = new Uint8Array(out.buffer, 4, 8)
  over.set(bytes)
  expect(indexMany(over as any, out)).toEqual(indexMany(bytes as any))
})

test('keys of bytes, in an array, packed and of one length', () => {
  const bytes = () => Uint8Array.from({ length: 64 }, (_, i) => i % 8)
  for (const keyLength of [1, 4]) {
    const map = new BytesMap({ values: 'uint32', keyLength })
    const n = 16
    for (let i = 0; i < 3; i++) map.set(bytes().slice(i * keyLength, (i + 1) * keyLength), i + 1)
    const packed = bytes().subarray(0, n * keyLength)
    const [values, there] = [map.getMany(packed), map.hasMany(packed)]
    for (const shift of [0, 4, 8]) {
      const over = () => {
        const whole = new Uint8Array(256)
        whole.set(bytes(), shift)
        const part = whole.subarray(shift, shift + n * keyLength)
        const each = Array.from({ length: n }, (_, i) => part.subarray(i * keyLength, (i + 1) * keyLength))
        const offsets = new Uint32Array(whole.buffer, 128, n + 1)
        for (let i = 0; i <= n; i++) offsets[i] = i * keyLength
        return { buffer: whole.buffer, part, each, offsets, packed: { bytes: part, offsets } }
      }
      for (const form of ['part', 'each', 'packed'] as const) {
        for (const to of [0, 4, 12, 128, 132, 136]) {
          let from = over()
          expect(map.getMany(from[form] as any, new Uint32Array(from.buffer, to, n)), `${form} ${to}`).toEqual(values)
          from = over()
          expect(map.hasMany(from[form] as any, new Uint8Array(from.buffer, to, n))).toEqual(there)
        }
      }
    }
  }
})

test('strings that come as UTF-8', () => {
  const map = new StringMap(
    [
      ['ab', 1],
      ['cd', 2],
    ],
    { values: 'uint32' },
  )
  const bytes = new Uint8Array(16)
  const fill = () => bytes.set(new TextEncoder().encode('cdabxxcd'))
  const offsets = Uint32Array.of(0, 2, 4, 6, 8)
  fill()
  expect([...map.getMany({ bytes, offsets }, new Uint32Array(bytes.buffer))]).toEqual([2, 1, 0, 2])
  fill()
  expect([...map.getMany({ bytes, offsets: offsets.slice() }, offsets)]).toEqual([2, 1, 0, 2, 8])
  fill()
  const places = Uint32Array.of(0, 2, 4, 6, 8)
  expect([...map.getMany({ bytes, offsets: places }, places.subarray(1))]).toEqual([2, 1, 0, 2])
})

test('any keys', () => {
  const map = new HashMap(
    [
      [1, 5],
      [2, 6],
      [3, 7],
    ] as [number, number][],
    { values: 'int32' },
  )
  const keys = Int32Array.of(3, 2, 1, 3, 0)
  expect([...map.getMany(keys.subarray(0, 4), keys.subarray(1))]).toEqual([7, 6, 5, 7])
  const mixed = Float64Array.of(3, 2, 1)
  expect([...map.getMany(mixed, new Int32Array(mixed.buffer, 4, 3))]).toEqual([7, 6, 5])
  const there = Uint8Array.of(0, 1, 2, 9)
  expect([...map.hasMany(there.subarray(0, 3), there.subarray(1))]).toEqual([0, 1, 1])
})
