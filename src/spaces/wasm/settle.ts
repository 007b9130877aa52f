// A map that is to be in a heap.

import { getPrototypeOf, hasOwn, TypeError } from '../../basics/builtins.js'
import type { Body } from '../../body/body.js'
import { DOOR } from '../../body/door.js'
import { type ClassHome, LAID_OUT, MAKE } from '../../body/home.js'
import type { Layout } from '../layouts/layout.js'

/** @throws TypeError if the tables in a heap have another layout */
export function requireHeapOf(layout: Layout, where: string, heap: ClassHome): void {
  const theirs = heap[LAID_OUT]
  if (theirs === layout) return
  throw new TypeError(`${where}: heap must be a Heap of ${layout.entry}, got one of ${theirs.entry}`)
}

/**
 * The object of a map with a heap: one of the same class in that heap.
 * @throws TypeError if `map` is of a subclass, whose methods it would not have, or the heap is one of another layout
 */
export function settle<T extends object>(map: T, body: Body, entries: unknown, options: unknown): T {
  const heap = body.heap!
  if (!hasOwn(getPrototypeOf(map), DOOR)) {
    throw new TypeError(`${body.name}: an object of a subclass cannot have a heap of its own`)
  }
  requireHeapOf(body.seen, body.name, heap)
  return heap[MAKE](body.name, entries, options, body.codec?.parts) as T
}
