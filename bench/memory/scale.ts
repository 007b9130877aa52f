/**
 * Fills maps until their 4 GiB end, each in a process of its own, and checks that nothing is lost: `npm run bench:scale`.
 * Takes some eight minutes and 5 GB of memory.
 */
import { strict as assert } from 'node:assert'
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Float64Map, Heap, Int32Map } from 'tophash'

interface Scenario {
  /** So many entries must fit. */
  promised: number
  create(): Int32Map<number> | Float64Map<number>
  /** The i-th of a sequence of different keys. */
  key(i: number): number
}

/** An odd factor: a permutation of all 32-bit integers. */
const scatter = (i: number) => Math.imul(i, 0x9e3779b1)
const valueAt = (i: number) => i ^ 0x5bd1e995

const SCENARIOS: Record<string, Scenario> = {
  'int32 to int32': {
    promised: 150e6,
    create: () => new Int32Map({ values: 'int32' }),
    key: scatter,
  },
  'float64 to int32': {
    promised: 60e6,
    create: () => new Float64Map({ values: 'int32' }),
    key: i => scatter(i) / 1024,
  },
  'int32 to int32, in a heap of its own': {
    promised: 150e6,
    create: () => new Int32Map({ values: 'int32', heap: new Heap() }),
    key: scatter,
  },
}

/** A prime, so that the sample follows no power of two. */
const SAMPLE = 997

const checkAll = ({ key }: Scenario, map: Int32Map<number> | Float64Map<number>, size: number) => {
  assert.equal(map.size, size)
  for (let i = 0; i < size; i += SAMPLE) assert.equal(map.get(key(i)), valueAt(i))
  for (let i = size; i < size + 1000; i++) assert.equal(map.get(key(i)), undefined)
}

const fill = (name: string) => {
  const scenario = SCENARIOS[name]!
  const { create, key, promised } = scenario
  const map = create()
  const started = performance.now()
  let n = 0
  let end: unknown
  try {
    for (; ; n++) map.set(key(n), valueAt(n))
  } catch (error) {
    end = error
  }
  const seconds = (performance.now() - started) / 1000
  assert(end instanceof RangeError && /out of memory/.test(end.message), String(end))
  assert(n >= promised, `only ${n} entries, promised are ${promised}`)
  checkAll(scenario, map, n)
  const rss = process.memoryUsage.rss()

  // It is still a map: what is there can be changed, and what goes makes room.
  map.set(key(0), 1)
  assert.equal(map.get(key(0)), 1)
  map.set(key(0), valueAt(0))
  const gone = Math.floor(n / 10)
  for (let i = n - gone; i < n; i++) assert(map.delete(key(i)))
  checkAll(scenario, map, n - gone)
  for (let i = n - gone; i < n - gone / 2; i++) map.set(key(i), valueAt(i))
  checkAll(scenario, map, Math.ceil(n - gone / 2))

  console.log(
    `${name}: ${n} entries in ${seconds.toFixed(0)} s, ${(rss / 1e9).toFixed(2)} GB resident, ` +
      `${(rss / n).toFixed(1)} bytes an entry; then ${end.message}`,
  )
}

const [name] = process.argv.slice(2)
if (name !== undefined) fill(name)
else {
  for (const scenario of Object.keys(SCENARIOS)) {
    const script = fileURLToPath(import.meta.url)
    const { status } = spawnSync(process.execPath, [...process.execArgv, script, scenario], { stdio: 'inherit' })
    if (status !== 0) process.exitCode = 1
  }
}
