// Maps that are dropped without a word: their memory comes back by itself.

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { BytesSet, Int32Map, StringMap } from '../../src/index.js'
import { collectGarbage } from '../once.js'
import { theSpace } from '../space.js'

const DIST = new URL('../../dist/index.js', import.meta.url).href

const PROGRAM = `
  import { Int32Map, BigInt64Set } from ${JSON.stringify(DIST)}
  let peak = 0
  let sum = 0
  for (let n = 0; n < 4000; n++) {
    const map = n % 2 ? new Int32Map({ values: 'int32', capacity: 60_000 }) : new BigInt64Set({ capacity: 60_000 })
    for (let i = 0; i < 1000; i++) n % 2 ? map.set(i, n) : map.add(BigInt(i))
    sum += map.stats().bytes
    await new Promise(resolve => setImmediate(resolve))
    if (n % 50 === 0) peak = Math.max(peak, process.memoryUsage().rss)
  }
  peak = Math.max(peak, process.memoryUsage().rss)
  console.log(JSON.stringify({ peak, sum }))
`

test('4,000 maps of about 1 MB each, made, used and dropped: under 1 GiB', async () => {
  const args = ['--input-type=module', '--eval', PROGRAM]
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, NODE_OPTIONS: '' } })
  const { peak, sum } = JSON.parse(stdout)
  expect(sum).toBeGreaterThan(4e9)
  console.log(`peak of the resident set: ${Math.round(peak / 2 ** 20)} MiB`)
  expect(peak).toBeLessThan(2 ** 30)
})

test('a map that holds itself as a value is collected', async () => {
  let collected = 0
  const registry = new FinalizationRegistry(() => collected++)
  const weak = (() => {
    const map = new Int32Map<unknown>()
    map.set(1, map)
    map.set(2, { map })
    registry.register(map, undefined)
    return new WeakRef(map)
  })()
  for (let i = 0; i < 20 && (weak.deref() !== undefined || collected === 0); i++) await collectGarbage()
  expect(weak.deref()).toBe(undefined)
  expect(collected).toBe(1)
})

test('an iterator keeps its map, and only as long as it is there', async () => {
  const held: { iterator?: Iterable<number> } = {}
  const weak = (() => {
    const map = new Int32Map<number>([
      [1, 1],
      [2, 2],
    ])
    held.iterator = map.keys()
    return new WeakRef(map)
  })()
  await collectGarbage()
  expect([...held.iterator!].sort()).toEqual([1, 2])
  held.iterator = undefined as never
  for (let i = 0; i < 20 && weak.deref() !== undefined; i++) await collectGarbage()
  expect(weak.deref() === undefined).toBe(true)
})

test('maps of a few large keys go one by one: a small one that lives on does not hold their memory', async () => {
  const alive = new BytesSet().add(Uint8Array.of(1))
  const before = theSpace().exports.heapUsed()
  for (let n = 0; n < 40; n++) {
    const set = new BytesSet()
    for (let i = 0; i < 8; i++) set.add(new Uint8Array(2 ** 18).fill(i))
    new StringMap([['x'.repeat(2 ** 18), n]])
  }
  expect(theSpace().exports.heapUsed() - before).toBeGreaterThan(80 * 2 ** 20)
  const held = () => theSpace().exports.heapUsed() - before
  for (let i = 0; i < 20 && held() > 2 ** 22; i++) await collectGarbage()
  expect(held()).toBeLessThanOrEqual(2 ** 22)
  expect(alive.size).toBe(1)
})
