// Scenarios with overflow buckets: in tables of four buckets, which do not grow before they have 26 entries.

import { keyAt, type Scenario, TRACE } from './scenario.js'
import { chain, FOUR, few, full, full1, IN_CHAIN_1, K, NINTH, OTHER, two, withK } from './tables.js'

export const OVERFLOWS: Scenario[] = [
  {
    name: 'insert | insert of the overflow bucket',
    hint: FOUR,
    entries: full,
    prepare: async stage => {
      await stage.stockUp(0, NINTH)
      await stage.stockUp(1, NINTH)
    },
    threads: two(
      d => [d.set(NINTH, 1), d.get(NINTH)],
      d => [d.set(keyAt(0x21, 0), 2), d.get(NINTH)],
    ),
    bound: 3,
  },
  {
    name: 'insert that needs memory | insert that needs memory',
    hint: FOUR,
    entries: full,
    threads: two(
      d => [d.set(NINTH, 1)],
      d => [d.set(keyAt(0x21, 0), 2)],
    ),
    bound: 2,
  },
  {
    name: 'delete that empties an overflow bucket | read',
    hint: FOUR,
    entries: [...full, [NINTH, 7]],
    threads: two(
      d => [d.remove(NINTH), d.has(NINTH)],
      d => [d.get(NINTH), d.get(full[3]![0])],
    ),
    bound: 3,
  },
  {
    name: 'overflow bucket that moves to another chain | read',
    hint: FOUR,
    entries: [...full, ...full1, [NINTH, 7]],
    threads: two(
      d => [d.remove(NINTH), d.set(IN_CHAIN_1, 8), d.set(keyAt(0x51, 1), 9)],
      d => [d.get(NINTH), d.get(IN_CHAIN_1)],
    ),
    bound: 3,
  },
  {
    name: 'overflow bucket that moves to another chain | insert',
    hint: FOUR,
    entries: [...full, ...full1, [NINTH, 7]],
    prepare: stage => stage.stockUp(1, keyAt(0x60, 1)),
    threads: two(
      d => [d.remove(NINTH), d.set(IN_CHAIN_1, 8)],
      d => [d.set(keyAt(0x21, 0), 2), d.get(IN_CHAIN_1)],
    ),
    bound: 3,
  },
  {
    name: 'delete that empties an overflow bucket | read of what is behind it',
    hint: FOUR,
    entries: chain(0, 17),
    prepare: ({ exports, world }) => {
      for (const [key] of chain(0, 7, 0x19)) exports.remove!(world.table, key)
    },
    threads: two(
      d => [d.remove(keyAt(0x18, 0))],
      d => [d.get(keyAt(0x20, 0)), d.get(keyAt(0x18, 0))],
    ),
    bound: 3,
  },
  {
    name: 'insert of an overflow bucket | read of what its memory held',
    hint: FOUR,
    entries: full,
    threads: two(
      d => [d.set(NINTH, 1)],
      d => [d.get(TRACE), d.get(NINTH)],
    ),
    bound: 3,
  },
  {
    name: 'clear | delete',
    entries: withK,
    threads: two(
      d => [d.clear([...few.map(([key]) => key), K, OTHER])],
      d => [d.remove(K), d.set(OTHER, 1)],
    ),
    bound: 3,
  },
  {
    name: 'clear | read of what is behind an overflow bucket',
    hint: FOUR,
    entries: chain(0, 17),
    threads: two(
      d => [d.clear(chain(0, 17).map(([key]) => key))],
      d => [d.get(keyAt(0x20, 0)), d.get(keyAt(0x20, 0))],
    ),
    bound: 3,
  },
  {
    name: 'clear | insert',
    hint: FOUR,
    entries: [...full, [NINTH, 7], ...chain(1, 1, 0x40)],
    prepare: stage => stage.stockUp(1, keyAt(0x21, 0)),
    threads: two(
      d => [d.clear([...full, [NINTH], [IN_CHAIN_1], ...chain(1, 1, 0x40)].map(([key]) => key!))],
      d => [d.set(NINTH, 8), d.set(IN_CHAIN_1, 9), d.get(full[0]![0])],
    ),
    bound: 2,
  },
]
