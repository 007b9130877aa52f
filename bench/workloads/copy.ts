/**
 * martinus/map_benchmark, Copy: a map of a million random integers of 64 bits is copied again and again, into a new map
 * and over an old one, and grows by one entry each time. Keys and values are BigInts here, on both sides.
 */
import { dispose, type Library } from '../common/library.js'
import { Sfc64 } from './sfc64.js'
import { type Clock, type Workload, workload } from './workload.js'

const ENTRIES = 1_000_000
/** The entry whose value is asked of every copy. */
const REMEMBERED = 500_000

type Copied = Map<bigint, bigint>

interface Way {
  make(entries?: Copied): Copied
  /** Puts all of `source` into an empty map. */
  assign(target: Copied, source: Copied): void
}

const mapWay: Way = {
  make: entries => new Map(entries),
  assign: (target, source) => {
    for (const [key, value] of source) target.set(key, value)
  },
}

const typedWay = ({ BigUint64Map }: Library): Way => ({
  make: entries => (entries === undefined ? new BigUint64Map({ values: 'biguint64' }) : (entries as any).clone()),
  assign: (target, source) => (target as any).assign(source),
})

const columnWay = (library: Library): Way => ({
  ...typedWay(library),
  assign: (target: any, source: any) => {
    const { keys, values } = source.toArrays()
    target.reserve(keys.length)
    target.setMany(keys, values)
  },
})

const grow = (map: Copied, rng: Sfc64) => {
  const key = rng.nextBigInt()
  map.set(key, rng.nextBigInt())
}

const runWay = ({ make, assign }: Way, copies: number, clock: Clock) => {
  const rng = new Sfc64(987n)
  const source = make()
  let remembered = 0n
  for (let i = 0; i < ENTRIES; i++) {
    const key = rng.nextBigInt()
    if (i === REMEMBERED) remembered = key
    source.set(key, BigInt(i))
  }
  const read = (copy: Copied) => copy.size + Number(copy.get(remembered) ?? 0n)
  let sum = 0
  let growing = make(source)
  for (let i = 0; i < copies; i++) {
    const copy = clock.time('copy', () => make(growing))
    sum += read(copy)
    dispose(copy)
    grow(growing, rng)
  }
  const first = sum
  dispose(growing)
  growing = make(source)
  const target = make()
  for (let i = 0; i < copies; i++) {
    clock.time('assign', () => {
      target.clear()
      assign(target, growing)
    })
    sum += read(target)
    grow(growing, rng)
  }
  for (const map of [source, growing, target]) dispose(map)
  return answerOf(first, sum)
}

const answerOf = (copied: number, total: number) => `sums ${copied}, ${total}`

/** All keys are different; copy i is i entries larger. */
const byFormula = (copies: number) => {
  const sum = copies * (ENTRIES + REMEMBERED) + (copies * (copies - 1)) / 2
  return answerOf(sum, 2 * sum)
}

export const copy: Workload = workload<number>({
  name: 'map_benchmark/Copy',
  unit: 'copies',
  n: 10,
  smoke: 1,
  prepare: n => n,
  forms: {
    Map: (copies, clock) => runWay(mapWay, copies, clock),
    single: (copies, clock, library) => runWay(typedWay(library), copies, clock),
    many: (copies, clock, library) => runWay(columnWay(library), copies, clock),
  },
  expected: byFormula,
  published: [{ n: 200, answer: answerOf(300_019_900, 600_039_800) }],
})
