/**
 * martinus/map_benchmark, RandomFindString and RandomFindString_1000000: look-ups of strings of 100 and 13 bytes that
 * differ in four bytes near the end, which are written into one buffer before each look-up. A `Map` needs a string of
 * that buffer each time; a `BytesMap` takes the buffer, and many keys a call are written side by side.
 */
import { dispose, type Library } from '../common/library.js'
import { biasedShuffle, countFound, GROUP, makeSchedule, type Schedule, Walk } from './finding.js'
import { type CountingMap, KeyMaker } from './keys.js'
import { sliceLatin1 } from './text.js'
import { type Clock, type Workload, workload } from './workload.js'

/** Bytes a key, inserts, look-ups as published, and how many of them find something by share of known keys. */
const CASES: [length: number, inserts: number, finds: number, found: number[]][] = [
  [100, 100_000, 1e8, [1_721, 24_999_056, 49_996_344, 74_992_237, 99_989_650]],
  [13, 1_000_000, 2e8, [26_187, 50_017_770, 100_012_105, 150_003_241, 199_997_474]],
]

/** Four bytes are taken from the key's number; they end at the last whole word. */
const maker = new KeyMaker(0xffff_ffffn)

/** The keys of a run, side by side: each 'y' all over, but for its number. */
class KeyBuffer {
  readonly bytes: Buffer
  private readonly offset: number

  constructor(
    readonly length: number,
    readonly keys: number,
  ) {
    this.bytes = Buffer.alloc(length * keys, 'y')
    this.offset = 4 * (Math.floor(length / 4) - 1)
  }

  write(key: number, number: number) {
    const { bytes } = this
    const at = key * this.length + this.offset
    bytes[at] = number
    bytes[at + 1] = number >>> 8
    bytes[at + 2] = number >>> 16
    bytes[at + 3] = number >>> 24
  }
}

interface Finder {
  insert(number: number): void
  /** How many of the numbers from `from` up to `to` are found. */
  countFound(numbers: Int32Array, from: number, to: number): number
}

/** A fresh flat string of the buffer for each operation. */
const inMap = (map: Map<string, number>, length: number): Finder => {
  const buffer = new KeyBuffer(length, 1)
  const { bytes } = buffer
  return {
    insert: number => {
      buffer.write(0, number)
      map.set(sliceLatin1(bytes, 0, length), 1)
    },
    countFound: (numbers, from, to) => {
      let found = 0
      for (let i = from; i < to; i++) {
        buffer.write(0, numbers[i]!)
        const value = map.get(sliceLatin1(bytes, 0, length))
        if (value !== undefined) found += value
      }
      return found
    },
  }
}

const inBytesMap = (map: Map<Uint8Array, number>, length: number): Finder => {
  const buffer = new KeyBuffer(length, 1)
  const { bytes } = buffer
  return {
    insert: number => {
      buffer.write(0, number)
      map.set(bytes, 1)
    },
    countFound: (numbers, from, to) => {
      let found = 0
      for (let i = from; i < to; i++) {
        buffer.write(0, numbers[i]!)
        const value = map.get(bytes)
        if (value !== undefined) found += value
      }
      return found
    },
  }
}

const MOST_A_CALL = 256

const inBytesMapMany = (map: CountingMap, length: number): Finder => {
  const buffer = new KeyBuffer(length, MOST_A_CALL)
  const out = new Int32Array(MOST_A_CALL)
  const first = buffer.bytes.subarray(0, length)
  return {
    insert: number => {
      buffer.write(0, number)
      map.set(first, 1)
    },
    countFound: (numbers, from, to) => {
      let found = 0
      for (let start = from; start < to; start += MOST_A_CALL) {
        const count = Math.min(MOST_A_CALL, to - start)
        for (let i = 0; i < count; i++) buffer.write(i, numbers[start + i]!)
        map.getMany(buffer.bytes.subarray(0, count * length), out)
        for (let i = 0; i < count; i++) found += out[i]!
      }
      return found
    },
  }
}

const findAll = (finder: Finder, { sequence, inserted, findsPerGroup }: Schedule) => {
  const walk = new Walk()
  let found = 0
  for (let size = GROUP; size <= inserted.length; size += GROUP) {
    for (let i = size - GROUP; i < size; i++) finder.insert(inserted[i] as number)
    for (let left = findsPerGroup; left > 0; ) {
      const length = walk.run(left, size)
      found += finder.countFound(sequence as Int32Array, walk.at, walk.at + length)
      walk.at += length
      left -= length
    }
  }
  return found
}

const runOn = (map: object, finder: Finder, schedule: Schedule, clock: Clock) => {
  const found = clock.time('', () => findAll(finder, schedule))
  dispose(map)
  return `${found} found`
}

const bytesMap = ({ BytesMap }: Library, keyLength: number) =>
  new BytesMap({ keyLength, values: 'int32' }) as unknown as CountingMap

const caseOf = (length: number, inserts: number, finds: number, share: number, found: number) =>
  workload<Schedule>({
    name: `map_benchmark/RandomFindString_${inserts}/${25 * share} %, ${length} bytes`,
    unit: 'look-ups',
    n: 10_000_000,
    smoke: inserts,
    prepare: n => makeSchedule(maker, biasedShuffle, 4 - share, inserts, n),
    forms: {
      Map: (schedule, clock) => {
        const map = new Map<string, number>()
        return runOn(map, inMap(map, length), schedule, clock)
      },
      single: (schedule, clock, library) => {
        const map = bytesMap(library, length)
        return runOn(map, inBytesMap(map, length), schedule, clock)
      },
      many: (schedule, clock, library) => {
        const map = bytesMap(library, length)
        return runOn(map, inBytesMapMany(map, length), schedule, clock)
      },
    },
    expected: schedule => `${countFound(schedule)} found`,
    published: [{ n: finds, answer: `${found} found` }],
  })

export const randomFindString: Workload[] = CASES.flatMap(([length, inserts, finds, found]) =>
  found.map((count, share) => caseOf(length, inserts, finds, share, count)),
)
