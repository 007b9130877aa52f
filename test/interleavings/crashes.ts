// Threads that die: at each place where V8 can stop one, before or after each preemption. Another thread notes it, then recovers
// what was left, at any time.

import { began, IN_1, MOVES, MOVES_FROM_OVERFLOW, STAYS_IN_OVERFLOW, split } from './growths.js'
import { keyAt, type Scenario } from './scenario.js'
import { chain, FOUR, few, full, K, NINTH, TWO } from './tables.js'

const dying = (name: string, more: Omit<Scenario, 'name' | 'mortal' | 'bound'> & { bound?: number }): Scenario => ({
  bound: 1,
  ...more,
  name: `death in ${name}`,
  mortal: 0,
})

export const CRASHES: readonly Scenario[] = [
  dying('an insert | insert', { entries: few, threads: d => [[d.set(K, 1)], [d.set(K, 2), d.get(K)]], bound: 2 }),
  dying('an update | increment', {
    entries: [...few, [K, 7]],
    threads: d => [[d.set(K, 1)], [d.increment(K, 2), d.get(K)]],
    bound: 2,
  }),
  dying('a delete | read', {
    entries: [...few, [K, 7]],
    threads: d => [[d.remove(K)], [d.get(K), d.add(K, 2)]],
    bound: 2,
  }),
  dying('an insert that needs memory | insert', {
    hint: FOUR,
    entries: full,
    threads: d => [[d.set(NINTH, 1)], [d.set(keyAt(0x21, 0), 2), d.get(NINTH)]],
  }),
  dying('a delete that empties an overflow bucket | insert', {
    hint: FOUR,
    entries: [...full, [NINTH, 7]],
    threads: d => [[d.remove(NINTH)], [d.set(keyAt(0x21, 0), 2), d.get(NINTH)]],
  }),
  dying('a clear | insert', {
    hint: FOUR,
    entries: [...full, [NINTH, 7], ...chain(1, 1, 0x40)],
    threads: d => [
      [d.clear([...full.map(([key]) => key), NINTH, keyAt(0x40, 1), keyAt(0x41, 1)])],
      [d.set(keyAt(0x41, 1), 9)],
    ],
  }),
  dying('an insert that grows | insert that grows', {
    entries: [...chain(0, 4), ...chain(1, 4, 0x40)],
    threads: d => [[d.set(K, 1)], [d.set(keyAt(0x50, 1), 2)]],
  }),
  dying('a split | read', {
    entries: split,
    hint: TWO,
    prepare: began,
    threads: d => [[d.set(IN_1, 1)], [d.get(MOVES_FROM_OVERFLOW), d.get(STAYS_IN_OVERFLOW)]],
  }),
  dying('a split | write to its chain', {
    entries: split,
    hint: TWO,
    prepare: began,
    threads: d => [[d.set(IN_1, 1)], [d.set(MOVES, 3), d.remove(STAYS_IN_OVERFLOW), d.set(keyAt(0x61, 0), 4)]],
  }),
  dying('a split | clear', {
    entries: split,
    hint: TWO,
    prepare: began,
    threads: d => [[d.set(IN_1, 1)], [d.clear(split.map(([key]) => key))]],
    bound: 0,
  }),
  dying('a split | iteration', {
    entries: split,
    hint: TWO,
    prepare: async stage => {
      await stage.machine.call(1, 'threadRegion')
      await began(stage)
    },
    threads: (d, stage) => [
      [d.set(IN_1, 1)],
      [
        d.scan(
          split.map(([key]) => key),
          stage.machine?.memory,
        ),
      ],
    ],
  }),
  dying('a reserve | reserve', {
    entries: chain(0, 4),
    threads: d => [[d.reserve(20)], [d.reserve(20), d.get(keyAt(0x11, 0))]],
    bound: 0,
  }),
]
