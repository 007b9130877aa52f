/** How long single inserts take while a map grows from empty, with other objects alive for the collector to trace. */
import type { Key } from '../common/rows.js'
import { type Factory, fail, type Table } from '../common/table.js'
import { makeKeys } from '../data/keys.js'
import { makeInt32Values } from '../data/values.js'
import type { LatencyProfile, LatencySpec } from './spec.js'

interface Series {
  keys: any[]
  values: any
  /** Milliseconds from the end of the previous insert to the end of this one. */
  durations: Float64Array
}

const timeInserts = (table: Table<any, any>, { keys, values, durations }: Series) => {
  let last = performance.now()
  for (let i = 0; i < durations.length; i++) {
    table.set(keys[i], values[i])
    const now = performance.now()
    durations[i] = now - last
    last = now
  }
}

/** The same without a map: what the clock, the machine and its other programs cost. */
const timeNothing = ({ keys, values, durations }: Series) => {
  let sink = 0
  let last = performance.now()
  for (let i = 0; i < durations.length; i++) {
    sink ^= Number(keys[i]) ^ values[i]
    const now = performance.now()
    durations[i] = now - last
    last = now
  }
  return sink
}

/** Sorts in place: of 50 M durations a copy is 400 MB. */
const profile = (durations: Float64Array): LatencyProfile => {
  const sorted = durations.sort()
  const nanoseconds = (index: number) => Math.round(sorted[index]! * 1e6)
  const quantile = (q: number) => nanoseconds(Math.min(sorted.length - 1, Math.floor(sorted.length * q)))
  return {
    p50: quantile(0.5),
    p90: quantile(0.9),
    p99: quantile(0.99),
    p999: quantile(0.999),
    p9999: quantile(0.9999),
    p99999: quantile(0.99999),
    thirdLongest: nanoseconds(sorted.length - 3),
    max: nanoseconds(sorted.length - 1),
  }
}

interface Node {
  id: number
  next: Node | undefined
}

const makeLiveObjects = (count: number) => {
  const nodes: Node[] = new Array(count)
  for (let i = 0; i < count; i++) nodes[i] = { id: i, next: nodes[i - 1] }
  return nodes
}

const prepare = (key: Key, n: number, seed: number): Series => ({
  keys: makeKeys(key, 0, n, seed, 'random') as any[],
  values: makeInt32Values(n, seed),
  // Filled, so that touching its pages for the first time is nobody's latency.
  durations: new Float64Array(n).fill(1),
})

const verify = (table: Table<any, any>, { keys, values }: Series, n: number) => {
  if (table.size !== n) fail(`size ${table.size}, not ${n}`)
  for (let i = 0; i < n; i += 97) if (table.get(keys[i]) !== values[i]) fail(`key ${i}`)
}

export const measureLatency = ({ key, n, liveObjects }: LatencySpec, seed: number, factory: Factory) => {
  const warm = prepare(key, Math.min(20_000, n), seed)
  for (let i = 0; i < 20; i++) {
    const table = factory.create()
    timeNothing(warm)
    timeInserts(table, warm)
    factory.dispose(table)
  }
  const live = makeLiveObjects(liveObjects)
  const series = prepare(key, n, seed)
  const table = factory.create()
  globalThis.gc?.()
  timeNothing(series)
  const idle = profile(series.durations)
  globalThis.gc?.()
  timeInserts(table, series)
  const map = profile(series.durations)
  verify(table, series, n)
  if (live.length !== liveObjects) fail('live objects')
  return { map, idle }
}
