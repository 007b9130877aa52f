// Bytes as keys: their content counts, whatever holds them; a key is copied in, and a copy is handed out.

import { describe, expect, test } from 'vitest'
import { BytesMap, BytesSet, hasBuckets, isChecked, isWasm } from '../backend.js'
import { idOf, KeyMap, KeySet } from '../ids.js'
import { zeroWords } from '../internals.js'
import { errorOf, sorted } from './classes.js'
import { expectKeptApart, FULL_CHAIN, growInto } from './growing.js'

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)
const of = (...bytes: number[]) => Uint8Array.from(bytes)

/** Bytes that differ from their neighbours, and from those of other lengths. */
function bytesOf(n: number, from = 0): Uint8Array {
  return new Uint8Array(n).map((_, i) => from + i * 7 + n)
}

const LENGTHS = isChecked
  ? [0, 1, 7, 8, 9, 62, 63, 64, 65, 128, 129, 4087, 4088, 8160, 8161, 20_000]
  : [...range(0, 140), ...range(4075, 4105), ...range(8155, 8170), 65_535, 65_536, 100_000]

/** The same bytes, held in other ways. */
function formsOf(bytes: Uint8Array): any[] {
  const around = Buffer.concat([of(1, 2, 3), bytes, of(4, 5)])
  const buffer = bytes.slice().buffer
  const shared = new SharedArrayBuffer(bytes.length + 8)
  new Uint8Array(shared).set(bytes, 5)
  const onlyShared = new SharedArrayBuffer(bytes.length)
  new Uint8Array(onlyShared).set(bytes)
  class Sub extends Uint8Array {}
  return [
    bytes.slice(),
    Buffer.from(bytes),
    around.subarray(3, 3 + bytes.length),
    new Uint8Array(around.buffer, around.byteOffset + 3, bytes.length),
    new DataView(buffer),
    new DataView(around.buffer, around.byteOffset + 3, bytes.length),
    buffer,
    new Uint8Array(shared, 5, bytes.length),
    new DataView(shared, 5, bytes.length),
    onlyShared,
    new Sub(bytes),
  ]
}

test('every length comes back as it went in', () => {
  const all = LENGTHS.map(n => bytesOf(n))
  const map = new BytesMap<number>(all.map((bytes, i) => [bytes, i]))
  expect(map.size).toBe(all.length)
  for (const [i, bytes] of all.entries()) if (map.get(bytes) !== i) expect.fail(`${bytes.length} bytes`)
  expect(new KeySet(map.keys()).size).toBe(all.length)
  for (const key of map.keys()) expect(idOf(key)).toBe(idOf(bytesOf(key.length)))
  for (const bytes of all) if (!map.delete(bytes)) expect.fail(`delete of ${bytes.length} bytes`)
  expect(map.size).toBe(0)
})

test('the same bytes are the same key, whatever holds them', () => {
  for (const n of isChecked
    ? [0, 5, 63, 64, 65, 8161]
    : [0, 1, 3, 4, 5, 8, 16, 62, 63, 64, 65, 200, 4088, 8160, 8161]) {
    for (const options of n === 0 ? [{}] : [{}, { keyLength: n }]) {
      const forms = formsOf(bytesOf(n))
      for (const [i, first] of forms.entries()) {
        const map = new BytesMap({ values: 'int32', ...options })
        map.set(first, 5)
        for (const [j, other] of forms.entries()) {
          if (map.get(other) !== 5) expect.fail(`${n} bytes, set as form ${i}, asked for as form ${j}`)
          expect(map.set(other, 5).has(other)).toBe(true)
          expect(map.getOrInsert(other, 6)).toBe(5)
        }
        expect(map.size).toBe(1)
        expect([...map.keys()]).toEqual([bytesOf(n)])
        expect(map.delete(forms.at(-1 - i))).toBe(true)
        const set = new BytesSet([first], options)
        for (const other of forms) expect(set.add(other).has(other)).toBe(true)
        expect(set.size).toBe(1)
      }
    }
  }
})

test('one byte more, less, or another is another key', () => {
  for (const n of LENGTHS) {
    if (n === 0) continue
    const bytes = bytesOf(n)
    const sets = [new BytesSet([bytes]), new BytesSet([bytes], { keyLength: n })]
    for (const at of n <= 140 ? range(0, n - 1) : [0, 1, n >> 1, n - 2, n - 1]) {
      for (const bit of [1, 128]) {
        const changed = bytes.slice()
        changed[at]! ^= bit
        for (const set of sets) if (set.has(changed)) expect.fail(`${n} bytes, another at ${at}`)
      }
    }
    const others = [Buffer.concat([bytes, of(0)]), Buffer.concat([of(0), bytes]), bytes.slice(1), bytes.slice(0, -1)]
    for (const set of sets) for (const other of others) expect(set.has(other)).toBe(false)
    for (const set of sets) expect(set.has(bytes)).toBe(true)
  }
})

test('zeroes count', () => {
  const lengths = isChecked ? range(0, 20) : [...range(0, 140), 4087, 4088, 8160, 8161]
  const set = new BytesSet(lengths.map(n => new Uint8Array(n)))
  expect(set.size).toBe(lengths.length)
  for (const n of lengths) expect(set.has(new ArrayBuffer(n))).toBe(true)
  expect(sorted([...set].map(key => key.length))).toEqual(lengths)
})

test('equality does not lean on the hash: all of these have the same', () => {
  const keys: Uint8Array[] = []
  for (let n = 0; n <= (isChecked ? 9 : 80); n++) {
    keys.push(new Uint8Array(n))
    for (let at = 0; at < n; at++) keys.push(new Uint8Array(n).fill(1, at, at + 1))
  }
  for (const n of isChecked ? [64, 130] : [128, 200, 4087, 4088, 8161]) {
    for (const at of [0, n >> 1, n - 1]) keys.push(new Uint8Array(n).fill(1, at, at + 1))
  }
  for (let from = 0; from < keys.length; from += FULL_CHAIN) {
    const map = new BytesMap({ values: 'int32' })
    if (!zeroWords(map)) return
    expectKeptApart(map, keys, from)
  }
})

describe('a key is copied', () => {
  test('in: what becomes of the array later does not matter', () => {
    for (const n of [1, 16, 62, 63, 300, 4088, 8161]) {
      for (const options of [{}, { keyLength: n }]) {
        const key = bytesOf(n)
        const map = new BytesMap<number>(options)
        map.set(key, 1)
        const pattern = (i: number) => key.fill(100 + i)
        pattern(0)
        expect(map.get(bytesOf(n))).toBe(1)
        expect(map.has(key)).toBe(false)
        map.set(key, 2)
        map.getOrInsert(pattern(1), 3)
        map.getOrInsertComputed(pattern(2), () => 4)
        map.setRange(pattern(3), 0, n, 5)
        const set = new BytesSet([pattern(4)], options)
        set.add(pattern(5))
        set.addRange(pattern(6), 0, n)
        pattern(7)
        const filled = (i: number) => new Uint8Array(n).fill(100 + i)
        expect([0, 1, 2, 3].map(i => map.get(filled(i)))).toEqual([2, 3, 4, 5])
        expect(map.size).toBe(5)
        expect([3, 4, 5, 6, 7].map(i => set.has(filled(i)))).toEqual([false, true, true, true, false])
      }
    }
  })

  test('out: every walk hands out fresh Uint8Arrays of their own', () => {
    for (const n of [0, 1, 16, 62, 63, 300, 4088]) {
      for (const options of n === 0 ? [{}] : [{}, { keyLength: n }]) {
        const map = new BytesMap<number>([[Buffer.from(bytesOf(n)), 1]], options)
        const set = new BytesSet([Buffer.from(bytesOf(n))], options)
        const walks: (() => Uint8Array)[] = [
          () => map.keys().next().value!,
          () => map.entries().next().value![0],
          () => [...map][0]![0],
          () => [...set][0]!,
          () => set.values().next().value!,
          () => set.entries().next().value![1],
        ]
        if (hasBuckets) {
          walks.push(
            () => map.inspect().chains[0]!.buckets[0]!.slots.find(Boolean)!.key as Uint8Array,
            () => set.inspect().chains[0]!.buckets[0]!.slots.find(Boolean)!.key as Uint8Array,
          )
        }
        map.forEach((_, key) => void walks.push(() => key))
        set.forEach(key => void walks.push(() => key))
        for (const walk of walks) {
          const key = walk()
          expect(Object.getPrototypeOf(key)).toBe(Uint8Array.prototype)
          expect(key).toEqual(bytesOf(n))
          expect(key.buffer.byteLength).toBe(n)
          key.fill(255)
          expect([...map.keys()]).toEqual([bytesOf(n)])
          expect([...set]).toEqual([bytesOf(n)])
        }
        expect(map.get(bytesOf(n))).toBe(1)
        expect(set.has(bytesOf(n))).toBe(true)
      }
    }
  })

  test('a walk is not disturbed by what is done to the keys that it handed out', () => {
    const map = new BytesMap<number>()
    for (let i = 0; i < 60; i++) map.set(of(i, i >> 8), i)
    const seen = new Set<number>()
    for (const [key, value] of map) {
      seen.add(value)
      key.fill(seen.size)
      // Something changes, so everything that comes is looked up again.
      map.set(of(value, 0), value)
    }
    expect(seen.size).toBe(60)
    expect(map.size).toBe(60)
  })

  test('a function that computes a value cannot change the key', () => {
    for (const options of [{}, { keyLength: 3 }]) {
      const map = new BytesMap<number>(options)
      const key = of(1, 2, 3)
      map.getOrInsertComputed(key, given => {
        expect(given).toEqual(of(1, 2, 3))
        expect(given).not.toBe(key)
        key.fill(9)
        return 1
      })
      expect([...map]).toEqual([[of(1, 2, 3), 1]])
      const buffer = of(7, 4, 5, 6, 7)
      map.getOrInsertComputedRange(buffer, 1, 4, given => {
        expect(given).toEqual(of(4, 5, 6))
        buffer.fill(9)
        return 2
      })
      expect(map.get(of(4, 5, 6))).toBe(2)
      expect(map.size).toBe(2)
    }
  })

  test('nor by writing to what it is given', () => {
    const map = new BytesMap<number>()
    map.getOrInsertComputed(of(1, 2, 3), given => given.fill(9).length)
    map.getOrInsertComputedRange(of(4, 5, 6), 0, 3, given => given.fill(9).length)
    expect(sorted(map.keys())).toEqual([of(1, 2, 3), of(4, 5, 6)])
  })

  test('nor by writing to a Buffer that the key is a range of, or to what it is given of it', () => {
    const map = new BytesMap<number>()
    const buffer = Buffer.from([0, 1, 2, 3, 0])
    map.getOrInsertComputedRange(buffer, 1, 4, () => buffer.fill(9).length)
    expect([...map.keys()]).toEqual([of(1, 2, 3)])
    const other = Buffer.from([4, 5, 6])
    map.getOrInsertComputedRange(other, 0, 3, given => given.fill(9).length)
    expect(sorted(map.keys())).toEqual([of(1, 2, 3), of(4, 5, 6)])
    expect(other).toEqual(Buffer.from([4, 5, 6]))
  })

  test('a predicate that writes to the keys that it is given deletes what it was asked about', () => {
    const make = () => range(0, 20).map(i => of(i, 1))
    const map = new BytesMap<number>(make().map((key, i) => [key, i]))
    const set = new BytesSet(make())
    const change = (key: Uint8Array) => {
      const isEven = key[0]! % 2 === 0
      key[0]! ^= 1
      return isEven
    }
    expect(map.deleteWhere((_, key) => change(key))).toBe(11)
    expect(sorted(map.values())).toEqual(range(0, 20).filter(i => i % 2 === 1))
    expect(set.deleteWhere(change)).toBe(11)
    expect(sorted([...set].map(key => key[0]!))).toEqual(range(0, 20).filter(i => i % 2 === 1))
  })
})

describe('keyLength', () => {
  const KEY_LENGTHS = isChecked
    ? [1, 3, 4, 8, 63, 255, 256, 257, 300]
    : [...range(1, 17), 31, 32, 33, ...range(61, 66), 127, 128, 129, ...range(254, 258), 300, 4088, 8161]

  test.each(['any', 'int32', 'bigint64'] as const)('of every length, values %s', values => {
    for (const keyLength of KEY_LENGTHS) {
      const map: any = new BytesMap({ values: values as any, keyLength })
      const model = new KeyMap<any>()
      const value = (i: number) => (values === 'bigint64' ? BigInt(i) : i)
      for (let i = 0; i < 40; i++) {
        const key = bytesOf(keyLength, i)
        map.set(key, value(i))
        model.set(key, value(i))
        if (i % 3 === 0) expect(map.delete(bytesOf(keyLength, i >> 1))).toBe(model.delete(bytesOf(keyLength, i >> 1)))
      }
      expect(map.size).toBe(model.size)
      for (const [key, stored] of model) if (map.get(key) !== stored) expect.fail(`keys of ${keyLength} bytes`)
      expect(sorted(map)).toEqual(sorted(model))
      expect(sorted(map.clone())).toEqual(sorted(model))
    }
  })

  test('a key of another length is a RangeError for writes, which change nothing, and absent for reads', () => {
    for (const keyLength of [1, 16, 256, 257]) {
      const map = new BytesMap({ values: 'int32', keyLength })
      map.set(bytesOf(keyLength), 1)
      const set = new BytesSet([bytesOf(keyLength)], { keyLength })
      for (const n of [0, keyLength - 1, keyLength + 1, 2 * keyLength, 9000]) {
        for (const key of formsOf(bytesOf(n))) {
          const writes: (() => unknown)[] = [
            () => map.set(key, 1),
            () => map.increment(key),
            () => map.getOrInsert(key, 1),
            () => map.getOrInsertComputed(key, () => 1),
            () => set.add(key),
          ]
          for (const write of writes) {
            const error = errorOf(write)
            expect(error).toBeInstanceOf(RangeError)
            expect(error.message).toMatch(/^Bytes(Map|Set)\.\w+: a key must have \d+ bytes, got \d+$/)
            expect(error.message).toContain(`${keyLength} bytes, got ${n}`)
          }
          expect([map.get(key), map.getOr(key, 7), map.has(key), map.delete(key)]).toEqual([undefined, 7, false, false])
          expect([set.has(key), set.delete(key)]).toEqual([false, false])
        }
        const buffer = bytesOf(9000)
        expect(() => map.setRange(buffer, 0, n, 1)).toThrow(RangeError)
        expect(() => map.incrementRange(buffer, 0, n)).toThrow(RangeError)
        expect(() => map.getOrInsertRange(buffer, 0, n, 1)).toThrow(RangeError)
        expect(() => map.getOrInsertComputedRange(buffer, 0, n, () => 1)).toThrow(RangeError)
        expect(() => set.addRange(buffer, 0, n)).toThrow(RangeError)
        expect([map.getRange(buffer, 0, n), map.hasRange(buffer, 0, n)]).toEqual([undefined, false])
        expect([map.getOrRange(buffer, 0, n, 7), map.deleteRange(buffer, 0, n)]).toEqual([7, false])
        expect([set.hasRange(buffer, 0, n), set.deleteRange(buffer, 0, n)]).toEqual([false, false])
      }
      expect([...map]).toEqual([[bytesOf(keyLength), 1]])
      expect([...set]).toEqual([bytesOf(keyLength)])
      // A clone has it too, and so have the results of the set methods.
      expect(() => map.clone().set(of(), 1)).toThrow(RangeError)
      expect(() => new BytesMap({ keyLength }).clone().set(of(), 1)).toThrow(RangeError)
      expect(() => set.union(new BytesSet()).add(of())).toThrow(RangeError)
      expect(() => set.intersection(new BytesSet()).add(of())).toThrow(RangeError)
      map.clear()
      expect(() => map.set(of(), 1)).toThrow(RangeError)
    }
  })

  test('equality does not lean on the hash: all of these have the same', () => {
    for (const keyLength of isChecked ? [5, 16] : range(1, 80)) {
      const map = new BytesMap({ values: 'int32', keyLength })
      if (!zeroWords(map)) return
      const keys = [new Uint8Array(keyLength)]
      for (let at = 0; at < keyLength; at++) keys.push(new Uint8Array(keyLength).fill(1, at, at + 1))
      for (const [i, key] of keys.entries()) map.set(key, i)
      for (const [i, key] of keys.entries()) if (map.get(key) !== i) expect.fail(`${keyLength} bytes, key ${i}`)
      expect(map.size).toBe(keys.length)
    }
  })

  test('up to 256 bytes are packed: less memory than keys of any length take', () => {
    if (!isWasm) return
    for (const keyLength of [4, 16, 255, 256]) {
      const [packed, other] = [{ keyLength }, {}].map(options => {
        const set = new BytesSet({ capacity: 832, ...options })
        for (let i = 0; i < 832; i++) set.add(bytesOf(keyLength, i).fill(i >> 8, 3, 4))
        return set.stats()
      })
      if (hasBuckets) {
        expect(packed).toMatchObject({ B: 7, overflowBuckets: expect.any(Number) })
        const slot = (keyLength + 3) & ~3
        const overflow = packed!.overflowBuckets + 2 ** 3 + 1
        expect(packed!.bytes).toBeLessThan((128 + overflow) * (12 + 8 * slot) + 600)
      }
      if (keyLength < (hasBuckets ? 100 : 10)) expect(packed!.bytes).toBeLessThan(other!.bytes)
    }
  })

  test.each([0, -1, 0.5, Number.NaN, Infinity, 2 ** 30, 2 ** 53])('refuses %s', keyLength => {
    for (const Class of [BytesMap, BytesSet] as any[]) {
      const error = errorOf(() => new Class({ keyLength }))
      expect(error).toBeInstanceOf(RangeError)
      expect(error.message).toBe(
        `${Class.name}: keyLength must be an integer from 1 to 1073741823, got ${Object.is(keyLength, -0) ? '-0' : keyLength}`,
      )
    }
  })

  test.each(['1', null, true, 1n, {}])('refuses %s of another type', (keyLength: any) => {
    expect(errorOf(() => new BytesMap({ keyLength }))).toBeInstanceOf(TypeError)
    expect(errorOf(() => new BytesSet([], { keyLength }))).toBeInstanceOf(TypeError)
  })

  test('undefined is none', () => {
    expect(new BytesMap([[of(1), 1]], { keyLength: undefined }).set(of(), 2).size).toBe(2)
  })
})

describe('ranges', () => {
  const buffer = Buffer.concat([of(9), bytesOf(200), of(9)])

  test('are the same keys as arrays of their content', () => {
    for (const [start, end] of [
      ...[0, 1, 3, 4, 5, 15, 16, 61, 62, 63, 64, 65, 100, 199, 202].flatMap(n => [[0, n] as const]),
      ...[0, 1, 7, 16, 62, 63, 64, 150].flatMap(n => [[1, 1 + n] as const, [202 - n, 202] as const]),
    ]) {
      const n = end - start
      for (const options of n === 0 ? [{}] : [{}, { keyLength: n }]) {
        const key = new Uint8Array(buffer.subarray(start, end))
        const map = new BytesMap({ values: 'int32', ...options })
        expect(map.setRange(buffer, start, end, 3)).toBe(map)
        expect(map.get(key)).toBe(3)
        expect(map.getRange(buffer, start, end)).toBe(3)
        expect(map.hasRange(buffer, start, end)).toBe(true)
        expect(map.getOrRange(buffer, start, end, 7)).toBe(3)
        expect(map.getOrInsertRange(buffer, start, end, 7)).toBe(3)
        expect(map.getOrInsertComputedRange(buffer, start, end, () => 7)).toBe(3)
        expect(map.incrementRange(buffer, start, end)).toBe(4)
        expect(map.incrementRange(buffer, start, end, 5)).toBe(9)
        expect([...map]).toEqual([[key, 9]])
        expect(map.deleteRange(buffer, start, end)).toBe(true)
        expect(map.deleteRange(buffer, start, end)).toBe(false)
        expect(map.getRange(buffer, start, end)).toBe(undefined)
        expect(map.hasRange(buffer, start, end)).toBe(false)
        expect(map.getOrRange(buffer, start, end, 7)).toBe(7)
        expect(map.size).toBe(0)
        const given: Uint8Array[] = []
        expect(map.getOrInsertComputedRange(buffer, start, end, k => given.push(k))).toBe(1)
        expect(given).toEqual([key])
        expect(map.delete(key)).toBe(true)
        expect(map.getOrInsertRange(buffer, start, end, 8)).toBe(8)
        expect(map.get(key)).toBe(8)
        const set = new BytesSet(options)
        expect(set.hasRange(buffer, start, end)).toBe(false)
        expect(set.addRange(buffer, start, end)).toBe(set)
        expect(set.has(key)).toBe(true)
        expect(set.hasRange(buffer, start, end)).toBe(true)
        expect([...set]).toEqual([key])
        expect(set.deleteRange(buffer, start, end)).toBe(true)
        expect(set.deleteRange(buffer, start, end)).toBe(false)
      }
    }
  })

  test('of long keys, and of shared memory', () => {
    const shared = new Uint8Array(new SharedArrayBuffer(30_000)).fill(3)
    for (const long of [bytesOf(30_000), shared]) {
      const map = new BytesMap<string>()
      const places = [
        [0, 30_000],
        [1, 8162],
        [1, 8161],
        [5, 4093],
        [100, 4187],
        [200, 201],
        [300, 300],
      ] as const
      for (const [start, end] of places) map.setRange(long, start, end, `${start} ${end}`)
      for (const [start, end] of places) {
        expect(map.getRange(long, start, end)).toBe(`${start} ${end}`)
        expect(map.get(long.slice(start, end))).toBe(`${start} ${end}`)
      }
      expect(map.size).toBe(places.length)
    }
  })

  test.each(['any', 'int32', 'uint32', 'float32', 'float64', 'bigint64', 'biguint64'] as const)('values %s', values => {
    const map: any = new BytesMap({ values: values as any })
    const [zero, one, two] = values.startsWith('big') ? [0n, 1n, 2n] : [0, 1, 2]
    expect(map.setRange(buffer, 0, 8, one).getRange(buffer, 0, 8)).toBe(one)
    expect(map.getOrInsertRange(buffer, 8, 9, zero)).toBe(zero)
    expect(map.getOrRange(buffer, 8, 9, 'fallback')).toBe(zero)
    if (values === 'any') expect(() => map.incrementRange(buffer, 0, 8)).toThrow(TypeError)
    else expect(map.incrementRange(buffer, 0, 8)).toBe(two)
    if (values !== 'any')
      expect(() => map.setRange(buffer, 0, 8, 'text')).toThrow(/^BytesMap\.setRange: value must be /)
    if (values !== 'any')
      expect(() => map.incrementRange(buffer, 0, 8, {})).toThrow(/^BytesMap\.incrementRange: by must/)
    expect(map.size).toBe(2)
  })

  test('undefined is a value of kind any', () => {
    const map = new BytesMap<unknown>().setRange(buffer, 0, 3, undefined)
    expect(map.getOrRange(buffer, 0, 3, 7)).toBe(undefined)
    expect(map.getOrInsertRange(buffer, 0, 3, 7)).toBe(undefined)
    expect(map.hasRange(buffer, 0, 3)).toBe(true)
  })

  const MAP_CALLS: [string, (map: any, ...range: any[]) => unknown][] = [
    ['getRange', (map, ...at) => map.getRange(...at)],
    ['hasRange', (map, ...at) => map.hasRange(...at)],
    ['setRange', (map, ...at) => map.setRange(...at, 1)],
    ['deleteRange', (map, ...at) => map.deleteRange(...at)],
    ['incrementRange', (map, ...at) => map.incrementRange(...at)],
    ['getOrRange', (map, ...at) => map.getOrRange(...at, 1)],
    ['getOrInsertRange', (map, ...at) => map.getOrInsertRange(...at, 1)],
    ['getOrInsertComputedRange', (map, ...at) => map.getOrInsertComputedRange(...at, () => 1)],
  ]
  const SET_CALLS: typeof MAP_CALLS = [
    ['addRange', (set, ...at) => set.addRange(...at)],
    ['hasRange', (set, ...at) => set.hasRange(...at)],
    ['deleteRange', (set, ...at) => set.deleteRange(...at)],
  ]
  const CALLS = [
    ...MAP_CALLS.map(([method, call]) => ['BytesMap', method, call] as const),
    ...SET_CALLS.map(([method, call]) => ['BytesSet', method, call] as const),
  ]

  describe.each(CALLS)('%s.%s', (name, method, call) => {
    const make = (): any[] => {
      if (name === 'BytesSet') return [new BytesSet(), new BytesSet([of(1), of(2)])]
      const entries = [of(1), of(2)].map(key => [key, 1] as const)
      return [new BytesMap({ values: 'int32' }), new BytesMap(entries, { values: 'int32' })]
    }
    const expectRefused = (range: unknown[], error: unknown, argument: string) => {
      for (const map of make()) {
        const before = map.size
        const thrown = errorOf(() => call(map, ...range))
        expect(thrown.constructor, `${thrown}`).toBe(error)
        expect(thrown.message).toContain(`${name}.${method}: ${argument} must`)
        expect(map.size).toBe(before)
      }
    }

    test('refuses what is no Uint8Array as a buffer', () => {
      const others = [undefined, null, 1, 'text', {}, [1, 2, 3], Symbol('b'), 1n, Object.create(Uint8Array.prototype)]
      for (const other of others) expectRefused([other, 0, 0], TypeError, 'buffer')
      for (const Other of [Int8Array, Uint8ClampedArray, Uint16Array, ArrayBuffer]) {
        expectRefused([new Other(4), 0, 0], TypeError, 'buffer')
      }
      expectRefused([new DataView(new ArrayBuffer(4)), 0, 0], TypeError, 'buffer')
    })

    test('refuses a start and an end of another type', () => {
      for (const other of ['0', null, undefined, true, {}, [0], 1n, Symbol('0')]) {
        expectRefused([of(1, 2, 3), other, 2], TypeError, 'start')
        expectRefused([of(1, 2, 3), 0, other], TypeError, 'end')
      }
    })

    test('refuses a start and an end outside of the buffer', () => {
      for (const other of [-1, 0.5, Number.NaN, Infinity, 4, 2 ** 32, 2 ** 32 + 1, -(2 ** 32)]) {
        expectRefused([of(1, 2, 3), other, 3], RangeError, 'start')
        expectRefused([of(1, 2, 3), 0, other], RangeError, 'end')
      }
    })

    test('refuses a start after the end', () => {
      expectRefused([of(1, 2, 3), 2, 1], RangeError, 'start')
    })

    test('takes -0, the whole buffer, nothing of it', () => {
      for (const map of make()) {
        for (const range of [
          [of(1, 2, 3), -0, 3],
          [of(1, 2, 3), 3, 3],
          [of(), 0, 0],
          [of(), -0, -0],
        ]) {
          expect(() => call(map, ...range)).not.toThrow()
        }
      }
    })

    test('refuses a buffer that is gone', () => {
      const gone = of(1, 2, 3)
      structuredClone(gone.buffer, { transfer: [gone.buffer] })
      for (const map of make()) {
        const before = map.size
        expect(errorOf(() => call(map, gone, 0, 0))).toBeInstanceOf(TypeError)
        expect(errorOf(() => call(map, gone, 0, 3))).toBeInstanceOf(RangeError)
        expect(map.size).toBe(before)
      }
    })
  })
})

describe('what is no key, or no longer one', () => {
  const writes: [string, (key: any) => unknown][] = [
    ['BytesMap.set', key => new BytesMap().set(key, 1)],
    ['BytesMap.set', key => new BytesMap([[of(1), 1]]).set(key, 1)],
    ['BytesMap.set', key => new BytesMap({ keyLength: 3 }).set(key, 1)],
    ['BytesMap.increment', key => new BytesMap({ values: 'int32' }).increment(key)],
    ['BytesMap.getOrInsert', key => new BytesMap().getOrInsert(key, 1)],
    ['BytesMap.getOrInsertComputed', key => new BytesMap().getOrInsertComputed(key, () => 1)],
    ['BytesSet.add', key => new BytesSet().add(key)],
  ]
  const expectNoKey = (key: any) => {
    for (const [where, write] of writes) {
      const error = errorOf(() => write(key))
      expect(error.constructor).toBe(TypeError)
      expect(error.message).toContain(`${where}: key `)
    }
    const maps = [{}, { keyLength: 1 }].map(options => new BytesMap<any>([[of(1), 1]], options))
    for (const map of maps) {
      expect([map.get(key), map.getOr(key, 2), map.has(key), map.delete(key)]).toEqual([undefined, 2, false, false])
      expect(map.size).toBe(1)
    }
    const set = new BytesSet([of(1)])
    expect([set.has(key), set.delete(key)]).toEqual([false, false])
    expect(() => set.union(new Set([key]))).toThrow(TypeError)
    expect(set.isSupersetOf(new Set([key]))).toBe(false)
    expect(set.isDisjointFrom(new Set([key]))).toBe(true)
  }

  test('other typed arrays and views', () => {
    const others = [
      Int8Array,
      Uint8ClampedArray,
      Int16Array,
      Uint16Array,
      Int32Array,
      Uint32Array,
      Float32Array,
      Float64Array,
    ]
    for (const Other of others) expectNoKey(new Other(2))
    expectNoKey(new BigInt64Array(1))
    expectNoKey(new BigUint64Array(1))
  })

  test('objects that only inherit from Uint8Array', () => {
    for (const key of [Uint8Array.prototype, Object.create(Uint8Array.prototype), Object.create(of(1))])
      expectNoKey(key)
  })

  test('objects that only inherit from DataView or ArrayBuffer', () => {
    for (const { prototype } of [DataView, ArrayBuffer, SharedArrayBuffer]) {
      expectNoKey(prototype)
      expectNoKey(Object.create(prototype))
    }
  })

  test('a buffer that was transferred', () => {
    const over: ((buffer: ArrayBuffer) => any)[] = [
      buffer => new Uint8Array(buffer),
      buffer => new Uint8Array(buffer, 0, 3),
      buffer => Buffer.from(buffer),
      buffer => new DataView(buffer),
      buffer => buffer,
    ]
    for (const make of over) {
      const buffer = of(1, 2, 3).buffer
      const key = make(buffer)
      const map = new BytesMap<number>([[key, 1]])
      structuredClone(buffer, { transfer: [buffer] })
      expectNoKey(key)
      expect([...map.keys()]).toEqual([of(1, 2, 3)])
    }
  })

  const isResizable = 'resize' in ArrayBuffer.prototype

  test.skipIf(!isResizable)('an array over a buffer that has shrunk too far', () => {
    const buffer = new (ArrayBuffer as any)(16, { maxByteLength: 32 })
    const fixed = new Uint8Array(buffer, 4, 8)
    const view = new DataView(buffer, 4, 8)
    const tracking = new Uint8Array(buffer)
    const map = new BytesMap<string>([[fixed, 'fixed']])
    expect(map.get(view)).toBe('fixed')
    buffer.resize(6)
    expectNoKey(fixed)
    expectNoKey(view)
    expect(map.has(tracking)).toBe(false)
    expect(map.set(tracking, 'tracking').get(new Uint8Array(6))).toBe('tracking')
    buffer.resize(32)
    expect(map.get(fixed)).toBe('fixed')
    expect(map.has(tracking)).toBe(false)
    expect(map.has(new Uint8Array(6))).toBe(true)
    expect(() => map.getRange(fixed, 0, 8)).not.toThrow()
    buffer.resize(6)
    expect(() => map.getRange(fixed, 0, 0)).toThrow(TypeError)
    expect(() => map.getRange(tracking, 0, 7)).toThrow(RangeError)
    expect(map.getRange(tracking, 0, 6)).toBe('tracking')
  })

  test('a value that detaches the key is too late to matter', () => {
    const map = new BytesMap<number>()
    const key = of(1, 2, 3)
    map.getOrInsertComputed(key, () => {
      structuredClone(key.buffer, { transfer: [key.buffer] })
      return 1
    })
    expect([...map]).toEqual([[of(1, 2, 3), 1]])
  })
})

describe.each([
  ['any length', {}],
  ['one length, packed', { keyLength: 12 }],
  ['one length, not packed', { keyLength: 270 }],
] as [string, { keyLength?: number }][])('keys of %s', (_, options) => {
  const { keyLength } = options
  const key = (i: number) => bytesOf(keyLength ?? LENGTHS[i % LENGTHS.length]! % 9000, i).fill(i >> 8, 1, 2)
  const entries = [...new KeyMap<number>(range(0, isChecked ? 40 : 200).map(i => [key(i), i]))]
  const make = () => new BytesMap(entries, { values: 'int32', ...options })

  test('clone, equals, assign', () => {
    const map = make()
    const copy = map.clone()
    expect(copy.equals(map) && map.equals(copy)).toBe(true)
    for (const [k] of entries) copy.delete(k)
    expect(copy.size).toBe(0)
    expect(sorted(map)).toEqual(sorted(entries))
    expect(copy.assign(map).equals(map)).toBe(true)
    expect(new BytesMap().assign(entries).equals(map)).toBe(true)
    expect(copy.set(entries[0]![0], -1).equals(map)).toBe(false)
    map[Symbol.dispose]()
    expect(copy.set(...entries[0]!).equals(new BytesMap(entries))).toBe(true)
    const set = new BytesSet(copy.keys(), options)
    expect(set.equals(set.clone())).toBe(true)
    expect(set.union(set.clone()).size).toBe(entries.length)
    expect(set.symmetricDifference(new BytesSet([entries[0]![0]])).size).toBe(entries.length - 1)
  })

  test('reserve and shrink, in the middle of a growth too', () => {
    const map = make()
    map.reserve(2000)
    expect(map.equals(new KeyMap(entries) as any)).toBe(true)
    for (const [k] of entries.slice(10)) map.delete(k)
    const { bytes } = map.stats()
    map.shrink()
    expect(map.stats().bytes).toBeLessThan(bytes / 2)
    expect(map.equals(new KeyMap(entries.slice(0, 10)) as any)).toBe(true)
    const growing = new BytesMap({ values: 'int32', ...options })
    const n = growInto(growing, i => growing.set(bytesOf(keyLength ?? 2 + (i % 90), i).fill(i >> 8, 1, 2), i), 60)
    growing.shrink()
    expect(growing.size).toBe(n)
    expect(sorted(growing.values())).toEqual(range(0, n - 1))
  })

  test('clear gives back what the keys took', () => {
    const map = make()
    map.clear()
    const { bytes } = map.stats()
    for (let round = 0; round < 3; round++) {
      map.assign(entries)
      if (isWasm) expect(map.stats().bytes).toBeGreaterThan(entries.reduce((sum, [k]) => sum + k.length, 0))
      map.clear()
      expect(map.stats().bytes).toBe(bytes)
      expect([...map]).toEqual([])
    }
  })

  test('keys that were handed out stay what they are', () => {
    const map = make()
    const keys = [...map.keys()]
    map.clear()
    for (let i = 0; i < 50; i++) map.set(new Uint8Array(keyLength ?? i).fill(255), 1)
    map[Symbol.dispose]()
    expect(sorted(keys)).toEqual(sorted(entries.map(([k]) => k)))
  })
})

test('groupBy', () => {
  const lines = ['GET /', 'PUT /', 'GET /', 'POST', 'GETS'].map(line => Buffer.from(line))
  const groups = BytesMap.groupBy(lines, line => line.subarray(0, 3))
  expect(groups.size).toBe(3)
  expect(groups.get(Buffer.from('GET'))).toEqual([lines[0], lines[2], lines[4]])
  const reused = new Uint8Array(2)
  const byContent = BytesMap.groupBy(range(0, 9), i => {
    reused.fill(i % 2)
    return reused
  })
  expect(byContent.get(of(0, 0))).toEqual([0, 2, 4, 6, 8])
  expect(byContent.get(of(1, 1))).toEqual([1, 3, 5, 7, 9])
})
