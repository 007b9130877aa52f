// The jobs of workers: functions of what they are sent and of the library.

import type * as Library from '../../src/shared.js'
import type { PlaceHandle } from '../../src/shared.js'

type Send = (message: unknown) => void
interface Crew {
  gate: Int32Array
  i: number
  n: number
}

/** Begins when all have come. */
function meet({ gate, n }: Crew): void {
  Atomics.add(gate, 0, 1)
  while (Atomics.load(gate, 0) < n) Atomics.wait(gate, 0, Atomics.load(gate, 0), 1)
}

/** Seeded random numbers below `n`. */
export function randomly(seed: number): (n: number) => number {
  let s = seed | 0
  return n => {
    s = (s + 0x9e3779b9) | 0
    let x = Math.imul(s ^ (s >>> 16), 0x21f0aaad)
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97)
    return ((x ^ (x >>> 15)) >>> 0) % n
  }
}

/** A word for a number: of one or two bytes a character, short or long. */
export const wordOf = (i: number): string =>
  `${i}${i % 7 === 0 ? 'ж' : 'w'}${'long'.repeat(i % 11 === 0 ? i % 90 : i % 4)}`

/** A value that is to be; throws where a test framework is out of reach. */
function same(actual: unknown, expected: unknown, what: string): void {
  if (!Object.is(actual, expected)) throw new Error(`${what}: ${String(actual)} instead of ${String(expected)}`)
}

interface Mixed extends Crew {
  map: PlaceHandle
  sums: PlaceHandle
  winners: PlaceHandle
  range: number
  steps: number
  seed: number
  /** Whether keys are strings. */
  words: boolean
}

/** The maps and the set of a mixed job, whatever their keys; the key that a number stands for; and for that of the sums. */
function attachAll(data: Mixed, library: typeof Library) {
  if (data.words) {
    const map = library.ConcurrentStringMap.attach(data.map)
    const sums = library.ConcurrentStringMap.attach(data.sums)
    const winners = library.ConcurrentStringSet.attach(data.winners)
    return { map: map as AnyMap, sums: sums as AnyMap, winners: winners as AnySet, keyOf: wordOf, sumOf: wordOf }
  }
  const map = library.ConcurrentInt32Map.attach(data.map)
  const sums = library.ConcurrentBigInt64Map.attach(data.sums)
  const winners = library.ConcurrentFloat64Set.attach(data.winners)
  const keyOf = (i: number): unknown => i
  return { map: map as AnyMap, sums: sums as AnyMap, winners: winners as AnySet, keyOf, sumOf: BigInt }
}
type AnyMap = Library.ConcurrentMap<unknown, number>
type AnySet = Library.ConcurrentSet<unknown>

export const JOBS = {
  /** Keys of its own, exactly; sums and first-comers with all others; whole iterations now and then. */
  mixed(data: Mixed, library: typeof Library) {
    const { i, n, range, steps, seed } = data
    const { map, sums, winners, keyOf, sumOf } = attachAll(data, library)
    const random = randomly(seed * 64 + i)
    const own = new Map<unknown, number>()
    let sum = 0
    let won = 0
    meet(data)
    for (let step = 0; step < steps; step++) {
      const key = keyOf(random(range) * n + i)
      switch (random(8)) {
        case 0:
        case 1:
          map.set(key, step)
          own.set(key, step)
          break
        case 2:
          same(map.getOrInsert(key, step), own.get(key) ?? step, 'getOrInsert')
          if (!own.has(key)) own.set(key, step)
          break
        case 3:
        case 4:
          same(map.delete(key), own.delete(key), 'delete')
          break
        case 5:
          same(map.get(key), own.get(key), 'get')
          map.get(keyOf(random(range * n)))
          break
        case 6: {
          const by = random(10)
          sums.increment(sumOf(random(50)), by)
          sum += by
          break
        }
        default:
          if (winners.addIfAbsent(keyOf(random(2000)))) won++
      }
      if (step % 20_000 === 0) {
        const seen = new Map<unknown, number>()
        for (const [k, v] of map) {
          if (seen.has(k)) throw new Error(`${String(k)} came twice`)
          seen.set(k, v)
        }
        for (const [k, v] of own) same(seen.get(k), v, `key ${String(k)} of an iteration`)
      }
    }
    return { own: [...own], sum, won }
  },

  /** Inserts forever, and tells from time to time up to where it is surely done. */
  async insertForever(
    { map, from, by, words }: { map: PlaceHandle; from: number; by: number; words: boolean },
    library: typeof Library,
    send: Send,
  ) {
    const table = (words ? library.ConcurrentStringMap : library.ConcurrentInt32Map).attach(map) as AnyMap
    const keyOf = words ? wordOf : (i: number): unknown => i
    send(table.heap.thread)
    for (let key = from, step = 0; ; key += by, step++) {
      table.set(keyOf(key), step)
      // Records that came to be free are used again.
      if (words && step % 3 === 2) {
        table.delete(keyOf(key - by))
        table.set(keyOf(key - by), step - 1)
      }
      if (step % 1000 === 0) {
        send(key)
        // Else messages would wait until the end.
        await new Promise(resolve => setImmediate(resolve))
      }
    }
  },

  /** Takes a lock and keeps it. */
  async keepLock({ lock, reading }: { lock: PlaceHandle; reading?: boolean }, library: typeof Library, send: Send) {
    if (lock.kind === 'Mutex') library.Mutex.attach(lock).lock()
    else if (reading) library.RWMutex.attach(lock).rlock()
    else library.RWMutex.attach(lock).lock()
    send('locked')
    await new Promise(resolve => setTimeout(resolve, 2 ** 30))
  },

  /** Go's HammerMutex: adds to two plain words, which are equal whenever nobody has the lock. */
  hammer(data: Crew & { lock: PlaceHandle; words: Int32Array; rounds: number }, { Mutex }: typeof Library) {
    const mutex = Mutex.attach(data.lock)
    const { words } = data
    meet(data)
    for (let n = 0; n < data.rounds; n++) {
      if (n % 3 === 0) {
        if (!mutex.tryLock()) continue
      } else mutex.lock()
      same(words[0], words[1], 'the words')
      words[0]!++
      words[1] = words[0]!
      mutex.unlock()
    }
    return words[0]
  },

  /** Go's HammerRWMutex: readers see no writer's half, and a writer sees nobody. */
  hammerRW(data: Crew & { lock: PlaceHandle; words: Int32Array; rounds: number }, { RWMutex }: typeof Library) {
    const mutex = RWMutex.attach(data.lock)
    const { words } = data
    let writes = 0
    meet(data)
    for (let n = 0; n < data.rounds; n++) {
      if ((n + data.i) % 5 === 0) {
        mutex.lock()
        same(words[0], words[1], 'what a writer finds')
        words[0]!++
        writes++
        words[1] = words[0]!
        mutex.unlock()
      } else {
        mutex.rlock()
        same(words[0], words[1], 'what a reader finds')
        mutex.runlock()
      }
    }
    return writes
  },

  /** The count of each of the words that it is given, into one map. */
  count(data: Crew & { map: PlaceHandle; keys: Int32Array }, { ConcurrentInt32Map }: typeof Library) {
    const map = ConcurrentInt32Map.attach(data.map)
    meet(data)
    const own = data.keys.filter((_, at) => at % data.n === data.i)
    for (let from = 0; from < own.length; from += 3000) map.incrementMany(own.subarray(from, from + 3000))
  },

  /** Of two: the first one inserts words, the second one deletes them, never far behind. */
  relay(data: Crew & { map: PlaceHandle; done: Int32Array; steps: number }, { ConcurrentStringMap }: typeof Library) {
    const map = ConcurrentStringMap.attach(data.map)
    const { done, i: own, steps } = data
    meet(data)
    for (let i = 0; i < steps; i++) {
      while (own === 0 ? i - Atomics.load(done, 1) > 2000 : Atomics.load(done, 0) <= i) {
        Atomics.wait(done, 1 - own, Atomics.load(done, 1 - own), 1)
      }
      if (own === 0) map.set(wordOf(i), i)
      else same(map.getAndDelete(wordOf(i)), i, 'what was inserted')
      Atomics.store(done, own, i + 1)
    }
  },

  /** Attaches to a heap, and says what number it is there. */
  join({ heap }: { heap: Library.SharedHeapHandle }, { SharedHeap }: typeof Library) {
    return SharedHeap.attach(heap).thread
  },
}
