// A precompiled module of the other layout is refused before there is an instance.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as buckets from '../../src/index.js'
import * as swiss from '../../src/swiss.js'

const moduleOf = (name: string) =>
  new WebAssembly.Module(readFileSync(new URL(`../../build/tophash-${name}.wasm`, import.meta.url)))

test.each(['simd', 'swar'])('tophash/swiss takes its own module only: %s', async name => {
  await expect(swiss.init(moduleOf(name))).rejects.toThrow('not those of tophash/swiss')
  await expect(buckets.init(moduleOf(name === 'simd' ? 'swiss' : 'swiss-swar'))).rejects.toThrow('not those of tophash')
})

test('after that, its own is taken', async () => {
  await swiss.init(moduleOf('swiss-swar'))
  await buckets.init(moduleOf('swar'))
  expect([...new swiss.Int32Set([1])]).toEqual([...new buckets.Int32Set([1])])
})
