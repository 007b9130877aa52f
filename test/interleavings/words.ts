// Scenarios of keys that are bytes: their records are written before they are known, and used again at once when their keys are gone.
// Two keys may have the very same hash.

import { began, IN_1, MOVES, MOVES_FROM_OVERFLOW, STAYS_IN_OVERFLOW, split } from './growths.js'
import { twinOf } from './layout.js'
import { keyAt, type Scenario } from './scenario.js'
import { chain, FOUR, few, full, K, LIKE_K, NINTH, OTHER, TWO, two, withK } from './tables.js'

const TWIN = twinOf(K)
const words = (name: string, scenario: Omit<Scenario, 'name' | 'hasBytes'>): Scenario => ({
  ...scenario,
  name: `words: ${name}`,
  hasBytes: true,
})
const growing = (name: string, threads: Scenario['threads'], bound: number): Scenario =>
  words(name, { hint: TWO, entries: split, prepare: began, threads, bound })
const dying = (name: string, more: Omit<Scenario, 'name' | 'mortal' | 'hasBytes'>): Scenario =>
  words(`death in ${name}`, { ...more, mortal: 0 })

const WORDS_ONLY: readonly Scenario[] = [
  words('insert | insert of the same key', {
    entries: few,
    threads: two(
      d => [d.set(K, 1), d.get(TWIN)],
      d => [d.set(K, 2), d.get(K)],
    ),
    bound: 3,
  }),
  words('insert | insert of keys of one hash', {
    entries: few,
    threads: two(
      d => [d.set(K, 1), d.get(K)],
      d => [d.set(TWIN, 2), d.get(K)],
    ),
    bound: 2,
  }),
  words('insertIfAbsent | insertIfAbsent', {
    entries: few,
    threads: two(
      d => [d.add(K, 1), d.remove(K)],
      d => [d.add(K, 2), d.get(K)],
    ),
    bound: 2,
  }),
  words('delete and insert with its record | read', {
    entries: withK,
    threads: two(
      d => [d.remove(K), d.set(TWIN, 2)],
      d => [d.get(K), d.has(TWIN)],
    ),
    bound: 3,
  }),
  words('delete and insert of the same key | read', {
    entries: withK,
    threads: two(
      d => [d.remove(K), d.set(OTHER, 3), d.set(K, 2)],
      d => [d.get(K), d.get(K)],
    ),
    bound: 2,
  }),
  words('delete and insert into another chain | read', {
    hint: TWO,
    entries: [...withK, ...chain(1, 2, 0x40)],
    threads: two(
      d => [d.remove(K), d.set(keyAt(0x20, 1), 2)],
      d => [d.get(K), d.has(keyAt(0x20, 1))],
    ),
    bound: 3,
  }),
  words('delete | delete and insert', {
    entries: withK,
    threads: two(
      d => [d.remove(K), d.add(TWIN, 1)],
      d => [d.remove(K), d.set(LIKE_K, 5), d.has(K)],
    ),
    bound: 2,
  }),
  words('delete | increment and compareAndDelete', {
    entries: withK,
    threads: two(
      d => [d.remove(K), d.increment(TWIN, 1)],
      d => [d.increment(K, 1), d.drop(K, 1)],
    ),
    bound: 2,
  }),
  words('deletes that leave records | inserts that take them', {
    entries: chain(0, 5),
    threads: two(
      d => [d.remove(keyAt(0x10, 0)), d.remove(keyAt(0x11, 0)), d.remove(keyAt(0x12, 0)), d.set(LIKE_K, 1)],
      d => [d.set(K, 2), d.set(OTHER, 3)],
    ),
    bound: 2,
  }),
  words('insert | insert of records that were left', {
    entries: chain(0, 6),
    prepare: async ({ machine, world, ghost }) => {
      for (const top of [0x10, 0x11, 0x12, 0x13]) await machine.call(ghost, 'remove', world.table, keyAt(top, 0))
    },
    threads: two(
      d => [d.set(K, 1), d.get(OTHER)],
      d => [d.set(OTHER, 2), d.get(K)],
    ),
    bound: 2,
  }),
  words('clear | insert', {
    hint: FOUR,
    entries: [...full, [NINTH, 7]],
    threads: two(
      d => [d.clear([...full.map(([key]) => key), NINTH, keyAt(0x21, 0)])],
      d => [d.set(keyAt(0x21, 0), 2), d.get(NINTH)],
    ),
    bound: 2,
  }),
  words('iteration | delete and insert', {
    entries: withK,
    prepare: async ({ machine }) => void (await machine.call(1, 'threadRegion')),
    threads: (d, { machine }) => [
      [d.remove(K), d.set(TWIN, 2)],
      [d.scan([K, TWIN, ...few.map(([key]) => key)], machine?.memory)],
    ],
    bound: 2,
  }),
  growing(
    'split | read of a key that moves',
    two(
      d => [d.set(IN_1, 1)],
      d => [d.get(MOVES), d.get(MOVES_FROM_OVERFLOW)],
    ),
    2,
  ),
  growing(
    'split and delete of a key that moved | read of one like it',
    two(
      d => [d.set(IN_1, 1), d.remove(MOVES), d.set(twinOf(MOVES), 3)],
      d => [d.get(MOVES), d.get(twinOf(MOVES))],
    ),
    2,
  ),
  growing(
    'split | delete of a key that moves and insert with its record',
    two(
      d => [d.set(IN_1, 1)],
      d => [d.remove(MOVES), d.set(keyAt(0x60, 0), 3), d.get(STAYS_IN_OVERFLOW)],
    ),
    2,
  ),
  dying('an insert | insert', { entries: few, threads: d => [[d.set(K, 1)], [d.set(K, 2), d.get(K)]], bound: 2 }),
  dying('a delete | insert', {
    entries: withK,
    threads: d => [[d.remove(K)], [d.add(K, 2), d.add(TWIN, 3)]],
    bound: 2,
  }),
  dying('deletes that leave records | insert', {
    entries: chain(0, 5),
    threads: d => [
      [d.remove(keyAt(0x10, 0)), d.remove(keyAt(0x11, 0)), d.remove(keyAt(0x12, 0))],
      [d.set(K, 2), d.set(OTHER, 3)],
    ],
    bound: 1,
  }),
  dying('a clear | insert', {
    entries: withK,
    threads: d => [[d.clear([...withK.map(([key]) => key), TWIN])], [d.set(K, 2), d.add(TWIN, 9)]],
    bound: 1,
  }),
  dying('a split | delete of a key that moves and insert with its record', {
    entries: split,
    hint: TWO,
    prepare: began,
    threads: d => [[d.set(IN_1, 1)], [d.remove(MOVES), d.set(keyAt(0x60, 0), 3)]],
    bound: 0,
  }),
]

/** The same with records that all have blocks of their own. */
const LARGE = [
  'insert | insert of the same key',
  'insertIfAbsent | insertIfAbsent',
  'delete and insert with its record | read',
  'delete | delete and insert',
  'iteration | delete and insert',
  'clear | insert',
  'death in an insert | insert',
  'death in a delete | insert',
]

export const WORDS: readonly Scenario[] = [
  ...WORDS_ONLY,
  ...LARGE.map(name => {
    const scenario = WORDS_ONLY.find(each => each.name === `words: ${name}`)!
    return { ...scenario, name: `large words: ${name}`, hasLarge: true, bound: Math.min(scenario.bound, 2) }
  }),
]
