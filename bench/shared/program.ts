// One figure in one process: `program.mjs <figure> <contestant> <seed>` prints a number. Also the script of its workers.

import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { ConcurrentInt32Map, Int32Map, init, type PlaceHandle, SharedHeap } from 'tophash/shared'
import { type Crew, type Span, timeOf, together } from './crew.js'
import { fill, keyOf, type Numbers, reads, writes } from './loops.js'
import { type Counting, countPart, newCounts, newText, requireAll } from './words.js'

const file = fileURLToPath(import.meta.url)
const newShared = () => new ConcurrentInt32Map({ heap: new SharedHeap(), values: 'int32' })

/** Between two growths, as in the other benchmarks. */
const SIZES = { k: [1000, 1260, 1587], M: [1_000_000, 1_260_000, 1_587_000] } as const
type Size = keyof typeof SIZES

function alone(op: string, size: Size, newMap: () => Numbers, seed: number): number {
  const times = SIZES[size].map(n => {
    const map = newMap()
    fill(map, 0, n)
    const run = (ops: number) => (op === 'get' ? reads(map, n, ops, seed) : writes(map, n, ops, seed, 0))
    run(300_000)
    return run(size === 'k' ? 6_000_000 : 3_000_000)
  })
  return times.reduce((a, b) => a + b) / times.length
}

/** An ordinary map, of the binary that the package has or of one without the mark of who writes. */
async function plain(op: string, size: Size, contestant: string, seed: number, unmarked: string): Promise<number> {
  if (contestant === 'unmarked') await init(new WebAssembly.Module(readFileSync(unmarked)))
  return alone(op, size, () => new Int32Map({ heap: new SharedHeap(), values: 'int32' }), seed)
}

interface Job extends Crew {
  map: PlaceHandle
  work: string
  n: number
  ops: number
  seed: number
}

function work(job: Job): Span {
  const { map: handle, threads, i, work, n, ops, seed } = job
  const map = ConcurrentInt32Map.attach(handle)
  if (work === 'read') reads(map, n, 200_000, seed)
  else if (work === 'half') writes(map, n, 200_000, seed, 8)
  else warmUp(map.heap, 300_000)
  return together(job, () => {
    if (work === 'read') reads(map, n, ops, seed + i)
    else if (work === 'half') writes(map, n, ops, seed + i, 8)
    else for (let k = i; k < n; k += threads) map.set(keyOf(k), k)
  })
}

/** Compilers have seen what builds a map, and the memory was used before: else the system's part in it, which hands out a page at
 * the first touch, takes as long as the building, and is not done by two threads at once. */
function warmUp(heap: SharedHeap, n: number): void {
  const map = new ConcurrentInt32Map({ heap, values: 'int32' })
  fill(map, 0, n)
  map.destroy()
}

/** Millions of operations a second of so many threads. */
async function inThreads(workName: string, n: number, threads: number, seed: number): Promise<number> {
  const map = newShared()
  if (workName !== 'build') fill(map, 0, n)
  else warmUp(map.heap, 2 * n)
  const ops = workName === 'read' && n < 10_000 ? 8_000_000 : 3_000_000
  const job: Omit<Job, keyof Crew> = { map: map.handle, work: workName, n, ops, seed }
  const time = await timeOf(file, threads, job)
  if (map.size !== n) throw new Error(`${map.size} entries instead of ${n}`)
  return (workName === 'build' ? n : ops * threads) / time / 1000
}

/** Millions of words a second that so many threads count. */
async function counted(threads: number, seed: number): Promise<number> {
  const counts = newCounts()
  const text = newText(seed)
  const part: Omit<Counting, keyof Crew> = { counts: counts.handle, text }
  const time = await timeOf(file, threads, part)
  return requireAll(counts, text) / time / 1000
}

/** Nanoseconds a key, asked by a worker: of a map that is shared, or of the main thread by messages with `batch` keys. */
async function asked(contestant: string, batch: number): Promise<number> {
  const n = 1000
  const shared = contestant === 'Map' ? undefined : newShared()
  const map: Numbers = shared ?? new Map<number, number>()
  fill(map, 0, n)
  const worker = new Worker(file, { workerData: { ask: shared?.handle ?? null, batch, n } })
  const answer = await new Promise<number>((resolve, reject) => {
    worker.on('error', reject)
    worker.on('message', (message: { keys?: Int32Array; done?: number }) => {
      if (message.done !== undefined) resolve(message.done)
      else worker.postMessage(message.keys!.map(key => map.get(key)!))
    })
  })
  await worker.terminate()
  return answer
}

async function ask({ ask: handle, batch, n }: { ask: PlaceHandle | null; batch: number; n: number }): Promise<number> {
  const keys = Int32Array.from({ length: batch }, (_, i) => keyOf((i * 7919) % n))
  const total = handle === null ? Math.max(3000, batch * 20) : 3_000_000
  const map = handle === null ? undefined : ConcurrentInt32Map.attach(handle)
  let start = 0
  for (const round of [0, 1]) {
    start = performance.now()
    for (let done = 0; done < total; done += batch) {
      let values: ArrayLike<number>
      if (map === undefined) {
        parentPort!.postMessage({ keys })
        ;[values] = (await once(parentPort!, 'message')) as [Int32Array]
      } else if (batch === 1) values = [map.get(keys[0]!)!]
      else values = map.getMany(keys)
      if (values[0] !== 0 || values.length !== batch) throw new Error(`a wrong answer in round ${round}`)
    }
  }
  return ((performance.now() - start) * 1e6) / total
}

/** Milliseconds until a worker that runs has a map of a million entries: the best of five. */
async function handed(contestant: string): Promise<number> {
  const n = 1_000_000
  const map: Numbers = contestant === 'Map' ? new Map<number, number>() : newShared()
  fill(map, 0, n)
  const worker = new Worker(file, { workerData: { receive: true } })
  await once(worker, 'message')
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 5; round++) {
    const start = performance.now()
    worker.postMessage(map instanceof Map ? map : (map as ReturnType<typeof newShared>).handle)
    const [value] = (await once(worker, 'message')) as [number]
    best = Math.min(best, performance.now() - start)
    if (value !== 77) throw new Error('a wrong answer')
  }
  await worker.terminate()
  return best
}

/** The longest insert while two threads fill 10 million, less that of an idle loop of as many steps: milliseconds. */
async function longest(contestant: string): Promise<number> {
  const n = 10_000_000
  const handle = contestant === 'nothing' ? null : newShared().handle
  const worst = await Promise.all(
    [0, 1].map(async i => {
      const worker = new Worker(file, { workerData: { slow: handle, i, n } })
      const [value] = (await once(worker, 'message')) as [number]
      await worker.terminate()
      return value
    }),
  )
  return Math.max(...worst)
}

function slowest({ slow, i, n }: { slow: PlaceHandle | null; i: number; n: number }): number {
  const map = slow === null ? undefined : ConcurrentInt32Map.attach(slow)
  let worst = 0
  let sink = 0
  let before = performance.now()
  for (let k = i; k < n; k += 2) {
    if (map !== undefined) map.set(keyOf(k), k)
    else sink ^= keyOf(k)
    const now = performance.now()
    if (now - before > worst) worst = now - before
    before = now
  }
  if (map !== undefined && map.get(keyOf(i)) !== i) throw new Error('an entry is lost')
  return sink === -1 ? 0 : worst
}

async function figure(name: string, contestant: string, seed: number, unmarked: string): Promise<number> {
  const [what, size = '', more = ''] = name.split('/')
  switch (what) {
    case 'get':
    case 'set':
      return alone(what, size as Size, contestant === 'Map' ? () => new Map<number, number>() : newShared, seed)
    case 'plain':
      return plain(size, more as Size, contestant, seed, unmarked)
    case 'threads':
      return inThreads(more, size === 'k' ? 1000 : 1_000_000, Number(contestant), seed)
    case 'words':
      return counted(Number(contestant), seed)
    case 'asked':
      return asked(contestant, Number(size))
    case 'handed':
      return handed(contestant)
    case 'longest':
      return longest(contestant)
  }
  throw new Error(`there is no figure ${name}`)
}

if (isMainThread) {
  const [name, contestant, seed, unmarked] = process.argv.slice(2)
  console.log(await figure(name!, contestant!, Number(seed), unmarked!))
  process.exit()
} else if ('receive' in workerData) {
  parentPort!.postMessage('ready')
  parentPort!.on('message', (sent: Map<number, number> | PlaceHandle) => {
    const map: Numbers = sent instanceof Map ? sent : ConcurrentInt32Map.attach(sent)
    parentPort!.postMessage(map.get(keyOf(77)))
  })
} else if ('ask' in workerData) parentPort!.postMessage({ done: await ask(workerData) })
else if ('slow' in workerData) parentPort!.postMessage(slowest(workerData))
else if ('counts' in workerData) parentPort!.postMessage(countPart(workerData))
else parentPort!.postMessage(work(workerData))
