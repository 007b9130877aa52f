// The exports for one pair of a key of bytes and a value: each stages the key first.

import type { Scalar } from '../kinds/kind.js'
import { type AnyKey, NO_MEMORY, type Pair } from '../spaces/shared/pair.js'

/** @param stage answers the descriptor of a key, or NO_MEMORY */
export function staged(pair: Pair, stage: (key: AnyKey) => number): Pair {
  const one = (run: Pair['has']) => (table: number, key: AnyKey) => {
    const descriptor = stage(key)
    return descriptor < 0 ? NO_MEMORY : run(table, descriptor)
  }
  const two = (run: Pair['set']) => (table: number, key: AnyKey, value: Scalar) => {
    const descriptor = stage(key)
    return descriptor < 0 ? NO_MEMORY : run(table, descriptor, value)
  }
  return {
    ...pair,
    has: one(pair.has),
    remove: one(pair.remove),
    add: one(pair.add),
    set: two(pair.set),
    insertIfAbsent: two(pair.insertIfAbsent),
    compareAndDelete: two(pair.compareAndDelete),
    increment: two(pair.increment),
    compareAndSwap(table, key, expected, value) {
      const descriptor = stage(key)
      return descriptor < 0 ? NO_MEMORY : pair.compareAndSwap(table, descriptor, expected, value)
    },
  }
}
