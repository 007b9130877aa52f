// The same operations with the same seed on a Wasm table and on its twin: equal bucket for bucket, all the way.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as twin from '../../src/reference/index.js'
import { isChecked, isWasm } from '../backend.js'
import { replay, textOf } from '../internals.js'
import { ALL_KINDS, newMap, newSet, VALUE_KINDS, VALUES } from './kinds.js'

const NAMES = ['set', 'set', 'set', 'delete', 'delete', 'fill', 'drop', 'reserve', 'shrink', 'clear', 'clone'] as const
const SIZES = isChecked
  ? [{ keys: 60, runs: 3, length: 60 }]
  : [
      { keys: 60, runs: 8, length: 80 },
      { keys: 2000, runs: 2, length: 30 },
    ]

function act(map: any, name: (typeof NAMES)[number], i: number, j: number, keyOf: any, put: any, keys: number): any {
  switch (name) {
    case 'set':
      put(map, i, j)
      break
    case 'delete':
      map.delete(keyOf(i))
      break
    case 'fill':
      for (let n = 0; n < j % keys; n++) put(map, i + n, n)
      break
    case 'drop':
      for (let n = 0; n < j % keys; n++) map.delete(keyOf(i + n))
      break
    case 'reserve':
      map.reserve(i)
      break
    case 'clone':
      return map.clone()
    default:
      map[name]()
  }
  return map
}

/** Equal, told without a diff of megabytes. */
function expectSame(wasm: any, reference: any, when: string): void {
  const [a, b] = [wasm.inspect(), reference.inspect()]
  if (textOf(a) === textOf(b)) return
  const { chains: ours, ...rest } = a
  const { chains: theirs, ...others } = b
  expect(rest, when).toEqual(others)
  const first = ours.findIndex((chain: any, index: number) => textOf(chain) !== textOf(theirs[index]))
  expect(ours[first], `${when}, chain ${first}`).toEqual(theirs[first])
}

describe.runIf(isWasm)('bucket for bucket', () => {
  for (const key of ALL_KINDS) {
    for (const values of [...(key.values ?? VALUE_KINDS), undefined]) {
      test.each(SIZES)(`${key.label}: ${values ? `map of ${values}` : 'set'}, $keys keys`, ({ keys, runs, length }) => {
        const command = fc.tuple(fc.constantFrom(...NAMES), fc.nat(keys - 1), fc.nat(2000))
        const streams = fc.array(command, { maxLength: length, size: 'max' })
        const keyOf = (i: number) => key.key(i % keys)
        const put = (map: any, i: number, j: number) =>
          values === undefined ? map.add(keyOf(i)) : map.set(keyOf(i), VALUES[values](j))
        const property = fc.property(streams, fc.bigInt(0n, 2n ** 64n - 1n), fc.nat(100), (stream, seed, capacity) => {
          const options = { seed, capacity, ...(values && { values }) }
          let wasm = values === undefined ? newSet(key, options) : newMap(key, options)
          let reference = values === undefined ? newSet(key, options, twin) : newMap(key, options, twin)
          for (const [name, i, j] of stream) {
            wasm = act(wasm, name, i, j, keyOf, put, keys)
            reference = act(reference, name, i, j, keyOf, put, keys)
            expectSame(wasm, reference, `after ${name}(${i}, ${j})`)
          }
        })
        fc.assert(property, { numRuns: runs, ...replay })
      })
    }
  }
})

// A backend without Wasm has nothing to compare: its run of this file only says so.
test.runIf(!isWasm)('the twin is its own reference', () => {
  const map = new twin.Int32Map({ seed: 1n }).set(1, 1)
  expect(textOf(map.inspect())).toBe(textOf(new twin.Int32Map({ seed: 1n }).set(1, 1).inspect()))
})
