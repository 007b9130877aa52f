/**
 * martinus/map_benchmark, RandomFind_200, _2000 and _500000: a map grows four keys at a time; between the inserts a share
 * of 0, 25, 50, 75 or 100 % of the look-ups finds its key. Keys differ in the low 32 bits (int32 here) or in the high
 * ones (BigInts here).
 */
import { dispose } from '../common/library.js'
import { countFound, GROUP, makeSchedule, type Schedule, standardShuffle, Walk } from './finding.js'
import { type Column, type CountingMap, KeyMaker, mapOf } from './keys.js'
import { type Clock, type Workload, workload } from './workload.js'

const MASKS = { low: 0xffff_ffffn, high: 0xffff_ffff_0000_0000n }
type Half = keyof typeof MASKS

/** Inserts, look-ups as published, and how many of them find something, by share of keys from the sequence. */
const CASES: [inserts: number, finds: number, found: Record<Half, number[]>][] = [
  [200, 1e9, both([0, 244_807_024, 489_614_048, 734_421_072, 979_228_096])],
  [2_000, 1e9, both([0, 249_194_555, 498_389_112, 747_583_668, 996_778_223])],
  [
    500_000,
    5e8,
    {
      low: [33_571, 125_018_398, 250_006_412, 374_997_827, 499_988_041],
      high: [29_114, 125_016_517, 250_004_852, 374_996_290, 499_988_041],
    },
  ],
]

function both(found: number[]): Record<Half, number[]> {
  return { low: found, high: found }
}

const insert = (map: Map<any, number>, keys: Column, from: number, to: number) => {
  for (let i = from; i < to; i++) map.set(keys[i]!, 1)
}

const countHits = (map: Map<any, number>, keys: Column, from: number, to: number) => {
  let found = 0
  for (let i = from; i < to; i++) {
    const value = map.get(keys[i]!)
    if (value !== undefined) found += value
  }
  return found
}

const onePerCall = (map: Map<any, number>, { sequence, inserted, findsPerGroup }: Schedule) => {
  const walk = new Walk()
  let found = 0
  for (let size = GROUP; size <= inserted.length; size += GROUP) {
    insert(map, inserted, size - GROUP, size)
    for (let left = findsPerGroup; left > 0; ) {
      const length = walk.run(left, size)
      found += countHits(map, sequence, walk.at, walk.at + length)
      walk.at += length
      left -= length
    }
  }
  return found
}

/** Answers that fit the processor's caches. */
const MOST_A_CALL = 4_096

/** Small maps are asked for as many keys a call as they hold: no more come between two restarts. */
const manyPerCall = (map: CountingMap, { sequence, inserted, findsPerGroup }: Schedule) => {
  const walk = new Walk()
  const out = new Int32Array(MOST_A_CALL)
  const ones = new Int32Array(GROUP).fill(1)
  let found = 0
  for (let size = GROUP; size <= inserted.length; size += GROUP) {
    map.setMany(inserted.subarray(size - GROUP, size), ones)
    for (let left = findsPerGroup; left > 0; ) {
      const length = walk.run(Math.min(left, MOST_A_CALL), size)
      map.getMany(sequence.subarray(walk.at, walk.at + length), out)
      for (let i = 0; i < length; i++) found += out[i]!
      walk.at += length
      left -= length
    }
  }
  return found
}

const runOn = <M extends Map<any, number>>(
  map: M,
  find: (map: M, schedule: Schedule) => number,
  schedule: Schedule,
  clock: Clock,
) => {
  const found = clock.time('', () => find(map, schedule))
  dispose(map)
  return `${found} found`
}

const caseOf = (inserts: number, finds: number, half: Half, share: number, found: number) => {
  const maker = new KeyMaker(MASKS[half])
  return workload<Schedule>({
    name: `map_benchmark/RandomFind_${inserts}/${25 * share} %, ${half} 32 bits`,
    unit: 'look-ups',
    n: 10_000_000,
    smoke: 20_000,
    prepare: n => makeSchedule(maker, standardShuffle, 4 - share, inserts, n),
    forms: {
      Map: (schedule, clock) => runOn(new Map(), onePerCall, schedule, clock),
      single: (schedule, clock, library) => runOn(mapOf(library, maker.kind), onePerCall, schedule, clock),
      many: (schedule, clock, library) => runOn(mapOf(library, maker.kind), manyPerCall, schedule, clock),
    },
    expected: schedule => `${countFound(schedule)} found`,
    published: [{ n: finds, answer: `${found} found` }],
  })
}

export const randomFind: Workload[] = CASES.flatMap(([inserts, finds, found]) =>
  (['low', 'high'] as const).flatMap(half =>
    found[half].map((count, share) => caseOf(inserts, finds, half, share, count)),
  ),
)
