// One side of the race: inserts keys into an empty map, measures each insert, then asks for every key again.

import { Int32Map, init } from './library.js'
import { init as initSwiss, Int32Map as SwissMap } from './library-swiss.js'
import { mix } from './model/mix.js'
import type { RaceMessage, RaceOrder, RaceResult, Side } from './race-protocol.js'

const SAMPLE_MS = 50
const PAUSE_MS = 5

interface Raced {
  readonly size: number
  get(key: number): number | undefined
  set(key: number, value: number): unknown
}

/** No map at all. Its answers stand for nothing. */
class Idle implements Raced {
  size = 0
  #next = 0

  set(): void {
    this.size++
  }

  get(): number {
    return this.#next++
  }
}

function newMap(side: Side): Raced {
  if (side === 'idle') return new Idle()
  if (side === 'Map') return new Map<number, number>()
  return side === 'tophash' ? new Int32Map({ values: 'int32' }) : new SwissMap({ values: 'int32' })
}

const say = (message: RaceMessage) => self.postMessage(message)

function insertAll(map: Raced, n: number): Omit<RaceResult, 'size' | 'sum'> {
  const start = performance.now()
  let last = start
  let sampled = start
  let longestInSample = 0
  let longest = 0
  let pauses = 0
  let pausedMs = 0
  for (let i = 0; i < n; i++) {
    map.set(mix(i), i)
    const now = performance.now()
    const took = now - last
    last = now
    if (took > longestInSample) longestInSample = took
    if (took > PAUSE_MS) {
      pauses++
      pausedMs += took
    }
    if (now - sampled < SAMPLE_MS && i + 1 < n) continue
    if (longestInSample > longest) longest = longestInSample
    say({ kind: 'sample', sample: { at: now - start, done: i + 1, longest: longestInSample } })
    longestInSample = 0
    // Telling the page is not inserting.
    last = performance.now()
    sampled = last
  }
  return { milliseconds: last - start, longest, pauses, pausedMs }
}

function sumAll(map: Raced, n: number): number {
  let sum = 0
  for (let i = 0; i < n; i++) sum += map.get(mix(i)) ?? Number.NaN
  return sum
}

async function run({ side, n, module }: RaceOrder): Promise<void> {
  if (module !== undefined) await (side === 'swiss' ? initSwiss : init)(module)
  const map = newMap(side)
  const times = insertAll(map, n)
  say({ kind: 'checking' })
  say({ kind: 'done', result: { ...times, size: map.size, sum: sumAll(map, n) } })
}

self.addEventListener('message', (event: MessageEvent<RaceOrder>) => {
  run(event.data).catch(error => say({ kind: 'failed', message: String(error) }))
})
