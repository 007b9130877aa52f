// Ordinary maps in a shared heap, and real workers: guarded they are exact, unguarded that is noticed, and what a worker that was
// terminated has left is whole.

import { afterEach, describe, expect, test } from 'vitest'
import { insideOf } from '../../src/body/door.js'
import { TABLE_MARK } from '../../src/generated/constants.js'
import { ConcurrentMapWriteError, Int32Map, Mutex, RWMutex, SharedHeap, StringMap } from '../../src/shared.js'
import { crew, type Hand, hire } from './crew.js'

const THREADS = 3
const hands: Hand[] = []
afterEach(() => Promise.all(hands.splice(0).map(({ worker }) => worker.terminate())))

const total = (numbers: Iterable<number>) => [...numbers].reduce((a, b) => a + b, 0)

describe('guarded', () => {
  test('with a Mutex, sums are exact', async () => {
    const heap = new SharedHeap()
    const map = new Int32Map({ heap, values: 'int32' })
    const words = new StringMap({ heap, values: 'int32' })
    const lock = new Mutex({ heap })
    const rounds = 20_000
    await crew(THREADS, 'guarded', { lock: lock.handle, map: map.handle, words: words.handle, range: 3000, rounds })
    expect(total(map.values())).toBe(THREADS * rounds)
    expect(new Map([...map].map(([key, value]) => [`key ${key}`, value]))).toEqual(new Map(words))
  })

  test('with an RWMutex, many read at once', async () => {
    const heap = new SharedHeap()
    const words = new StringMap({ heap, values: 'int32' })
    const lock = new RWMutex({ heap })
    const data = { lock: lock.handle, map: words.handle, words: words.handle, range: 2000, rounds: 10_000 }
    const writes = await crew<number>(THREADS, 'guardedRW', data)
    expect(total(words.values())).toBe(total(writes))
  })

  // Go: runtime/map_test.go.
  test('TestConcurrentReadsAfterGrowth: those that only read need no lock', async () => {
    const heap = new SharedHeap()
    const map = new Int32Map({ heap, values: 'int32' })
    // Of sizes in the middle of a growth and behind one.
    for (const size of [10, 300, 1000, 1700]) {
      for (let key = map.size; key < size; key++) map.set(key, key)
      expect(await crew<number>(THREADS, 'readAll', { map: map.handle, size })).toEqual([size, size, size])
    }
  })
})

// Go: runtime/crash_test.go. Whether two meet is chance, and no test hangs on it; what they are told if they do is not. What a mark
// is told for sure: plain.test.ts.
describe('unguarded', () => {
  test.each([
    ['TestConcurrentMapWrites', 'writes', 'concurrent map writes'],
    ['TestConcurrentMapReadWrite', 'reads', 'concurrent map'],
    ['TestConcurrentMapIterateWrite', 'iterates', 'concurrent map'],
  ])('%s', async (_, does, message) => {
    const heap = new SharedHeap()
    const map = new Int32Map({ heap, values: 'int32' })
    for (let key = 0; key < 8; key++) map.set(key, key)
    const answers = await crew<{ message: string; thread: number; writer: number | undefined; mine: number }>(
      2,
      'race',
      { map: map.handle, does, most: 3_000_000 },
    )
    for (const answer of answers) {
      if (answer === undefined) continue
      expect(answer.message).toContain(`Int32Map: ${message}`)
      expect(answer.thread).toBe(answer.mine)
      expect(answer.writer).not.toBe(answer.mine)
    }
    // Values were changed, nothing else: all keys are there.
    expect([...map.keys()].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    map.set(8, 8)
    expect(map.get(8)).toBe(8)
  })
})

describe('a worker that is terminated while it writes', () => {
  const ROUNDS = 6

  const markOf = (map: StringMap) => {
    const { table } = insideOf(map) as { table: number }
    return new Int32Array(map.handle.memory.buffer)[(table + TABLE_MARK) / 4]!
  }

  test.each([
    ['and watched', true],
    ['and reported', false],
  ])('%s leaves a map that is whole, and that all can use', async (_, isWatched) => {
    const heap = new SharedHeap()
    for (let round = 0; round < ROUNDS; round++) {
      const map = new StringMap({ heap, values: 'int32' })
      const hand = hire('plainForever', { map: map.handle, batch: 100 })
      hands.push(hand)
      if (isWatched) heap.watch(hand.worker)
      const thread = (await hand.message()) as number
      let sure = 0
      for (let n = 0; n <= round; n++) sure = (await hand.message()) as number
      await hand.worker.terminate()
      await hand.ended
      if (!isWatched) {
        // If it was in the middle of a write, whoever comes is told what may be, and no more than that.
        if (markOf(map) !== 0) {
          expect(markOf(map)).toBe(thread + 1)
          expect(() => map.get('')).toThrow(ConcurrentMapWriteError)
          expect(() => map.set('', 1)).toThrow(`If thread ${thread} was terminated`)
        }
        heap.recover(thread)
      }
      expect(markOf(map)).toBe(0)
      const { size } = map
      expect(size).toBeGreaterThanOrEqual(sure)
      const seen = new Map(map)
      expect(seen.size).toBe(size)
      for (let n = 0; n < size; n++) {
        const key = `key ${n} ${'.'.repeat(n % 60)}`
        if (map.get(key) !== n || seen.get(key) !== n) expect([map.get(key), seen.get(key)]).toEqual([n, n])
      }
      for (let n = 0; n < 3000; n++) map.set(`more ${n}`, n)
      expect(map.size).toBe(size + 3000)
      map.clear()
      map.destroy()
    }
  })
})
