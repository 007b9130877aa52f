// The only place where the two sides differ: which map is made, and how one is added to a count.

import { BigInt64Map, BytesMap, Float64Map, Int32Map, init, StringMap } from 'tophash'
import type { Side } from './protocol.js'

/** What is read of a map once all is counted. */
export type CountMap<K> = Pick<Map<K, number>, 'size' | 'get' | 'forEach'>

/** A map from keys to numbers. A typed map is a Map to TypeScript, so all else is written once for both sides. */
export interface Table<K> {
  map: Map<K, number>
  count: (key: K) => void
}

function plainTable<K>(): Table<K> {
  const map = new Map<K, number>()
  return { map, count: key => void map.set(key, (map.get(key) ?? 0) + 1) }
}

function typedTable<K>(map: Map<K, number> & { increment(key: K): number }): Table<K> {
  return { map, count: key => void map.increment(key) }
}

/** What a side has to do once a process before its first table. */
export async function startSide(side: Side): Promise<void> {
  if (side === 'tophash') await init()
}

export const int32Table = (side: Side): Table<number> =>
  side === 'tophash' ? typedTable(new Int32Map({ values: 'int32' })) : plainTable()

export const bigIntTable = (side: Side): Table<bigint> =>
  side === 'tophash' ? typedTable(new BigInt64Map({ values: 'int32' })) : plainTable()

export const float64Table = (side: Side): Table<number> =>
  side === 'tophash' ? typedTable(new Float64Map({ values: 'int32' })) : plainTable()

export const stringTable = (side: Side): Table<string> =>
  side === 'tophash' ? typedTable(new StringMap({ values: 'int32' })) : plainTable()

/** Counts ranges of bytes; its keys are read as texts of one character a byte. */
export interface RangeTable {
  map: CountMap<string>
  countRange: (bytes: Uint8Array, start: number, end: number) => void
}

const textOf = (key: Uint8Array): string => Buffer.from(key.buffer, key.byteOffset, key.length).toString('latin1')

export function bytesTable(): RangeTable {
  const map = new BytesMap({ values: 'int32' })
  const texts: CountMap<string> = {
    get size() {
      return map.size
    },
    get: text => map.get(Buffer.from(text, 'latin1')),
    forEach: (callback: (count: number, text: string, map: any) => void) =>
      map.forEach((count, key) => void callback(count, textOf(key), texts)),
  }
  return { map: texts, countRange: (bytes, start, end) => void map.incrementRange(bytes, start, end) }
}
