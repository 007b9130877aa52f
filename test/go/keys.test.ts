// Keys of strings, of bytes and of any kind. Go: runtime/map_test.go, test/cmp.go, reflect/all_test.go.

import { expect, test } from 'vitest'
import { BytesMap, figuresOf, HashMap, HashSet, Int32Map, isChecked, StringMap } from '../backend.js'

/** The bytes of an array of Go's ints. */
const ints = (n: number, at: (j: number) => number) =>
  new Uint8Array(BigInt64Array.from({ length: n }, (_, j) => BigInt(at(j))).buffer)

test('TestBigItems', () => {
  // Go: an array of 256 strings is key and value, and two of them differ in the 38th string only. Here it is their bytes.
  const text = (i: number) => `string${String(i).padStart(2, '0')}`
  const big = (i: number) => {
    const bytes = new Uint8Array(256 * 16)
    new TextEncoder().encodeInto(text(i), bytes.subarray(37 * 16))
    return bytes
  }
  for (const options of [{}, { values: 'any', capacity: 100 }] as const) {
    const m = new BytesMap<Uint8Array>(options)
    for (let i = 0; i < 100; i++) m.set(big(i), big(i))
    const seen: string[] = []
    for (const [key, value] of m) {
      expect(key === value).toBe(false)
      expect(Buffer.compare(key, value)).toBe(0)
      seen.push(new TextDecoder().decode(key.subarray(37 * 16, 37 * 16 + 8)))
    }
    expect(seen.sort()).toEqual(Array.from({ length: 100 }, (_, i) => text(i)))
  }
})

test('TestMapLargeKeyNoPointer', () => {
  // Go: keys of 64 ints. Here their 512 bytes are a record each.
  const n = isChecked ? 150 : 1000
  const key = (i: number) => ints(64, j => i + j)
  const m = new BytesMap({ values: 'int32' })
  for (let i = 0; i < n; i++) m.set(key(i), i)
  for (let i = 0; i < n; i++) expect(m.get(key(i))).toBe(i)
  expect(m.get(ints(64, j => j - 1))).toBe(undefined)
  expect(m.size).toBe(n)
})

function expectLookups(entries: Record<string, string>): void {
  const m = new StringMap(Object.entries(entries))
  expect(figuresOf(m).buckets).toBe(1)
  for (const [key, value] of Object.entries(entries)) {
    expect(m.get(key)).toBe(value)
    // A string of its own: it is compared by what it says.
    expect(m.get(['', ...key].join(''))).toBe(value)
    expect(m.has(`${key}-`)).toBe(false)
  }
}

test('TestSingleBucketMapStringKeys_DupLen', () => {
  expectLookups({
    x: 'x1',
    xx: 'x2',
    foo: 'foo',
    bar: 'bar',
    xxxx: 'x4',
    ['x'.repeat(128)]: 'long x',
    ['y'.repeat(128)]: 'long y',
  })
})

test('TestSingleBucketMapStringKeys_NoDupLen', () => {
  expectLookups({
    x: 'x1',
    xx: 'x2',
    foo: 'foo',
    xxxx: 'x4',
    xxxxx: 'x5',
    xxxxxx: 'x6',
    ['x'.repeat(128)]: 'long x',
  })
})

test('TestDeferDeleteSlow', () => {
  // Go: deferred deletes run last to first. Here they are in functions, with a key of every table and one of none.
  const keys = [0, 0.5, 1n, '2', { re: 3, im: 0 }]
  const m = new HashMap<unknown, number>()
  for (const [i, key] of keys.entries()) m.set(key, i)
  expect(m.size).toBe(keys.length)
  const deferred: (() => boolean)[] = []
  try {
    for (const key of keys) deferred.push(() => m.delete(key))
    expect(m.size).toBe(keys.length)
  } finally {
    for (const call of deferred.reverse()) expect(call()).toBe(true)
  }
  expect(m.size).toBe(0)
})

test('TestIncrementAfterDeleteKeyStringValueInt', () => {
  const m = new StringMap({ values: 'int32' })
  m.set('', 99)
  m.delete('')
  expect(m.increment('x')).toBe(1)
  expect(m.get('x')).toBe(1)
})

test('TestIncrementAfterDeleteKeyValueString', () => {
  const m = new StringMap<string>()
  m.set('', '99')
  m.delete('')
  m.set('x', `${m.getOr('x', '')}1`)
  expect(m.get('x')).toBe('1')
})

test('TestIncrementAfterBulkClearKeyStringValueInt', () => {
  const m = new StringMap({ values: 'int32' })
  m.set('', 99)
  for (const key of m.keys()) m.delete(key)
  expect(m.size).toBe(0)
  expect(m.increment('x')).toBe(1)
  expect(m.get('x')).toBe(1)
})

test('TestMapInterfaceKey', () => {
  // Go finds a struct by what is in its fields. Here that is so of what is no object; an object is found by itself alone.
  const m = new HashMap<unknown, boolean>()
  // Much else in the table, so that a wrong hash leads to a wrong bucket.
  for (let i = 0; i < (isChecked ? 100 : 1000); i++) m.set(i + 2, true)
  const fields = [1.5, Number.NaN, -0, 'foo', 2n, 2n ** 80n, true, null, undefined, Symbol.iterator]
  for (const field of fields) m.set(field, true)
  for (const field of [
    3 / 2,
    Number.NaN,
    0,
    ['f', 'oo'].join(''),
    BigInt(2),
    BigInt(2) ** 80n,
    true,
    null,
    undefined,
  ]) {
    expect(m.get(field), String(field)).toBe(true)
  }
  expect(m.get(Symbol.iterator)).toBe(true)
  // Kinds are told apart as Go's dynamic types are.
  for (const other of ['1.5', 1n, '2', Symbol('foo'), false]) expect(m.has(other)).toBe(false)
  const bags = [{ f32: 1 }, { s: 'foo' }, { a: ['foo', 'bar', 'baz', 'qux'] }]
  for (const bag of bags) m.set(bag, true)
  for (const bag of bags) {
    expect(m.get(bag)).toBe(true)
    expect(m.has({ ...bag })).toBe(false)
  }
})

test('TestEmptyMapWithInterfaceKey', () => {
  // Go panics for a key that cannot be compared even if nothing is there to compare with. Here it is a key like others.
  const m = new HashMap<unknown, number>()
  const set = new HashSet<unknown>()
  for (const key of [false, 0, 0.5, '', 1n, null, undefined, {}, [], () => 0, new Map(), new Uint8Array(1)]) {
    expect([m.has(key), m.get(key), m.delete(key), m.getOr(key, 7)]).toEqual([false, undefined, false, 7])
    expect([set.has(key), set.delete(key)]).toEqual([false, false])
  }
  // A class of one kind of key answers that no other is there.
  for (const key of [false, '', 1n, null, undefined, {}, [], () => 0] as any[]) {
    expect([new Int32Map().has(key), new Int32Map().get(key), new Int32Map().delete(key)]).toEqual([
      false,
      undefined,
      false,
    ])
  }
})

test('cmp.go', () => {
  // Pointers, channels and whatever else Go compares by identity, found whichever variable holds it.
  const [pointer, channel] = [{ n: 1 }, new EventTarget()]
  const m = new HashMap<unknown, number>([
    [pointer, 1],
    [channel, 2],
  ])
  const held: unknown[] = [pointer, channel]
  expect(held.map(key => m.get(key))).toEqual([1, 2])
  // Go panics for slices, maps and functions as keys. Here they are compared by identity, too.
  const uncomparable: unknown[] = [[1], new Map(), () => 1, { slice: [1] }]
  for (const [i, key] of uncomparable.entries()) m.set(key, i)
  expect(uncomparable.map(key => m.get(key))).toEqual([0, 1, 2, 3])
  for (const key of [[1], new Map(), () => 1, { slice: [1] }]) expect(m.has(key)).toBe(false)
  expect(m.size).toBe(6)
})

test('TestMapOfKeyPanic', () => {
  // Go panics for a slice as a key. Here a HashMap takes it, and it is a class of one kind of key that throws.
  const slice = [1, 2, 3]
  expect(new HashMap().set(slice, true).get(slice)).toBe(true)
  for (const Class of [Int32Map, StringMap, BytesMap] as any[]) {
    const m = new Class()
    expect(() => m.set(slice, true)).toThrow(TypeError)
    expect(m.size).toBe(0)
  }
})
