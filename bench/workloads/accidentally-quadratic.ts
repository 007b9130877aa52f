/**
 * martinus/map_benchmark, AccidentallyQuadratic: ten million random integers are inserted, walked, and inserted into
 * another map in the order of the walk, which costs some hash tables quadratic time.
 */
import { dispose } from '../common/library.js'
import { distinct } from './insert-huge-int.js'
import { type CountingMap, mapOf } from './keys.js'
import { Sfc64 } from './sfc64.js'
import { type Clock, type Workload, workload } from './workload.js'

const PUBLISHED_N = 10_000_000

const keysOf = (n: number) => {
  const rng = new Sfc64(12345n)
  const keys = new Int32Array(n)
  for (let i = 0; i < n; i++) {
    rng.next()
    keys[i] = rng.low
  }
  return keys
}

interface Steps<M> {
  insert(map: M, keys: Int32Array): void
  /** Of all keys and values; integers far below 2^53. */
  sum(map: M): number
  copy(from: M, to: M): void
}

const onePerCall: Steps<Map<number, number>> = {
  insert: (map, keys) => {
    for (let i = 0; i < keys.length; i++) map.set(keys[i]!, 0)
  },
  sum: map => {
    let sum = 0
    for (const [key, value] of map) sum += key + value
    return sum
  },
  copy: (from, to) => {
    for (const [key, value] of from) to.set(key, value)
  },
}

const sumOf = (numbers: Int32Array) => {
  let sum = 0
  for (let i = 0; i < numbers.length; i++) sum += numbers[i]!
  return sum
}

const manyPerCall: Steps<CountingMap> = {
  insert: (map, keys) => map.setMany(keys, new Int32Array(keys.length)),
  sum: map => {
    const { keys, values } = map.toArrays()
    return sumOf(keys) + sumOf(values)
  },
  copy: (from, to) => {
    const { keys, values } = from.toArrays()
    to.setMany(keys, values)
  },
}

const runOn = <M extends Map<number, number>>(make: () => M, steps: Steps<M>, keys: Int32Array, clock: Clock) => {
  const map = make()
  const copy = make()
  clock.time('insert', () => steps.insert(map, keys))
  const sum = clock.time('iterate', () => steps.sum(map))
  clock.time('iterate and copy', () => steps.copy(map, copy))
  const answer = answerOf(map.size, sum, copy.size)
  dispose(map)
  dispose(copy)
  return answer
}

const answerOf = (size: number, sum: number, copied: number) => `sizes ${size}, ${copied}, sum ${sum}`

const bySorting = (keys: Int32Array) => {
  const sorted = keys.slice()
  const size = distinct(sorted)
  let sum = 0
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) sum += sorted[i]!
  return answerOf(size, sum, size)
}

export const accidentallyQuadratic: Workload = workload<Int32Array>({
  name: 'map_benchmark/AccidentallyQuadratic',
  unit: 'keys',
  n: PUBLISHED_N,
  smoke: 50_000,
  prepare: keysOf,
  forms: {
    Map: (keys, clock) => runOn(() => new Map<number, number>(), onePerCall, keys, clock),
    single: (keys, clock, library) =>
      runOn(() => mapOf(library, 'int32') as Map<number, number>, onePerCall, keys, clock),
    many: (keys, clock, library) => runOn(() => mapOf(library, 'int32'), manyPerCall, keys, clock),
  },
  expected: bySorting,
  // Published modulo 2^64: 18446739465311920326.
  published: [
    {
      n: PUBLISHED_N,
      answer: answerOf(9_988_513, Number(BigInt.asIntN(64, 18_446_739_465_311_920_326n)), 9_988_513),
    },
  ],
})
