// The only place where the two sides differ: which map is made, and how one is added to a count.

import { BigInt64Map, Float64Map, Int32Map, init } from '../../dist/index.js'
import type { Side } from './protocol.js'

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
