// Where the object of a map or set with a memory of its own comes from.

import type { Layout } from '../spaces/layouts/layout.js'

/** Of a Heap: makes an object of the class of such a name in it. */
export const MAKE: unique symbol = Symbol('tophash.make')

/** Of a Heap: the layout of the tables in it. */
export const LAID_OUT: unique symbol = Symbol('tophash.layout')

/** What the classes know of a Heap, whose file they do not import: it holds all of them. */
export interface ClassHome {
  /** Bytes that its maps and sets take. O(1). */
  readonly bytes: number
  /** @internal */ readonly [LAID_OUT]: Layout
  /** @internal */ [MAKE](name: string, entries: unknown, options: unknown, parts: unknown): object
}

export function isClassHome(value: unknown): value is ClassHome {
  return typeof value === 'object' && value !== null && MAKE in value
}
