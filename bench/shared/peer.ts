// Two threads on one map, 95 % of the operations reads: ours, and npm's `sharedmap`, whose keys and values are strings and whose
// size is fixed. `peer.mjs <numbers | words> <contestant> <seed>` prints millions of operations a second; also its workers' script.

import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { ConcurrentInt32Map, ConcurrentStringMap, type PlaceHandle, SharedHeap } from 'tophash/shared'
import { type Crew, type Span, timeOf, together } from './crew.js'
import { keyOf, randomly } from './loops.js'

const N = 100_000
const THREADS = 2
const LONGEST_TEXT = 16

interface Texts {
  get(key: string): string | undefined
  set(key: string, value: string): void
}
interface SharedMapClass {
  readonly prototype: object
  new (entries: number, keyLength: number, valueLength: number): Texts
}
/** From where other libraries are installed. */
const sharedMap = (folder: string) => createRequire(folder)('sharedmap') as SharedMapClass

const wordOf = (i: number) => `word ${keyOf(i).toString(36)}`

/** One read and one write of the i-th key, which both say whether all is well. */
interface Contestant {
  read(i: number): boolean
  write(i: number): boolean
}

function ours(kind: string, handle: PlaceHandle): Contestant {
  if (kind === 'numbers') {
    const map = ConcurrentInt32Map.attach<number>(handle)
    return {
      read: i => map.get(keyOf(i))! % N === i,
      write: i => map.set(keyOf(i), i + N) === map,
    }
  }
  const map = ConcurrentStringMap.attach<number>(handle)
  const words = Array.from({ length: N }, (_, i) => wordOf(i))
  return { read: i => map.get(words[i]!)! % N === i, write: i => map.set(words[i]!, i + N) === map }
}

function theirs(kind: string, map: Texts): Contestant {
  // Numbers have to be made strings, both ways; words are there.
  if (kind === 'numbers') {
    return {
      read: i => Number(map.get(String(keyOf(i)))) % N === i,
      write: i => map.set(String(keyOf(i)), String(i + N)) === undefined,
    }
  }
  const words = Array.from({ length: N }, (_, i) => wordOf(i))
  const values = words.map((_, i) => String(i + N))
  const first = words.map((_, i) => String(i))
  return {
    read: i => {
      const value = map.get(words[i]!)
      return value === first[i] || value === values[i]
    },
    write: i => map.set(words[i]!, values[i]!) === undefined,
  }
}

interface Job extends Crew {
  kind: string
  handle: PlaceHandle | undefined
  map: Texts | undefined
  folder: string
  ops: number
  seed: number
}

function work(job: Job): Span {
  const { kind, handle, map, folder, ops, seed, i: own } = job
  if (map !== undefined) Object.setPrototypeOf(map, sharedMap(folder).prototype)
  const contestant = handle === undefined ? theirs(kind, map!) : ours(kind, handle)
  const random = randomly(seed + own)
  const picks = Int32Array.from({ length: 65_536 }, () => random())
  const run = (count: number) => {
    let wrong = 0
    for (let i = 0; i < count; i++) {
      const pick = picks[(i + (i >>> 16) * 40_503) & 0xffff]!
      const key = ((pick >>> 7) + i) % N
      if (!((pick & 127) < 6 ? contestant.write(key) : contestant.read(key))) wrong++
    }
    if (wrong > 0) throw new Error(`${wrong} wrong answers`)
  }
  run(ops / 10)
  return together(job, () => run(ops))
}

function filled(kind: string, contestant: string, folder: string): Pick<Job, 'handle' | 'map'> {
  if (contestant === 'sharedmap') {
    const map = new (sharedMap(folder))(2 * N, LONGEST_TEXT, LONGEST_TEXT)
    for (let i = 0; i < N; i++) map.set(kind === 'numbers' ? String(keyOf(i)) : wordOf(i), String(i))
    return { handle: undefined, map }
  }
  const heap = new SharedHeap()
  if (kind === 'numbers') {
    const map = new ConcurrentInt32Map({ heap, values: 'int32' })
    for (let i = 0; i < N; i++) map.set(keyOf(i), i)
    return { handle: map.handle, map: undefined }
  }
  const map = new ConcurrentStringMap({ heap, values: 'int32' })
  for (let i = 0; i < N; i++) map.set(wordOf(i), i)
  return { handle: map.handle, map: undefined }
}

if (isMainThread) {
  const [kind, contestant, seed, folder] = process.argv.slice(2) as [string, string, string, string]
  const ops = contestant === 'sharedmap' ? 200_000 : 4_000_000
  const job: Omit<Job, keyof Crew> = { kind, ...filled(kind, contestant, folder), folder, ops, seed: Number(seed) }
  console.log((THREADS * ops) / (await timeOf(fileURLToPath(import.meta.url), THREADS, job)) / 1000)
  process.exit()
} else parentPort!.postMessage(work(workerData))
