// The benchmark: a small grid, the contenders of each cell in turn, every answer checked.

import {
  type BenchMessage,
  type BenchOperation,
  type BenchOrder,
  CONTENDERS,
  type Contender,
  OPERATIONS,
  type Row,
} from './bench-protocol.js'
import { Int32Map, init } from './library.js'
import { init as initSwiss, Int32Map as SwissMap } from './library-swiss.js'
import { mix } from './model/mix.js'

const ROUNDS = 3
/** The clock of a page is coarse: a sample takes at least so long. */
const SAMPLE_MS = 25
const PICKS = 65_536

type Tophash = ReturnType<typeof newTophash>

function newTophash() {
  return new Int32Map({ values: 'int32' })
}

type Swiss = ReturnType<typeof newSwiss>

function newSwiss() {
  return new SwissMap({ values: 'int32' })
}

interface Bed {
  n: number
  /** Keys 0 to n - 1, and as many that are absent behind them. */
  keys: Int32Array
  values: Int32Array
  /** Keys to ask for, all present, and what their values sum up to. */
  hits: Int32Array
  hitSum: number
  /** Keys to ask for, some absent, and how many are there. */
  mixed: Int32Array
  mixedHits: number
  /** Values of a `set` of the hits. */
  updates: Int32Array
  map: Map<number, number>
  tophash: Tophash
  swiss: Swiss
  out: Int32Array
  flags: Uint8Array
}

function makeBed(n: number): Bed {
  const keys = Int32Array.from({ length: 2 * n }, (_, i) => mix(i))
  const values = Int32Array.from({ length: n }, (_, i) => i & 0xfffff)
  const picks = Int32Array.from({ length: PICKS }, (_, i) => (mix(i ^ 0x3c6e) >>> 0) % (2 * n))
  const map = new Map<number, number>()
  const tophash = newTophash()
  const swiss = newSwiss()
  for (let i = 0; i < n; i++) {
    map.set(keys[i]!, values[i]!)
    tophash.set(keys[i]!, values[i]!)
    swiss.set(keys[i]!, values[i]!)
  }
  const hits = picks.map(pick => keys[pick % n]!)
  const hitSum = picks.reduce((sum, pick) => sum + values[pick % n]!, 0)
  const mixedHits = picks.reduce((sum, pick) => sum + (pick < n ? 1 : 0), 0)
  const mixed = picks.map(pick => keys[pick]!)
  const updates = picks.map(pick => values[pick % n]!)
  const room = { out: new Int32Array(PICKS), flags: new Uint8Array(PICKS) }
  return { n, keys, values, hits, hitSum, mixed, mixedHits, updates, map, tophash, swiss, ...room }
}

function expect(actual: number, expected: number, what: string): void {
  if (actual !== expected) throw new Error(`wrong answer of ${what}: ${actual}, not ${expected}`)
}

function sumOf(array: Int32Array | Uint8Array): number {
  let sum = 0
  for (let i = 0; i < array.length; i++) sum += array[i]!
  return sum
}

/** A batch does some operations, returns how many, and throws if an answer is wrong. Loops are not shared: V8 would
 * make one loop for both classes, and that is neither's speed. */
type Batch = (bed: Bed) => number

const get: Record<Contender, Batch> = {
  Map({ map, hits, hitSum }) {
    let sum = 0
    for (let i = 0; i < hits.length; i++) sum += map.get(hits[i]!)!
    expect(sum, hitSum, 'Map.get')
    return hits.length
  },
  tophash({ tophash, hits, hitSum }) {
    let sum = 0
    for (let i = 0; i < hits.length; i++) sum += tophash.get(hits[i]!)!
    expect(sum, hitSum, 'get')
    return hits.length
  },
  swiss({ swiss, hits, hitSum }) {
    let sum = 0
    for (let i = 0; i < hits.length; i++) sum += swiss.get(hits[i]!)!
    expect(sum, hitSum, 'swiss get')
    return hits.length
  },
  many({ tophash, hits, hitSum, out }) {
    expect(sumOf(tophash.getMany(hits, out) as Int32Array), hitSum, 'getMany')
    return hits.length
  },
}

const has: Record<Contender, Batch> = {
  Map({ map, mixed, mixedHits }) {
    let count = 0
    for (let i = 0; i < mixed.length; i++) if (map.has(mixed[i]!)) count++
    expect(count, mixedHits, 'Map.has')
    return mixed.length
  },
  tophash({ tophash, mixed, mixedHits }) {
    let count = 0
    for (let i = 0; i < mixed.length; i++) if (tophash.has(mixed[i]!)) count++
    expect(count, mixedHits, 'has')
    return mixed.length
  },
  swiss({ swiss, mixed, mixedHits }) {
    let count = 0
    for (let i = 0; i < mixed.length; i++) if (swiss.has(mixed[i]!)) count++
    expect(count, mixedHits, 'swiss has')
    return mixed.length
  },
  many({ tophash, mixed, mixedHits, flags }) {
    expect(sumOf(tophash.hasMany(mixed, flags)), mixedHits, 'hasMany')
    return mixed.length
  },
}

/** Values as they were, so that the other batches stay right; that they are is checked by `get` before and after. */
const set: Record<Contender, Batch> = {
  Map({ map, hits, updates, n }) {
    for (let i = 0; i < hits.length; i++) map.set(hits[i]!, updates[i]!)
    expect(map.size, n, 'Map.size')
    return hits.length
  },
  tophash({ tophash, hits, updates, n }) {
    for (let i = 0; i < hits.length; i++) tophash.set(hits[i]!, updates[i]!)
    expect(tophash.size, n, 'size')
    return hits.length
  },
  swiss({ swiss, hits, updates, n }) {
    for (let i = 0; i < hits.length; i++) swiss.set(hits[i]!, updates[i]!)
    expect(swiss.size, n, 'swiss size')
    return hits.length
  },
  many({ tophash, hits, updates, n }) {
    tophash.setMany(hits, updates)
    expect(tophash.size, n, 'size')
    return hits.length
  },
}

const build: Record<Contender, Batch> = {
  Map({ keys, values, n }) {
    const map = new Map<number, number>()
    for (let i = 0; i < n; i++) map.set(keys[i]!, values[i]!)
    expect(map.size, n, 'Map.size')
    return n
  },
  tophash({ keys, values, n }) {
    const map = newTophash()
    for (let i = 0; i < n; i++) map.set(keys[i]!, values[i]!)
    expect(map.size, n, 'size')
    // Within one job nothing is collected: give the memory back by hand.
    map.clear()
    return n
  },
  swiss({ keys, values, n }) {
    const map = newSwiss()
    for (let i = 0; i < n; i++) map.set(keys[i]!, values[i]!)
    expect(map.size, n, 'swiss size')
    // Within one job nothing is collected: give the memory back by hand.
    map.clear()
    return n
  },
  many({ keys, values, n }) {
    const map = newTophash()
    map.setMany(keys.subarray(0, n), values)
    expect(map.size, n, 'size')
    map.clear()
    return n
  },
}

const BATCHES: Record<BenchOperation, Record<Contender, Batch>> = { get, has, set, build }

/** Nanoseconds an operation. */
function sample(batch: Batch, bed: Bed): number {
  const start = performance.now()
  let operations = 0
  for (;;) {
    operations += batch(bed)
    const took = performance.now() - start
    if (took >= SAMPLE_MS) return (took * 1e6) / operations
  }
}

function median(numbers: number[]): number {
  return numbers.sort((a, b) => a - b)[numbers.length >> 1]!
}

function measure(operation: BenchOperation, bed: Bed): Row {
  const samples: Record<Contender, number[]> = { Map: [], tophash: [], swiss: [], many: [] }
  for (const contender of CONTENDERS) sample(BATCHES[operation][contender], bed)
  for (let round = 0; round < ROUNDS; round++) {
    for (const contender of CONTENDERS) samples[contender].push(sample(BATCHES[operation][contender], bed))
  }
  const times = {
    Map: median(samples.Map),
    tophash: median(samples.tophash),
    swiss: median(samples.swiss),
    many: median(samples.many),
  }
  return { operation, n: bed.n, times }
}

const say = (message: BenchMessage) => self.postMessage(message)

async function run({ sizes, module, swiss }: BenchOrder): Promise<void> {
  await init(module)
  await initSwiss(swiss)
  let part = 0
  for (const n of sizes) {
    const bed = makeBed(n)
    for (const operation of OPERATIONS) {
      const row = measure(operation, bed)
      part++
      say({ kind: 'row', row, part: part / (sizes.length * OPERATIONS.length) })
    }
    for (const contender of CONTENDERS) get[contender](bed)
    bed.tophash.clear()
    bed.swiss.clear()
  }
  say({ kind: 'done' })
}

self.addEventListener('message', (event: MessageEvent<BenchOrder>) => {
  run(event.data).catch(error => say({ kind: 'failed', message: String(error) }))
})
