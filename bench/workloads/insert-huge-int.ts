/**
 * martinus/map_benchmark, InsertHugeInt: random integers go in, the map is cleared, others go in, and out again. The
 * published 100 million are more than a `Map` can hold; 10 million are not.
 */
import { dispose } from '../common/library.js'
import { type CountingMap, mapOf } from './keys.js'
import { Sfc64 } from './sfc64.js'
import { type Clock, type Workload, workload } from './workload.js'

const KEYS = 65_536

const fill = (rng: Sfc64, keys: Int32Array) => {
  for (let i = 0; i < keys.length; i++) {
    rng.next()
    keys[i] = rng.low
  }
}

/** The keys of one pass, from the generator's number `skip` on. */
const eachChunk = (n: number, skip: number, act: (keys: Int32Array) => void) => {
  const rng = new Sfc64(213n)
  rng.skip(skip)
  const keys = new Int32Array(Math.min(n, KEYS))
  for (let first = 0; first < n; first += KEYS) {
    const chunk = keys.subarray(0, Math.min(KEYS, n - first))
    fill(rng, chunk)
    act(chunk)
  }
}

interface Steps<M> {
  insert(map: M, keys: Int32Array): void
  remove(map: M, keys: Int32Array): void
}

const onePerCall: Steps<Map<number, number>> = {
  insert: (map, keys) => {
    for (let i = 0; i < keys.length; i++) map.set(keys[i]!, 0)
  },
  remove: (map, keys) => {
    for (let i = 0; i < keys.length; i++) map.delete(keys[i]!)
  },
}

const zeros = new Int32Array(KEYS)

const manyPerCall: Steps<CountingMap> = {
  insert: (map, keys) => map.setMany(keys, zeros.subarray(0, keys.length)),
  remove: (map, keys) => map.deleteMany(keys),
}

const runOn = <M extends Map<number, number>>(map: M, { insert, remove }: Steps<M>, n: number, clock: Clock) => {
  eachChunk(n, 0, keys => clock.time('insert', () => insert(map, keys)))
  const first = map.size
  clock.time('clear', () => map.clear())
  const cleared = map.size
  eachChunk(n, n, keys => clock.time('insert again', () => insert(map, keys)))
  const second = map.size
  eachChunk(n, n, keys => clock.time('remove', () => remove(map, keys)))
  const answer = answerOf(first, cleared, second, map.size)
  dispose(map)
  return answer
}

const answerOf = (...sizes: number[]) => `sizes ${sizes.join(', ')}`

export const distinct = (numbers: Int32Array) => {
  numbers.sort()
  let different = 0
  for (let i = 0; i < numbers.length; i++) if (i === 0 || numbers[i] !== numbers[i - 1]) different++
  return different
}

const distinctFrom = (n: number, skip: number) => {
  const all = new Int32Array(n)
  let at = 0
  eachChunk(n, skip, keys => {
    all.set(keys, at)
    at += keys.length
  })
  return distinct(all)
}

export const insertHugeInt: Workload = workload<number>({
  name: 'map_benchmark/InsertHugeInt',
  unit: 'keys',
  n: 10_000_000,
  smoke: 50_000,
  prepare: n => n,
  forms: {
    Map: (n, clock) => runOn(new Map<number, number>(), onePerCall, n, clock),
    single: (n, clock, library) => runOn(mapOf(library, 'int32') as Map<number, number>, onePerCall, n, clock),
    many: (n, clock, library) => runOn(mapOf(library, 'int32'), manyPerCall, n, clock),
  },
  expected: n => answerOf(distinctFrom(n, 0), 0, distinctFrom(n, n), 0),
  published: [{ n: 100_000_000, answer: answerOf(98_841_586, 0, 98_843_646, 0) }],
})
