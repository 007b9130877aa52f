// Errors name the class that the user made and the method that the user called.

import { describe, expect, test } from 'vitest'
import { BytesMap, BytesSet, HashMap, HashSet, Int32Map, Int32Set, StringMap } from '../backend.js'

const map = () => new Int32Map({ values: 'int32' }) as any
const bytes = () => new BytesMap({ values: 'int32', keyLength: 2 }) as any
const hash = () => new HashMap({ values: 'int32' } as any) as any
const BUFFER = Uint8Array.of(1, 2, 3, 4)

const CASES: [name: string, call: () => unknown][] = [
  ['Int32Map.set', () => map().set('x', 1)],
  ['Int32Map.set', () => map().set(1, 'x')],
  ['Int32Map.setMany', () => map().setMany([1, 'x'], [1, 2])],
  ['Int32Map.setMany', () => map().setMany([1, 2], [1, 'x'])],
  ['Int32Map.setMany', () => map().setMany(Int32Array.of(1, 2), [1, 2.5])],
  ['Int32Map.assign', () => map().assign([['x', 1]])],
  ['Int32Map.increment', () => map().increment('x')],
  ['Int32Map.incrementMany', () => map().incrementMany([1, 'x'])],
  ['Int32Map.incrementMany', () => map().incrementMany([1, 2], [1, undefined])],
  [
    'Int32Map.incrementMany',
    () =>
      map()
        .set(1, 2 ** 31 - 1)
        .incrementMany(Int32Array.of(1)),
  ],
  ['Int32Map.getOrInsert', () => map().getOrInsert('x', 1)],
  ['Int32Map.getOrInsert', () => map().getOrInsert(1, 'x')],
  ['Int32Map.getOrInsertComputed', () => map().getOrInsertComputed(1, () => 'x')],
  ['Int32Set.add', () => (new Int32Set() as any).add('x')],
  ['Int32Set.addMany', () => (new Int32Set() as any).addMany([1, 'x'])],
  ['Int32Set.assign', () => (new Int32Set() as any).assign([1, 'x'])],
  ['Int32Set.union', () => (new Int32Set() as any).union(new Set(['x']))],
  ['StringMap.setMany', () => (new StringMap({ values: 'int32' }) as any).setMany(['a', 1], [1, 2])],
  ['BytesMap.setRange', () => bytes().setRange(BUFFER, 0, 3, 1)],
  ['BytesMap.setRange', () => bytes().setRange(BUFFER, 0, 2, 'x')],
  ['BytesMap.setRange', () => bytes().setRange(BUFFER, 3, 5, 1)],
  ['BytesMap.incrementRange', () => bytes().incrementRange(BUFFER, 0, 2, 'x')],
  [
    'BytesMap.incrementRange',
    () =>
      bytes()
        .setRange(BUFFER, 0, 2, 2 ** 31 - 1)
        .incrementRange(BUFFER, 0, 2),
  ],
  ['BytesMap.getOrInsertRange', () => bytes().getOrInsertRange(BUFFER, 0, 1, 1)],
  ['BytesMap.getOrInsertComputedRange', () => bytes().getOrInsertComputedRange(BUFFER, 0, 2, () => 'x')],
  ['BytesSet.addRange', () => (new BytesSet({ keyLength: 2 }) as any).addRange(BUFFER, 0, 3)],
  ['HashMap.set', () => hash().set(1, 'x')],
  ['HashMap.setMany', () => hash().setMany([1, 'a'], [1, 'x'])],
  ['HashMap.assign', () => hash().assign([[1, 'x']])],
  [
    'HashMap.increment',
    () =>
      hash()
        .set('a', 2 ** 31 - 1)
        .increment('a'),
  ],
  [
    'HashMap.incrementMany',
    () =>
      hash()
        .set('a', 2 ** 31 - 1)
        .incrementMany(['a']),
  ],
  ['HashMap.incrementMany', () => hash().incrementMany([1, {}], [1, undefined])],
  ['HashMap.getOrInsert', () => hash().getOrInsert(1, 'x')],
  ['HashMap.reserve', () => hash().reserve(-1)],
  ['HashSet.reserve', () => (new HashSet() as any).reserve(-1)],
]

describe.each(CASES)('%s', (name, call) => {
  test(`${call}`, () => {
    expect(call).toThrow(new RegExp(`^${name}: `))
  })
})

test('after a call that failed, errors name what is called again', () => {
  const one = map()
  expect(() => one.setMany([1, 'x'], [1, 2])).toThrow(/^Int32Map\.setMany: /)
  expect(() => one.set('x', 1)).toThrow(/^Int32Map\.set: /)
  const any = hash().set('a', 1)
  expect(() => any.setMany(['b'], ['x'])).toThrow(/^HashMap\.setMany: /)
  expect(() => any.set('a', 'x')).toThrow(/^HashMap\.set: /)
})

test('a walk through objects begins at once, however many there are', () => {
  const set = new HashSet<object>()
  for (let i = 0; i < 40_000; i++) set.add({ i })
  let removed = 0
  while (set.size > 0) {
    set.delete(set.keys().next().value!)
    removed++
  }
  expect(removed).toBe(40_000)
})
