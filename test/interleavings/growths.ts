// Scenarios of growth: in most, a table of two buckets that has begun to grow to four. Chain 0 has an overflow bucket, and keys
// that move.

import { keyAt, type Scenario, type Stage } from './scenario.js'
import { chain, type Entries, FOUR, full1, IN_CHAIN_1, K, TWO, two } from './tables.js'

const moving = (n: number, from: number): Entries => chain(0b10, n, from)
const staying = (n: number, from: number): Entries => chain(0, n, from)
export const split: Entries = [
  ...moving(3, 0x10),
  ...staying(5, 0x18),
  ...moving(1, 0x20),
  ...staying(2, 0x28),
  ...full1,
]
export const MOVES = keyAt(0x11, 0b10)
export const MOVES_FROM_OVERFLOW = keyAt(0x20, 0b10)
export const STAYS_IN_OVERFLOW = keyAt(0x29, 0)
export const IN_1 = keyAt(0x40, 1)
export const began = (stage: Stage) => stage.beginGrowth(keyAt(0x7f, 1))

const growing = (name: string, threads: Scenario['threads'], bound: number): Scenario => ({
  name,
  hint: TWO,
  entries: split,
  prepare: began,
  threads,
  bound,
})

export const GROWTHS: Scenario[] = [
  {
    name: 'insert that grows | read',
    entries: [...chain(0, 4), ...chain(1, 4, 0x40)],
    threads: two(
      d => [d.set(K, 1)],
      d => [d.get(keyAt(0x13, 0)), d.get(keyAt(0x43, 1))],
    ),
    bound: 2,
  },
  {
    name: 'insert that grows | insert that grows',
    entries: [...chain(0, 4), ...chain(1, 4, 0x40)],
    threads: two(
      d => [d.set(K, 1)],
      d => [d.set(IN_CHAIN_1, 2)],
    ),
    bound: 2,
  },
  {
    name: 'reserve | reserve',
    entries: chain(0, 4),
    threads: two(
      d => [d.reserve(20)],
      d => [d.reserve(20), d.get(keyAt(0x11, 0))],
    ),
    bound: 1,
  },
  {
    name: 'reserve | insert that grows',
    entries: [...chain(0, 4), ...chain(1, 4, 0x40)],
    threads: two(
      d => [d.reserve(20)],
      d => [d.set(K, 1)],
    ),
    bound: 2,
  },
  growing(
    'split | read of a key that moves',
    two(
      d => [d.set(IN_1, 1)],
      d => [d.get(MOVES), d.get(MOVES_FROM_OVERFLOW)],
    ),
    2,
  ),
  growing(
    'split | read of a key that stays in an overflow bucket',
    two(
      d => [d.set(IN_1, 1)],
      d => [d.get(STAYS_IN_OVERFLOW)],
    ),
    3,
  ),
  {
    ...growing(
      'split | read of a key like one that moves',
      two(
        d => [d.set(IN_1, 1)],
        d => [d.get(keyAt(0x10, 0))],
      ),
      3,
    ),
    entries: [[keyAt(0x10, 0b10), 116], ...staying(7, 0x18), [keyAt(0x10, 0), 77], ...full1],
  },
  growing(
    'split and delete of a key that moved | read of one like it',
    two(
      d => [d.set(IN_1, 1), d.remove(MOVES), d.set(keyAt(0x11, 0b110), 3)],
      d => [d.get(MOVES), d.get(keyAt(0x11, 0b110))],
    ),
    2,
  ),
  growing(
    'split | write to its chain',
    two(
      d => [d.set(IN_1, 1)],
      d => [d.set(MOVES, 3), d.remove(STAYS_IN_OVERFLOW)],
    ),
    2,
  ),
  growing(
    'split | insert into its chain',
    two(
      d => [d.set(IN_1, 1)],
      d => [d.set(keyAt(0x60, 0b10), 3), d.add(keyAt(0x61, 0), 4)],
    ),
    2,
  ),
  growing(
    'split | increment in its chain',
    two(
      d => [d.increment(STAYS_IN_OVERFLOW, 1)],
      d => [d.increment(STAYS_IN_OVERFLOW, 10)],
    ),
    2,
  ),
  growing(
    'split | clear',
    two(
      d => [d.set(IN_1, 1)],
      d => [d.clear([...split.map(([key]) => key)])],
    ),
    1,
  ),
  {
    ...growing(
      'split | iteration',
      (d, { machine }) => [
        [d.set(IN_1, 1)],
        [
          d.scan(
            split.map(([key]) => key),
            machine?.memory,
          ),
        ],
      ],
      2,
    ),
    prepare: async stage => {
      await stage.machine.call(1, 'threadRegion')
      await began(stage)
    },
  },
  {
    name: 'split that empties an overflow bucket | read of what is behind it',
    hint: FOUR,
    entries: [...chain(0, 8), ...chain(0b100, 8, 0x20), ...chain(0, 1, 0x30), ...full1, ...chain(2, 1)],
    prepare: began,
    threads: two(
      d => [d.set(IN_1, 1)],
      d => [d.get(keyAt(0x30, 0))],
    ),
    bound: 3,
  },
  {
    ...growing(
      'reserve for which there is no memory | write',
      two(
        d => [d.reserve(20, 0)],
        d => [d.set(MOVES, 3), d.get(STAYS_IN_OVERFLOW)],
      ),
      2,
    ),
    prepare: async stage => {
      await began(stage)
      stage.exhaust()
    },
  },
]
