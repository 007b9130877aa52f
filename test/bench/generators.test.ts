// The generators of the workloads against outputs that others have published.

import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { fasta } from '../../bench/workloads/fasta.js'
import { makeMeasurements } from '../../bench/workloads/measurements.js'
import { Sfc64 } from '../../bench/workloads/sfc64.js'
import { STATIONS } from '../../bench/workloads/stations.js'

test('sfc64 gives the known outputs', () => {
  const rng = new Sfc64(0xcafef00dbeef5eedn)
  const known = [0xc85c4d72435e6052n, 0x578ab8dcf2a49a64n, 0x8f3b7045fbee3b23n, 0xc4bc2f2013f16994n]
  expect(known.map(() => rng.nextBigInt())).toEqual(known)
})

test('sfc64 carries between its halves as arithmetic on 64 bits does', () => {
  const mask = 2n ** 64n - 1n
  let [a, b, c, counter] = [2n ** 64n - 5n, 2n ** 64n - 5n, 2n ** 64n - 5n, 1n]
  const next = () => {
    const output = (a + b + counter++) & mask
    a = b ^ (b >> 11n)
    b = (c + (c << 3n)) & mask
    c = (((c << 24n) | (c >> 40n)) + output) & mask
    return output
  }
  for (let i = 0; i < 12; i++) next()
  const rng = new Sfc64(2n ** 64n - 5n)
  for (let i = 0; i < 10_000; i++) if (rng.nextBigInt() !== next()) expect.fail(`output ${i}`)
})

test.each([1, 2, 12, 65_537, 2_500_000, 2 ** 33 + 7])('numbers below %i are high halves of products', bound => {
  const whole = new Sfc64(123n)
  const rng = new Sfc64(123n)
  for (let i = 0; i < 1_000; i++) expect(rng.below(bound)).toBe(Number((whole.nextBigInt() * BigInt(bound)) >> 64n))
})

test('fasta prints what the Benchmarks Game expects of 25,000,000', () => {
  const md5 = createHash('md5')
  for (const section of fasta(25_000_000)) md5.update(section)
  expect(md5.digest('hex')).toBe('fd55b9e8011c781131046b6dd87511e1')
})

test('there are 413 stations, and rows are of the form that the challenge describes', () => {
  expect(new Set(STATIONS.map(({ name }) => name)).size).toBe(413)
  const rows = makeMeasurements(20_000).toString().split('\n')
  expect(rows.pop()).toBe('')
  expect(rows).toHaveLength(20_000)
  expect(rows.filter(row => !/^[^;\n]+;-?\d?\d\.\d$/.test(row))).toEqual([])
})

test('measurements are spread around the mean of their station', () => {
  const means = new Map(STATIONS.map(({ name, mean }) => [name, mean]))
  const rows = makeMeasurements(50_000).toString().trimEnd().split('\n')
  const deviations = rows.map(row => {
    const [name, value] = row.split(';')
    return Number(value) - means.get(name!)!
  })
  const mean = deviations.reduce((sum, x) => sum + x, 0) / rows.length
  const variance = deviations.reduce((sum, x) => sum + x * x, 0) / rows.length
  expect(Math.abs(mean)).toBeLessThan(0.3)
  expect(Math.abs(Math.sqrt(variance) - 10)).toBeLessThan(0.3)
})
