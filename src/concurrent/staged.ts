// The exports for one pair of a key of bytes and a value: each stages the key first. Written out, so that each has a call of its own.

import { type AnyKey, NO_MEMORY, type Pair } from '../spaces/shared/pair.js'

/** @param stage answers the descriptor of a key, or NO_MEMORY */
export function staged(pair: Pair, stage: (key: AnyKey) => number): Pair {
  const { has, remove, add, set, insertIfAbsent, compareAndSwap, compareAndDelete, increment } = pair
  return {
    ...pair,
    has(table, key) {
      const descriptor = stage(key)
      return descriptor < 0 ? NO_MEMORY : has(table, descriptor)
    },
    remove(table, key) {
      const descriptor = stage(key)
      return descriptor < 0 ? NO_MEMORY : remove(table, descriptor)
    },
    add(table, key) {
      const descriptor = stage(key)
      return descriptor < 0 ? NO_MEMORY : add(table, descriptor)
    },
    set(table, key, value) {
      const descriptor = stage(key)
      return descriptor < 0 ? NO_MEMORY : set(table, descriptor, value)
    },
    insertIfAbsent(table, key, value) {
      const descriptor = stage(key)
      return descriptor < 0 ? NO_MEMORY : insertIfAbsent(table, descriptor, value)
    },
    compareAndSwap(table, key, expected, value) {
      const descriptor = stage(key)
      return descriptor < 0 ? NO_MEMORY : compareAndSwap(table, descriptor, expected, value)
    },
    compareAndDelete(table, key, expected) {
      const descriptor = stage(key)
      return descriptor < 0 ? NO_MEMORY : compareAndDelete(table, descriptor, expected)
    },
    increment(table, key, by) {
      const descriptor = stage(key)
      return descriptor < 0 ? NO_MEMORY : increment(table, descriptor, by)
    },
  }
}
