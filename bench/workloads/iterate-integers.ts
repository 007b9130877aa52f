/**
 * martinus/map_benchmark, IterateIntegers: after each of n inserts, and then after each of n deletes, all values are added
 * up. Keys are 64 random bits, BigInts here.
 */
import { dispose } from '../common/library.js'
import { type CountingMap, KeyMaker, mapOf } from './keys.js'
import { Sfc64 } from './sfc64.js'
import { type Clock, type Workload, workload } from './workload.js'

const maker = new KeyMaker(2n ** 64n - 1n)

const sumIterated = (map: Map<bigint, number>) => {
  let sum = 0
  for (const value of map.values()) sum += value
  return sum
}

const sumArray = (map: CountingMap) => {
  const { values } = map.toArrays()
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum
}

const adding = <M extends Map<any, number>>(map: M, keys: BigUint64Array, sum: (map: M) => number) => {
  let total = 0
  for (let i = 0; i < keys.length; i++) {
    map.set(keys[i]!, i)
    total += sum(map)
  }
  return total
}

const removing = <M extends Map<any, number>>(map: M, keys: BigUint64Array, sum: (map: M) => number) => {
  let total = 0
  for (let i = 0; i < keys.length; i++) {
    map.delete(keys[i]!)
    total += sum(map)
  }
  return total
}

const runOn = <M extends Map<any, number>>(map: M, sum: (map: M) => number, keys: BigUint64Array, clock: Clock) => {
  const added = clock.time('while adding', () => adding(map, keys, sum))
  const removed = clock.time('while removing', () => removing(map, keys, sum))
  dispose(map)
  return answerOf(added, added + removed)
}

const answerOf = (added: number, total: number) => `sums ${added}, ${total}`

/** Value i is there in n - i sums while adding, and in i sums while removing: random keys of 64 bits do not repeat. */
const byFormula = ({ length: n }: BigUint64Array) => {
  let added = 0
  let removed = 0
  for (let i = 0; i < n; i++) {
    added += i * (n - i)
    removed += i * i
  }
  return answerOf(added, added + removed)
}

export const iterateIntegers: Workload = workload<BigUint64Array>({
  name: 'map_benchmark/IterateIntegers',
  unit: 'keys',
  n: 5_000,
  smoke: 300,
  prepare: n => maker.fill(new Sfc64(123n), maker.column(n)) as BigUint64Array,
  forms: {
    Map: (keys, clock) => runOn(new Map(), sumIterated, keys, clock),
    single: (keys, clock, library) => runOn(mapOf(library, 'biguint64'), sumIterated, keys, clock),
    many: (keys, clock, library) => runOn(mapOf(library, 'biguint64'), sumArray, keys, clock),
  },
  expected: byFormula,
  published: [{ n: 50_000, answer: answerOf(20_833_333_325_000, 62_498_750_000_000) }],
})
