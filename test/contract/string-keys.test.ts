// Strings as keys: their UTF-16 content counts and nothing else, however the engine holds them.

import { describe, expect, test } from 'vitest'
import { Int32Map, isChecked, isWasm, StringMap, StringSet } from '../backend.js'
import { zeroWords } from '../internals.js'
import { sorted } from './classes.js'
import { expectKeptApart, FULL_CHAIN, growInto } from './growing.js'

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

/** Around the ends of a loop, of a short record, of a record in a chunk and of the place where keys are staged. */
const LENGTHS = isChecked
  ? [0, 1, 7, 8, 9, 31, 32, 33, 62, 63, 64, 65, 4087, 4088, 8160, 8161, 20_000]
  : [...range(0, 70), ...range(2040, 2046), ...range(4075, 4200), ...range(8155, 8170), 16_320, 16_321, 100_000]

/** A text of a length whose characters all differ from their neighbours. */
function textOf(n: number, from: number): string {
  const codes = new Uint16Array(n)
  for (let i = 0; i < n; i++) codes[i] = from + ((i * 7 + n) % 90)
  return new TextDecoder('utf-16le').decode(codes)
}

const ASCII = 33
const LATIN1 = 0xa1
const WIDE = 0x4e00

/** The same text, held in other ways: flat, a rope, a part of another, one byte or two a character. */
function formsOf(text: string): string[] {
  const half = text.length >> 1
  const isLatin1 = /^[\0-\xff]*$/.test(text)
  return [
    text,
    text.slice(0, half) + text.slice(half),
    `before ${text} after`.slice(7, 7 + text.length),
    `\u6f22${text}\u6f22`.slice(1, 1 + text.length),
    text.split('').join(''),
    JSON.parse(JSON.stringify(text)),
    Buffer.from(text, 'utf16le').toString('utf16le'),
    ...(isLatin1 ? [Buffer.from(text, 'latin1').toString('latin1')] : []),
  ]
}

const CHARACTERS: [string, number][] = [
  ['ASCII', ASCII],
  ['Latin-1', LATIN1],
  ['wide', WIDE],
]

describe.each(CHARACTERS)('%s', (_, from) => {
  test('every length comes back as it went in', () => {
    const texts = LENGTHS.map(n => textOf(n, from))
    const map = new StringMap<number>(texts.map((text, i) => [text, i]))
    expect(map.size).toBe(texts.length)
    for (const [i, text] of texts.entries()) if (map.get(text) !== i) expect.fail(`a text of ${text.length}`)
    const keys = new Set(map.keys())
    for (const text of texts) if (!keys.has(text)) expect.fail(`no key is the text of ${text.length}`)
    expect(new Set(map.clone().keys())).toEqual(keys)
    for (const text of texts) if (!map.delete(text)) expect.fail(`delete of a text of ${text.length}`)
    expect(map.size).toBe(0)
  })

  test('the same text is the same key, however it is held', () => {
    for (const n of LENGTHS) {
      const forms = formsOf(textOf(n, from))
      for (const first of n < 70 ? forms : forms.slice(0, 2)) {
        const map = new StringMap({ values: 'int32' })
        map.set(first, 5)
        for (const other of formsOf(textOf(n, from))) {
          if (map.get(other) !== 5) expect.fail(`${n} characters, held as form ${forms.indexOf(other)}`)
          map.set(other, 5)
        }
        expect(map.size).toBe(1)
        expect(map.delete(forms.at(-1)!)).toBe(true)
      }
    }
  })

  test('one character more, less, or another is another key', () => {
    for (const n of LENGTHS) {
      if (n === 0) continue
      const text = textOf(n, from)
      const map = new StringSet([text])
      const places = n <= 70 ? range(0, n - 1) : [0, 1, n >> 1, n - 2, n - 1]
      for (const at of places) {
        const code = text.charCodeAt(at)
        for (const other of [code ^ 1, code ^ 0x100]) {
          const changed = text.slice(0, at) + String.fromCharCode(other) + text.slice(at + 1)
          if (map.has(changed)) expect.fail(`${n} characters, another at ${at}`)
        }
      }
      expect(map.has(`${text}\0`)).toBe(false)
      expect(map.has(`\0${text}`)).toBe(false)
      expect(map.has(text.slice(1))).toBe(false)
      expect(map.has(text.slice(0, -1))).toBe(false)
      expect(map.has(text)).toBe(true)
    }
  })

  test('a wide character anywhere makes another key than its low byte', () => {
    for (const n of [1, 2, 3, 4, 5, 8, 31, 32, 33, 34, 62, 63, 64, 100, 4080, 8160, 8161]) {
      const text = textOf(n, ASCII)
      for (const at of new Set([0, n >> 1, n - 1])) {
        const wide = `${text.slice(0, at)}${String.fromCharCode(text.charCodeAt(at) + 0x100)}${text.slice(at + 1)}`
        const set = new StringSet([wide])
        expect(set.has(text)).toBe(false)
        expect(set.add(text).size).toBe(2)
        expect(sorted(set)).toEqual(sorted([text, wide]))
      }
    }
  })
})

test('equality does not lean on the hash: all of these have the same', () => {
  const texts: string[] = []
  const longest = isChecked ? 9 : 70
  for (let n = 0; n <= longest; n++) {
    texts.push('\0'.repeat(n))
    for (let at = 0; at < n; at++) {
      texts.push(`${'\0'.repeat(at)}\x01${'\0'.repeat(n - 1 - at)}`)
      texts.push(`${'\0'.repeat(at)}\u0100${'\0'.repeat(n - 1 - at)}`)
    }
  }
  for (const n of isChecked ? [64, 130] : [100, 128, 2045, 4087, 4088, 8161]) {
    for (const at of [0, n >> 1, n - 1]) texts.push(`${'\0'.repeat(at)}\x01${'\0'.repeat(n - 1 - at)}`)
  }
  for (let from = 0; from < texts.length; from += FULL_CHAIN) {
    const map = new StringMap({ values: 'int32' })
    if (!zeroWords(map)) return
    expectKeptApart(map, texts, from)
  }
})

test('surrogates without a partner are kept, and kept apart', () => {
  const high = '\ud800'
  const low = '\udc00'
  const parts = [high, low, high + low, low + high, high + high, '\ufffd', '\ud801', '\udfff', '\u{10000}'.slice(0, 1)]
  for (const padding of ['', 'x'.repeat(40), '\u6f22'.repeat(40), 'x'.repeat(9000)]) {
    const texts = [...new Set(parts.flatMap(part => [part + padding, padding + part, padding + part + padding]))]
    const map = new StringMap<number>(texts.map((text, i) => [text, i]))
    expect(map.size).toBe(texts.length)
    for (const [i, text] of texts.entries()) expect(map.get(text)).toBe(i)
    for (const key of map.keys()) expect(texts).toContain(key)
  }
})

test('texts that look alike or mean the same are different keys', () => {
  const texts = [
    ...['\xe9', 'e\u0301', 'e', 'E', '\xc9', '\u212b', '\xc5', 'A\u030a'],
    ...['\xff', '\u0100', '\xfe', '\u01ff', '\u6161', 'aa', '\u0161', 'a', '\u2161'],
    ...['', '\0', '\0\0', ' ', '0', '1', '01', '1.0', '-0', 'NaN', 'undefined', 'null'],
    ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', '\ufeff', '\ufeffa', 'a\u200d', 'a\0'],
  ]
  const map = new StringMap<string>(texts.map(text => [text, `value of ${text}`]))
  expect(map.size).toBe(texts.length)
  for (const text of texts) expect(map.get(text)).toBe(`value of ${text}`)
  expect(sorted(map.keys())).toEqual(sorted(texts))
})

test('long and short keys in turn: what one leaves behind does not reach the next', () => {
  const texts = [8161, 3, 8160, 0, 9000, 40, 70, 20_000, 1].flatMap(n => [textOf(n, ASCII), textOf(n, WIDE)])
  const map = new StringMap({ values: 'int32' })
  for (let round = 0; round < 3; round++) {
    for (const text of new Set(texts)) {
      expect(map.has('absent')).toBe(false)
      map.set(text, 1)
      expect(map.get(text)).toBe(1)
      expect(map.get(`${text}!`)).toBe(undefined)
      expect(map.getOr('a', -1)).toBe(-1)
      expect(map.increment(text, 4)).toBe(5)
      expect(map.getOrInsert(text, 9)).toBe(5)
      expect(map.getOrInsertComputed(`${text}?`, key => key.length)).toBe(text.length + 1)
      expect(map.delete(`${text}?`)).toBe(true)
      expect(map.delete(`${text}?`)).toBe(false)
    }
    expect(map.size).toBe(new Set(texts).size)
  }
})

test('a call on another receiver leaves nothing behind', () => {
  const map = new StringMap<any>([['x', 1]])
  const long = 'z'.repeat(10_000)
  const other: any = new Int32Map([[1, 1]])
  for (const call of [
    () => StringMap.prototype.get.call(other, long),
    () => StringMap.prototype.has.call(other, long),
    () => StringMap.prototype.set.call(other, long, 1),
    () => StringMap.prototype.delete.call(other, long),
    () => StringMap.prototype.increment.call(other, long),
    () => StringSet.prototype.has.call(other, long),
    () => StringSet.prototype.add.call(other, long),
  ]) {
    expect(call).toThrow(TypeError)
    expect(map.get('x')).toBe(1)
    expect(map.has('y')).toBe(false)
    expect(map.set('y', 2).get('y')).toBe(2)
    expect(sorted(map.keys())).toEqual(['x', 'y'])
    expect(map.delete('y')).toBe(true)
    expect(map.size).toBe(1)
  }
})

describe('with keys of all lengths', () => {
  const texts = LENGTHS.filter((n, i) => n < 70 || i % 9 === 0).flatMap(n => [textOf(n, ASCII), textOf(n, WIDE)])
  const entries = [...new Set(texts)].map((text, i) => [text, i] as const)
  const make = () => new StringMap(entries, { values: 'int32' })

  test('clone, equals, assign', () => {
    const map = make()
    const copy = map.clone()
    expect(copy.equals(map)).toBe(true)
    expect(map.equals(new Map(entries))).toBe(true)
    for (const [text] of entries) copy.delete(text)
    expect(copy.size).toBe(0)
    expect(map.equals(new Map(entries))).toBe(true)
    expect(copy.assign(map).equals(map)).toBe(true)
    expect(new StringMap().assign(entries).equals(map)).toBe(true)
    map[Symbol.dispose]()
    expect(copy.equals(new Map(entries))).toBe(true)
  })

  test('reserve and shrink, in the middle of a growth too', () => {
    const map = make()
    map.reserve(1000)
    expect(map.equals(new Map(entries))).toBe(true)
    for (const [text] of entries.slice(20)) map.delete(text)
    const { bytes } = map.stats()
    map.shrink()
    expect(map.stats().bytes).toBeLessThan(bytes / 2)
    expect(map.equals(new Map(entries.slice(0, 20)))).toBe(true)
    const growing = new StringMap({ values: 'int32' })
    const n = growInto(growing, i => growing.set(`${i}${'-'.repeat(i % 90)}`, i), 60)
    growing.shrink()
    for (let i = 0; i < n; i++) expect(growing.get(`${i}${'-'.repeat(i % 90)}`)).toBe(i)
  })

  test('clear gives back what the keys took', () => {
    const map = new StringMap({ values: 'int32' }).set('a', 1)
    map.clear()
    const { bytes } = map.stats()
    for (let round = 0; round < 3; round++) {
      map.assign(entries)
      const total = entries.reduce((sum, [text]) => sum + text.length, 0)
      if (isWasm) expect(map.stats().bytes).toBeGreaterThan(total)
      map.clear()
      expect(map.stats().bytes).toBe(bytes)
      expect([...map]).toEqual([])
    }
  })

  test('keys that were handed out stay what they are', () => {
    const map = make()
    const keys = [...map.keys()]
    map.clear()
    map.set('other', 1)
    map[Symbol.dispose]()
    expect(sorted(keys)).toEqual(sorted(entries.map(([text]) => text)))
  })
})

test('groupBy', () => {
  const words = [
    'b\xe4r',
    'b\xfcr',
    'bear',
    '\u6f22',
    'b\xe4r',
    '',
    'bear',
    '\u6f22'.repeat(9000),
    '\u6f22'.repeat(9000),
  ]
  const groups = StringMap.groupBy(words, word => word.slice(0, 8999))
  expect(groups.size).toBe(6)
  expect(groups.get('b\xe4r')).toEqual(['b\xe4r', 'b\xe4r'])
  expect(groups.get('\u6f22'.repeat(8999))).toHaveLength(2)
})
