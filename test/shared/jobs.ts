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

interface Guarded {
  lock: PlaceHandle
  map: PlaceHandle
  words: PlaceHandle
  range: number
  rounds: number
}

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

  /** Sums into ordinary maps, one entry of each of two at a time, with the lock. */
  guarded(data: Crew & Guarded, { Int32Map, Mutex, StringMap }: typeof Library) {
    const mutex = Mutex.attach(data.lock)
    const numbers = Int32Map.attach<number>(data.map)
    const words = StringMap.attach<number>(data.words)
    const random = randomly(data.i)
    meet(data)
    for (let n = 0; n < data.rounds; n++) {
      const key = random(data.range)
      mutex.lock()
      try {
        const sum = numbers.increment(key)
        same(words.increment(`key ${key}`), sum, 'the other sum')
        if (n % 1000 === 0) same([...numbers.values()].length, numbers.size, 'the entries')
      } finally {
        mutex.unlock()
      }
    }
  },

  /** Reads an ordinary map with an RWMutex, as many others do, and writes to it now and then. */
  guardedRW(data: Crew & Guarded, { RWMutex, StringMap }: typeof Library) {
    const mutex = RWMutex.attach(data.lock)
    const words = StringMap.attach<number>(data.words)
    const random = randomly(data.i)
    let writes = 0
    meet(data)
    for (let n = 0; n < data.rounds; n++) {
      if (random(16) === 0) {
        mutex.lock()
        words.increment(`key ${random(data.range)}`)
        writes++
        mutex.unlock()
        continue
      }
      mutex.rlock()
      const value = words.get(`key ${random(data.range)}`) ?? 0
      if (!(value >= 0 && value <= data.rounds * data.n)) throw new Error(`a value of ${value}`)
      if (n % 500 === 0) same([...words].length, words.size, 'the entries')
      mutex.runlock()
    }
    return writes
  },

  /** TestConcurrentReadsAfterGrowth: only reads, each key and whole iterations. */
  readAll(data: Crew & { map: PlaceHandle; size: number }, { Int32Map }: typeof Library) {
    const map = Int32Map.attach<number>(data.map)
    meet(data)
    for (let round = 0; round < 20; round++) {
      for (let key = 0; key < data.size; key++) same(map.get(key), key, `the value of ${key}`)
      let sum = 0
      for (const [, value] of map) sum += value
      same(sum, (data.size * (data.size - 1)) / 2, 'the sum')
    }
    return map.size
  },

  /** Changes values of an ordinary map, or reads or iterates it, as others do, until that is noticed; at most so many times. */
  race(data: Crew & { map: PlaceHandle; does: string; most: number }, library: typeof Library) {
    const map = library.Int32Map.attach<number>(data.map)
    meet(data)
    let n = 0
    try {
      for (; n < data.most && Atomics.load(data.gate, 0) === data.n; n++) {
        if (data.does === 'writes' || data.i === 0) map.set(n & 7, n)
        else if (data.does === 'reads') map.get(n & 7)
        else for (const key of map.keys()) if (key < 0) n = data.most
      }
    } catch (error) {
      if (!(error instanceof library.ConcurrentMapWriteError)) throw error
      return { message: error.message, thread: error.thread, writer: error.writer, mine: map.heap.thread }
    } finally {
      Atomics.add(data.gate, 0, 1)
    }
    return undefined
  },

  /** Inserts into an ordinary map forever, many keys a call, and tells from time to time how many are surely there. */
  async plainForever({ map, batch }: { map: PlaceHandle; batch: number }, { StringMap }: typeof Library, send: Send) {
    const table = StringMap.attach<number>(map)
    send(table.heap.thread)
    for (let from = 0; ; from += batch) {
      const numbers = Int32Array.from({ length: batch }, (_, i) => from + i)
      for (const n of numbers) table.set(`key ${n} ${'.'.repeat(n % 60)}`, n)
      if ((from / batch) % 8 === 7) {
        send(from + batch)
        await new Promise(resolve => setImmediate(resolve))
      }
    }
  },

  /** Attaches to a heap, and says what number it is there. */
  join({ heap }: { heap: Library.SharedHeapHandle }, { SharedHeap }: typeof Library) {
    return SharedHeap.attach(heap).thread
  },
}
