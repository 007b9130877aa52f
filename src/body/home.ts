// Where the object of a map or set with a memory of its own comes from.

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
