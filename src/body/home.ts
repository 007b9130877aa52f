// Where the object of a map or set with a memory of its own comes from.

import { DOOR } from './door.js'

/** Of a Heap: makes an object of the class of such a name in it. */
export const MAKE: unique symbol = Symbol('tophash.make')

/** What the classes know of a Heap, whose file they do not import: it holds all of them. */
export interface ClassHome {
  /** Bytes that its maps and sets take. O(1). */
  readonly bytes: number
  /** @internal */ [MAKE](name: string, entries: unknown, options: unknown): object
}

export function isClassHome(value: unknown): value is ClassHome {
  return typeof value === 'object' && value !== null && MAKE in value
}

/**
 * The object of the same class in a heap.
 * @throws TypeError if `map` is of a subclass, whose methods it would not have
 */
export function atHome<T extends object>(map: T, name: string, heap: ClassHome, entries: unknown, options: unknown): T {
  if (!Object.hasOwn(Object.getPrototypeOf(map), DOOR)) {
    throw new TypeError(`${name}: an object of a subclass cannot have a heap of its own`)
  }
  return heap[MAKE](name, entries, options) as T
}
