// Many keys side by side in one buffer: bytes, or strings in UTF-8. The same as key by key, in bulk or not.

import { describe, expect, test } from 'vitest'
import { BytesMap, BytesSet, isChecked, StringMap, StringSet } from '../backend.js'
import { errorOf } from './classes.js'

const encoder = new TextEncoder()
/** What is malformed becomes U+FFFD; a byte order mark is a character. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

function random(seed: number): (n: number) => number {
  let x = seed
  return n => {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    return (x >>> 0) % n
  }
}

/** Characters of one, two, three and four bytes; Latin-1 and beyond. */
const ALPHABETS = [
  [0x61, 0x62, 0x7a, 0x20],
  [0xe9, 0xff, 0x80, 0x61],
  [0x100, 0x7ff, 0x800, 0xffff, 0xfeff, 0x61],
  [0x1f600, 0x10ffff, 0x10000, 0x61, 0xe9],
]

function texts(n: number, longest: number, seed: number): string[] {
  const next = random(seed)
  return Array.from({ length: n }, () => {
    const alphabet = ALPHABETS[next(3 * ALPHABETS.length) % 5] ?? ALPHABETS[0]!
    const length = next(longest + 1)
    return String.fromCodePoint(...Array.from({ length }, () => alphabet[next(alphabet.length)]!))
  })
}

/** Keys side by side, or with `gap` bytes between them. */
function pack(keys: Uint8Array[], gap = 0) {
  const bytes = new Uint8Array(keys.reduce((sum, key) => sum + key.length + gap, 0) + 5).fill(0xfe)
  const offsets = new Uint32Array(keys.length + (gap === 0 ? 1 : 0))
  const ends = new Int32Array(keys.length)
  let at = 3
  keys.forEach((key, i) => {
    bytes.set(key, at)
    offsets[i] = at
    ends[i] = at + key.length
    at += key.length + gap
  })
  if (gap !== 0) return { bytes, offsets, ends }
  offsets[keys.length] = at
  return { bytes, offsets }
}

const SIZES: [name: string, n: number, longest: number][] = [
  ['short keys', isChecked ? 300 : 5000, 12],
  ['keys of all lengths', 300, 400],
  ['keys too long to be staged with others', 40, 20_000],
]

describe.each([
  ['StringMap', StringMap, StringSet, (text: string) => text],
  ['BytesMap', BytesMap, BytesSet, (text: string) => encoder.encode(text)],
] as const)('%s', (_, Map_: any, Set_: any, keyOf) => {
  describe.each(SIZES)('%s', (_, n, longest) => {
    const keys = texts(n, longest, 77)
    const encoded = keys.map(key => encoder.encode(key))
    const values = Int32Array.from(keys, (_, i) => i)

    test.each([0, 1, 7])('with %i bytes between them', gap => {
      const packed = pack(encoded, gap)
      const map = new Map_({ values: 'int32' })
      const model = new Map<string, number>()
      expect(map.setMany(packed, values)).toBe(map)
      keys.forEach((key, i) => {
        model.set(key, i)
      })
      map.incrementMany(packed)
      map.incrementMany(packed, values)
      keys.forEach((key, i) => {
        model.set(key, model.get(key)! + 1 + i)
      })
      expect(map.size).toBe(model.size)
      const wrong = [...model].filter(([key, value]) => map.get(keyOf(key)) !== value)
      expect(wrong).toEqual([])
      expect(Array.from(map.getMany(packed))).toEqual(keys.map(key => model.get(key)))
      const others = pack(
        texts(n, longest, 78).map(key => encoder.encode(key)),
        gap,
      )
      const there = texts(n, longest, 78).map(key => model.has(key))
      expect(Array.from(map.hasMany(others), Boolean)).toEqual(there)
      const found = map.getMany(others, undefined, -1)
      expect(Array.from(found)).toEqual(texts(n, longest, 78).map(key => model.get(key) ?? -1))
      const gone = new Set(texts(n, longest, 78).filter(key => model.has(key)))
      expect(map.deleteMany(others)).toBe(gone.size)
      expect(map.size).toBe(model.size - gone.size)
      const set = new Set_().addMany(packed)
      expect(set.size).toBe(model.size)
      expect(set.hasMany(packed).indexOf(0)).toBe(-1)
      expect(set.deleteMany(packed)).toBe(model.size)
    })

    test.each(['any', 'float32', 'float64', 'uint32', 'bigint64'])('values of kind %s', kind => {
      const packed = pack(encoded)
      const make = (i: number): any => (kind === 'any' ? { i } : kind === 'bigint64' ? BigInt(i) : i)
      const list = keys.map((_, i) => make(i))
      const map = new Map_({ values: kind })
      map.setMany(packed, list)
      const last = new Map(keys.map((key, i) => [key, list[i]]))
      expect(Array.from(map.getMany(packed))).toEqual(keys.map(key => last.get(key)))
      if (kind === 'any') return
      const column = map.getMany(packed).fill(make(2))
      map.setMany(packed, column)
      map.incrementMany(packed, make(3))
      expect(new Set(map.values()).size).toBeLessThanOrEqual(keys.length)
      const counts = new Map<string, number>()
      for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 3)
      expect(Array.from(map.getMany(packed), Number)).toEqual(keys.map(key => 2 + counts.get(key)!))
    })
  })

  test('a sum that is out of range ends the call, and its error says where', () => {
    const packed = pack(['a', 'b', 'c', 'a', 'b'].map(key => encoder.encode(key)))
    const map = new Map_({ values: 'int32' })
    map.set(keyOf('b'), 2 ** 31 - 2)
    const error = errorOf(() => map.incrementMany(packed))
    expect(error).toBeInstanceOf(RangeError)
    expect(error.done).toBe(4)
    expect([map.get(keyOf('a')), map.get(keyOf('b')), map.get(keyOf('c'))]).toEqual([2, 2 ** 31 - 1, 1])
  })

  test('values that look like "missing" are told apart', () => {
    const packed = pack(['x', 'y'].map(key => encoder.encode(key)))
    const map = new Map_({ values: 'int32' }).setMany(packed, Int32Array.of(-0x7ffffffd, -0x7ffffffe))
    expect([map.get(keyOf('x')), map.get(keyOf('y')), map.get(keyOf('z'))]).toEqual([
      -0x7ffffffd,
      -0x7ffffffe,
      undefined,
    ])
    map.incrementMany(packed, Int32Array.of(1, 1))
    expect(map.get(keyOf('y'))).toBe(-0x7ffffffd)
  })

  const good = pack([encoder.encode('ab'), encoder.encode('c')])
  test.each([
    ['bytes', { ...good, bytes: [1, 2] }, TypeError, 'keys.bytes must be a Uint8Array'],
    ['offsets', { ...good, offsets: [0, 1] }, TypeError, 'keys.offsets must be'],
    ['offsets', { ...good, offsets: new Uint32Array(0) }, TypeError, 'keys.offsets must be'],
    ['offsets', { ...good, offsets: Uint32Array.of(2, 1) }, RangeError, 'keys.offsets must not decrease'],
    ['offsets', { ...good, offsets: Int32Array.of(-1, 1) }, RangeError, 'keys.offsets must not decrease'],
    ['offsets', { ...good, offsets: Uint32Array.of(0, 99) }, RangeError, 'nor exceed the 8 bytes'],
    ['ends', { ...good, offsets: Uint32Array.of(0, 1), ends: Uint32Array.of(1) }, TypeError, 'keys.ends must be'],
    ['ends', { ...good, offsets: Uint32Array.of(0), ends: [1] }, TypeError, 'keys.ends must be'],
    [
      'ends',
      { ...good, offsets: Uint32Array.of(2), ends: Uint32Array.of(1) },
      RangeError,
      'keys.ends must not be below',
    ],
    ['ends', { ...good, offsets: Uint32Array.of(2), ends: Uint32Array.of(9) }, RangeError, 'nor exceed the 8 bytes'],
  ])('bad %s: nothing is done', (_, packed: any, Class, message) => {
    const map = new Map_({ values: 'int32' })
    for (const call of [
      () => map.getMany(packed),
      () => map.hasMany(packed),
      () => map.setMany(packed, Int32Array.of(1, 2)),
      () => map.incrementMany(packed),
      () => map.deleteMany(packed),
      () => new Set_().addMany(packed),
    ]) {
      const error = errorOf(call)
      expect(error).toBeInstanceOf(Class)
      expect(error.message).toContain(message)
    }
    expect(map.size).toBe(0)
  })
})

describe('UTF-8', () => {
  /** From the Unicode Standard, table 3-7, and around its limits. */
  const MALFORMED = [
    [0x80],
    [0xbf, 0x61],
    [0xc0, 0x80],
    [0xc1, 0xbf],
    [0xc2],
    [0xc2, 0x41],
    [0xe0, 0x9f, 0xbf],
    [0xe1, 0x80],
    [0xed, 0xa0, 0x80],
    [0xed, 0xbf, 0xbf],
    [0xf0, 0x8f, 0xbf, 0xbf],
    [0xf1, 0x80, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
    [0xf5, 0x80, 0x80, 0x80],
    [0xff],
  ]
  const WELL_FORMED = [
    [],
    [0x00],
    [0x7f],
    [0xc2, 0x80],
    [0xc3, 0xbf],
    [0xc4, 0x80],
    [0xdf, 0xbf],
    [0xe0, 0xa0, 0x80],
    [0xed, 0x9f, 0xbf],
    [0xee, 0x80, 0x80],
    [0xef, 0xbb, 0xbf, 0x61],
    [0xef, 0xbf, 0xbf],
    [0xf0, 0x90, 0x80, 0x80],
    [0xf4, 0x8f, 0xbf, 0xbf],
  ]

  test.each([
    ['well-formed', WELL_FORMED],
    ['malformed', MALFORMED],
  ])('%s keys are what a decoder makes of them', (_, list) => {
    // Each also in the middle of ASCII, where words of four bytes begin at all places.
    const keys = list.flatMap(key => [key, ...[1, 2, 3, 4].map(n => [...new Array(n).fill(0x71), ...key, 0x72])])
    const encoded = keys.map(key => Uint8Array.from(key))
    const map = new StringMap({ values: 'int32' })
    map.setMany(
      pack(encoded),
      Int32Array.from(keys, (_, i) => i),
    )
    const model = new Map(encoded.map((key, i) => [decoder.decode(key), i]))
    expect(new Map(map)).toEqual(model)
    expect(Array.from(map.getMany(pack(encoded, 3)))).toEqual(encoded.map(key => model.get(decoder.decode(key))))
  })

  test('the same key whichever way it came', () => {
    const keys = ['abc', 'é', 'ÿ€', '😀', '']
    const packed = pack(keys.map(key => encoder.encode(key)))
    const map = new StringMap({ values: 'int32' }).setMany(keys, Int32Array.of(1, 2, 3, 4, 5))
    expect(Array.from(map.getMany(packed))).toEqual([1, 2, 3, 4, 5])
    const other = new StringMap({ values: 'int32' }).setMany(packed, Int32Array.of(1, 2, 3, 4, 5))
    expect(keys.map(key => other.get(key))).toEqual([1, 2, 3, 4, 5])
  })

  test('in memory that others may write to', () => {
    const bytes = new Uint8Array(new SharedArrayBuffer(4))
    bytes.set([0x61, 0xff, 0xc3, 0xa9])
    const set = new StringSet().addMany({ bytes, offsets: Uint32Array.of(0, 1, 2, 4) })
    expect([...set].sort()).toEqual(['a', 'é', '\ufffd'])
  })
})

test('keys of one length: ranges of another are no keys', () => {
  for (const keyLength of [3, 300]) {
    const map = new BytesMap({ keyLength, values: 'int32' })
    const key = new Uint8Array(keyLength).fill(7)
    map.set(key, 1)
    const bytes = new Uint8Array(3 * keyLength).fill(7)
    const packed = { bytes, offsets: Uint32Array.of(0, keyLength, keyLength + 2, 2 * keyLength + 2) }
    expect(Array.from(map.getMany(packed, undefined, -1))).toEqual([1, -1, 1])
    expect(Array.from(map.hasMany(packed))).toEqual([1, 0, 1])
    const error = errorOf(() => map.incrementMany(packed))
    expect(error).toBeInstanceOf(RangeError)
    expect(error.message).toContain(`a key must have ${keyLength} bytes, got 2`)
    expect([error.done, map.get(key)]).toEqual([1, 2])
    expect(map.deleteMany(bytes)).toBe(1)
  }
})
