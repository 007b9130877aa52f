// The specimens are classes that work, and what is stamped from them is complete.

import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SpecimenMap as ScalarMap } from '../../src/classes/specimens/scalar-map.js'
import { SpecimenSet as ScalarSet } from '../../src/classes/specimens/scalar-set.js'
import { SpecimenMap as StagedMap } from '../../src/classes/specimens/staged-map.js'
import { SpecimenSet as StagedSet } from '../../src/classes/specimens/staged-set.js'
import { SpecimenMap as TupleMap } from '../../src/classes/specimens/tuple-map.js'
import { SpecimenSet as TupleSet } from '../../src/classes/specimens/tuple-set.js'
import { replay } from '../text.js'

const bytesOf = (i: number) => Uint8Array.of(i, i >> 8)
const OPERATIONS = fc.array(fc.tuple(fc.constantFrom('set', 'delete', 'get', 'increment'), fc.nat(300), fc.nat(99)), {
  maxLength: 500,
})

/** Runs the same operations on a specimen and on a Map. */
function agree(make: () => any, keyOf: (i: number) => any, hasNumbers: boolean): void {
  const property = fc.property(OPERATIONS, operations => {
    const map = make()
    const model = new Map<number, number>()
    for (const [name, i, value] of operations) {
      if (name === 'set') map.set(keyOf(i), model.set(i, value).get(i))
      else if (name === 'delete') expect(map.delete(keyOf(i))).toBe(model.delete(i))
      else if (name === 'get' || !hasNumbers) expect(map.get(keyOf(i))).toBe(model.get(i))
      else expect(map.increment(keyOf(i), value)).toBe(model.set(i, (model.get(i) ?? 0) + value).get(i))
    }
    expect(map.size).toBe(model.size)
    for (const [i, value] of model) expect(map.get(keyOf(i))).toBe(value)
    expect([...map.values()].sort()).toEqual([...model.values()].sort())
  })
  fc.assert(property, { numRuns: 30, ...replay })
}

describe('the specimens', () => {
  test('maps of scalars', () => {
    agree(
      () => new ScalarMap({ values: 'int32' }),
      i => i,
      true,
    )
    agree(
      () => new ScalarMap(),
      i => i,
      false,
    )
  })

  test('maps of staged keys', () => {
    agree(() => new StagedMap({ values: 'int32' }), bytesOf, true)
    agree(() => new StagedMap({ keyLength: 2 }), bytesOf, false)
    const map = new StagedMap({ values: 'int32' })
    map.setRange(Uint8Array.of(9, 1, 2, 9), 1, 3, 7)
    expect(map.get(Uint8Array.of(1, 2))).toBe(7)
  })

  test('maps of keys of several parts', () => {
    agree(
      () => new TupleMap(['int32', 'uint32'], { values: 'int32' }),
      i => [-i, i % 7],
      true,
    )
    agree(
      () => new TupleMap(['string', 'int32']),
      i => [`${i}`, i % 7],
      false,
    )
    const set = new TupleSet(
      ['int32', 'float64'],
      [
        [1, 0.5],
        [1, 0.5],
      ],
    )
    expect([...set]).toEqual([[1, 0.5]])
  })

  test('sets', () => {
    const scalars = new ScalarSet([1, 2, 3, 2])
    expect([...scalars].sort()).toEqual([1, 2, 3])
    const staged = new StagedSet([1, 2, 2].map(bytesOf))
    expect(staged.size).toBe(2)
    expect(staged.hasRange(Uint8Array.of(0, 2, 0), 1, 3)).toBe(true)
  })
})

const generated = new URL('../../src/generated/', import.meta.url)
const files = ['buckets', 'buckets-heap', 'swiss', 'swiss-heap', 'reference'].flatMap(space =>
  readdirSync(new URL(space, generated))
    .filter(file => /^\w+-(map|set)\.ts$/.test(file) && !file.startsWith('hash'))
    .map(file => `${space}/${file}`),
)

test('there is a class for each of the 7 kinds of keys and for several parts, map and set, in each of the 5 spaces', () => {
  expect(files).toHaveLength(80)
})

const concurrent = readdirSync(new URL('shared', generated)).filter(file => file.startsWith('concurrent-'))

test('of the five kinds of scalars, of strings and of bytes, a map and a set that several threads use', () => {
  expect(concurrent).toHaveLength(14)
})

test.each([...files, ...concurrent.map(file => `shared/${file}`)])('%s has nothing left of the specimen', file => {
  const text = readFileSync(new URL(file, generated), 'utf8')
  expect(text).not.toMatch(/Specimen|#region|#endregion/)
  // The small functions of kinds are written out; those of bytes are no single expressions.
  const calls = text.match(/\b(int32|uint32|float32|float64|bigint64|biguint64)\.(?!kind)\w+\(/g)
  expect(calls).toBe(null)
  if (!file.includes('bytes')) expect(text).not.toMatch(/\bkey\.accepts\(/)
  expect(text).not.toMatch(/\bu32U32Get\b.*\bf64/)
})

test.each(files.filter(file => /(?<!bytes|string)-map/.test(file)))(
  '%s has no function for what its methods do',
  file => {
    const text = readFileSync(new URL(file, generated), 'utf8')
    const others = [...text.matchAll(/^function ((?:get|set)(?!Staged)[A-Z]\w*\d+)\(/gm)].map(match => match[1]!)
    const [read, written] = [
      others.filter(name => name.startsWith('get')),
      others.filter(name => name.startsWith('set')),
    ]
    expect(read).toEqual(['getUint32', 'getFloat32', 'getBigInt64', 'getBigUint64'])
    expect(written).toEqual(['setUint32', 'setFloat32', 'setFloat64', 'setBigInt64', 'setBigUint64'])
  },
)

test('a class has a text of its own: no two of a space are the same but for names', () => {
  const [one, other] = ['buckets/int32-map.ts', 'buckets/float64-map.ts'].map(file =>
    readFileSync(new URL(file, generated), 'utf8'),
  )
  expect(one).toContain('u32U32Get(table, k,')
  expect(other).toContain('f64F64Get(table, k,')
  expect(other).not.toContain('u32U32Get')
})
