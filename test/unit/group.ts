// The three forms of tophash/group against what they mean, over one build: `simd` asks whichever is loaded.

import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import * as group from '../../src/group.js'
import { errorOf } from '../contract/classes.js'
import { replay } from '../internals.js'
import { type Build, useBuild } from '../once.js'

const FORMS = Object.entries({ simd: group.simd, swar: group.swar, plain: group.plain })
const SIZES = [8, 16]
/** Neighbours that a borrow or a carry would run between. */
const EDGES = [0x00, 0x01, 0x7f, 0x80, 0xff]

/** What a mask is meant to be, from the text of the interface. */
const meant = (bytes: Uint8Array, test: (byte: number) => boolean) =>
  [...bytes].reduce((mask, byte, i) => mask + (test(byte) ? 2 ** i : 0), 0)

/** Where a form differs from what is meant, if it does; cheaper than an expectation for each of a million groups. */
function wrong(bytes: Uint8Array, top: number): string | undefined {
  const masks: [keyof group.GroupMatcher, number][] = [
    ['matchTopHash', meant(bytes, byte => byte === top)],
    ['matchEmpty', meant(bytes, byte => byte === 0 || byte === 1)],
    ['matchFull', meant(bytes, byte => byte >= 5)],
  ]
  for (const [name, form] of FORMS) {
    for (const [method, mask] of masks) {
      const got = form[method](bytes, top)
      if (got !== mask) return `${name}.${method}([${bytes}], ${top}) is ${got}, not ${mask}`
    }
  }
  return undefined
}

/** What is wrong with a group for each of some tophashes. */
const allWrong = (bytes: Uint8Array, tops: Iterable<number>) =>
  [...tops].map(top => wrong(bytes, top)).filter(text => text !== undefined)

const ALL_TOPS = Array.from({ length: 256 }, (_, top) => top)

export function testGroups(build: Build): void {
  beforeAll(() => {
    useBuild(build)
  })

  describe.each(SIZES)('a group of %i bytes', size => {
    test('random bytes, for a tophash of theirs and for another', () => {
      const bytes = fc.uint8Array({ minLength: size, maxLength: size })
      const property = fc.property(bytes, fc.nat({ max: size - 1 }), fc.nat({ max: 255 }), (bytes, at, other) => {
        expect(allWrong(bytes, [bytes[at]!, other])).toEqual([])
      })
      fc.assert(property, { numRuns: 5000, ...replay })
    })

    test('every tophash, in every slot and in none', () => {
      for (let at = 0; at < size; at++) {
        for (const top of ALL_TOPS) {
          const bytes = new Uint8Array(size).fill(top ^ 1)
          bytes[at] = top
          expect(wrong(bytes, top)).toBe(undefined)
        }
      }
      const bytes = Uint8Array.from({ length: size }, (_, i) => 3 * i)
      expect(allWrong(bytes, ALL_TOPS)).toEqual([])
    })

    test('states 0 to 5 in every slot among states 0 to 5 and full ones', () => {
      for (const around of [0, 1, 2, 3, 4, 5, 0x80, 0xff]) {
        for (let state = 0; state <= 5; state++) {
          for (let at = 0; at < size; at++) {
            const bytes = new Uint8Array(size).fill(around)
            bytes[at] = state
            expect(wrong(bytes, state)).toBe(undefined)
          }
        }
      }
    })

    test('no borrow and no carry runs from byte to byte', () => {
      const found: unknown[] = []
      for (const around of [0x00, 0x80, 0xff]) {
        for (let pattern = 0; pattern < EDGES.length ** 4; pattern++) {
          const four = [0, 1, 2, 3].map(i => EDGES[Math.floor(pattern / EDGES.length ** i) % EDGES.length]!)
          for (let at = 0; at + 4 <= size; at++) {
            const bytes = new Uint8Array(size).fill(around)
            bytes.set(four, at)
            const top = EDGES[(pattern + at) % EDGES.length]!
            found.push(wrong(bytes, top))
            // A comparison is an exclusive or with the tophash: then these are the bytes that it works on.
            for (let i = 0; i < size; i++) bytes[i]! ^= top
            found.push(wrong(bytes, top))
          }
        }
      }
      expect(found.filter(text => text !== undefined)).toEqual([])
    })

    test('a group may be a part of a buffer, and what is around it does not count', () => {
      const buffer = new Uint8Array(64).fill(9)
      for (let at = 0; at + size <= 64; at++) {
        const bytes = buffer.subarray(at, at + size)
        bytes[0] = 7
        expect(allWrong(bytes, [7, 9])).toEqual([])
        bytes[0] = 9
      }
      expect(allWrong(Buffer.alloc(size, 9), [9])).toEqual([])
    })

    test('nothing is written to a group', () => {
      const bytes = Uint8Array.from({ length: size }, (_, i) => i)
      const before = bytes.slice()
      allWrong(bytes, [0, 5])
      expect(bytes).toEqual(before)
    })
  })

  test('what is no group, or no tophash, is the same error in all forms', () => {
    const eight = new Uint8Array(8)
    const lengths = [0, 1, 4, 7, 9, 12, 15, 17, 32].map(length => new Uint8Array(length))
    const others = [
      undefined,
      null,
      8,
      'abcdefgh',
      Array(8).fill(0),
      {},
      new ArrayBuffer(8),
      new DataView(eight.buffer),
    ]
    const arrays = [new Int8Array(8), new Uint8ClampedArray(8), new Uint16Array(8), new Float64Array(8)]
    const badTops = [-1, 256, 0.5, Number.NaN, Infinity, 2 ** 32, undefined, null, '1', 1n, true, {}]
    const calls: [method: keyof group.GroupMatcher, args: unknown[], error: unknown][] = [
      ...badTops.map(top => ['matchTopHash', [eight, top], typeof top === 'number' ? RangeError : TypeError] as any),
    ]
    for (const method of ['matchTopHash', 'matchEmpty', 'matchFull'] as const) {
      for (const bytes of lengths) calls.push([method, [bytes, 0], RangeError])
      for (const bytes of [...others, ...arrays]) calls.push([method, [bytes, 0], TypeError])
    }
    for (const [method, args, error] of calls) {
      const errors = FORMS.map(([, form]) => errorOf(() => (form[method] as any)(...args)))
      const texts = errors.map(each => each.message)
      for (const each of errors) expect(each.constructor, `${method}: ${each.message}`).toBe(error)
      expect(texts).toEqual([texts[0], texts[0], texts[0]])
      expect(texts[0]).toMatch(new RegExp(`^${method}: (group|tophash) must `))
    }
  })
}
