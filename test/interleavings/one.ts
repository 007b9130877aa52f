// Scenarios in one bucket.

import type { Scenario } from './scenario.js'
import { few, K, LIKE_K, OTHER, two, withK } from './tables.js'

export const ONE: Scenario[] = [
  {
    name: 'insert | insert of the same key',
    entries: few,
    threads: two(
      d => [d.set(K, 1)],
      d => [d.set(K, 2), d.get(K)],
    ),
    bound: 3,
  },
  {
    name: 'insert | insert into one chain',
    entries: few,
    threads: two(
      d => [d.set(K, 1), d.get(K)],
      d => [d.set(LIKE_K, 2), d.get(LIKE_K)],
    ),
    bound: 3,
  },
  {
    name: 'insert | delete of the same key',
    entries: few,
    threads: two(
      d => [d.set(K, 1), d.has(K)],
      d => [d.remove(K), d.has(K)],
    ),
    bound: 3,
  },
  {
    name: 'update | delete and insert',
    entries: withK,
    threads: two(
      d => [d.set(K, 1), d.has(K)],
      d => [d.remove(K), d.set(K, 2)],
    ),
    bound: 3,
  },
  {
    name: 'insert | delete in one chain',
    entries: withK,
    threads: two(
      d => [d.set(OTHER, 1), d.has(K)],
      d => [d.remove(K), d.has(OTHER)],
    ),
    bound: 3,
  },
  {
    name: 'update | read',
    entries: withK,
    threads: two(
      d => [d.set(K, 1), d.set(K, 2)],
      d => [d.get(K), d.has(K)],
    ),
    bound: 3,
  },
  {
    name: 'delete and insert in its slot | read',
    entries: withK,
    threads: two(
      d => [d.remove(K), d.set(LIKE_K, 2)],
      d => [d.get(K), d.has(LIKE_K)],
    ),
    bound: 3,
  },
  {
    name: 'increment | increment',
    entries: withK,
    threads: two(
      d => [d.increment(K, 1), d.increment(K, 1)],
      d => [d.increment(K, 10), d.get(K)],
    ),
    bound: 3,
  },
  {
    name: 'increment | increment of a new key',
    entries: few,
    threads: two(
      d => [d.increment(K, 1)],
      d => [d.increment(K, 10)],
    ),
    bound: 3,
  },
  {
    name: 'compareAndSwap | compareAndSwap',
    entries: withK,
    threads: two(
      d => [d.swap(K, 7, 1), d.get(K)],
      d => [d.swap(K, 7, 2), d.get(K)],
    ),
    bound: 3,
  },
  {
    name: 'compareAndDelete | update and compareAndSwap',
    entries: withK,
    threads: two(
      d => [d.drop(K, 7), d.has(K)],
      d => [d.set(K, 1), d.swap(K, 1, 7)],
    ),
    bound: 3,
  },
  {
    name: 'insertIfAbsent | insertIfAbsent',
    entries: few,
    threads: two(
      d => [d.add(K, 1), d.get(K)],
      d => [d.add(K, 2), d.get(K)],
    ),
    bound: 3,
  },
  {
    name: 'insertIfAbsent | delete',
    entries: withK,
    threads: two(
      d => [d.add(K, 1), d.has(K)],
      d => [d.remove(K), d.has(K)],
    ),
    bound: 3,
  },
  {
    name: 'delete | delete',
    entries: withK,
    threads: two(
      d => [d.remove(K), d.add(K, 1)],
      d => [d.remove(K), d.has(K)],
    ),
    bound: 3,
  },
  {
    name: 'insert | insert | insert of one key',
    entries: few,
    threads: d => [[d.add(K, 1)], [d.set(K, 2)], [d.add(K, 3)]],
    bound: 2,
  },
  {
    name: 'increment | increment | delete',
    entries: withK,
    threads: d => [[d.increment(K, 1)], [d.increment(K, 10)], [d.remove(K)]],
    bound: 2,
  },
]
