// The hash of the Wasm tables and of the twin, bit for bit, through where they put a key; and the groups of both builds.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type HashWords, hash32, hash64 } from '../../src/spaces/reference/hash.js'
import { replay, textOf } from '../internals.js'
import { type Instance, instanceOf } from '../once.js'

const word = fc.oneof(fc.bigInt(0n, 2n ** 64n - 1n), fc.constantFrom(0n, 1n, 2n ** 32n - 1n, 2n ** 32n, 2n ** 64n - 1n))
const B = 10

/** The tophash and the low B bits of the hash of a key, as an instance places it. */
function placed({ exports, memory }: Instance, pair: string, words: bigint[], key: number | bigint): [number, number] {
  const table = exports.tableCreate(1, 2, 0)
  exports[`${pair}Reserve`]!(table, 6.5 * 2 ** B)
  exports.tableSetWords(table, ...(words as [bigint, bigint, bigint]))
  exports[`${pair}Add`]!(table, key)
  const bytes = new Uint8Array(memory.buffer)
  for (let low = 0; low < 2 ** B; low++) {
    const top = bytes[exports[`${pair}ChainAt`]!(table, low)]!
    if (top === 0) continue
    exports.tableDestroy(table)
    return [top, low]
  }
  throw new Error('the key is nowhere')
}

function expected(h: number): [top: number, low: number] {
  const top = h >>> 24
  return [top < 5 ? top + 5 : top, h & (2 ** B - 1)]
}

function twinWords(words: bigint[]): HashWords {
  return Uint32Array.from(words.flatMap(w => [Number(w >> 32n), Number(w & 0xffffffffn)])) as HashWords
}

test.each(['simd', 'swar'] as const)('the %s build hashes as the twin', build => {
  const instance = instanceOf(build, 64, 64)
  const key32 = fc.oneof(fc.integer(), fc.constantFrom(0, -1, -(2 ** 31), 2 ** 31 - 1))
  const key64 = fc.oneof(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), fc.constantFrom(0n, -1n, 2n ** 32n, -(2n ** 63n)))
  const property = fc.property(word, word, word, key32, key64, fc.double(), (a, b, c, small, large, float) => {
    const words = [a, b, c]
    const t = twinWords(words)
    expect(placed(instance, 'u32None', words, small)).toEqual(expected(hash32(t, small)))
    const low = Number(BigInt.asUintN(32, large))
    const high = Number(BigInt.asUintN(32, large >> 32n))
    expect(placed(instance, 'i64None', words, large)).toEqual(expected(hash64(t, low, high)))
    const bits = new Uint32Array(Float64Array.of(float === 0 ? 0 : float).buffer)
    if (Number.isNaN(float)) bits.set([0, 0x7ff80000])
    expect(placed(instance, 'f64None', words, float)).toEqual(expected(hash64(t, bits[0]!, bits[1]!)))
  })
  fc.assert(property, { numRuns: 300, ...replay })
})

test('every NaN is one key, and so are both zeroes', () => {
  const { exports } = instanceOf('simd', 64, 64)
  const table = exports.tableCreate(1, 2, 0)
  const bits = [0x7ff8000000000000n, 0xfff8000000000000n, 0x7ff8000000000001n, 0xffffffffffffffffn]
  const floats = new Float64Array(BigUint64Array.from(bits).buffer)
  for (let i = 0; i < bits.length; i++) exports.f64NoneAdd!(table, floats[i]!)
  expect(exports.tableCount(table)).toBe(1)
  exports.f64NoneAdd!(table, 0)
  expect(exports.f64NoneAdd!(table, -0)).toBe(0)
  expect(exports.f64NoneHas!(table, -0)).toBe(1)
  expect(exports.tableCount(table)).toBe(2)
})

test('SIMD and SWAR groups: the same memory after the same operations', () => {
  const names = ['Add', 'Add', 'Add', 'Remove', 'Remove'] as const
  const stream = fc.array(fc.tuple(fc.constantFrom(...names), fc.nat(400)), { maxLength: 1500, size: 'max' })
  const property = fc.property(stream, fc.boolean(), fc.integer(), (list, crowded, seed) => {
    const [one, other] = (['simd', 'swar'] as const).map(build => {
      const { exports, memory } = instanceOf(build, 32, 32)
      const table = exports.tableCreate(seed, 9, 0)
      if (crowded) exports.tableSetWords(table, 0n, 0n, 0n)
      const answers = list.map(([name, key]) => exports[`u32None${name}`]!(table, key))
      const staged = exports.u32NoneStage!(table, exports.tableBaseBits(table), 0, 0, 0, exports.tableRehashes(table))
      const array = exports.tableAddress(table)
      const size = 48 << exports.tableBits(table)
      const buckets = Array.from(new Uint8Array(memory.buffer, array, size))
      return { answers, staged, slots: Array.from(new Uint8Array(memory.buffer, 4096, 1600)), buckets, array }
    })
    if (textOf(one) !== textOf(other)) expect(one).toEqual(other)
  })
  fc.assert(property, { numRuns: 40, ...replay })
})
