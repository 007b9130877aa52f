// Where the classes of a map or set with a memory of its own come from.

/** Of a Heap: its classes by name. */
export const CLASSES: unique symbol = Symbol('tophash.classes')

/** What the classes know of a Heap, whose file they do not import: it holds all of them. */
export interface ClassHome {
  /** Bytes that its maps and sets take. O(1). */
  readonly bytes: number
  /** @internal */ readonly [CLASSES]: Record<string, new (options: object) => any>
}

export function isClassHome(value: unknown): value is ClassHome {
  return typeof value === 'object' && value !== null && CLASSES in value
}

/**
 * An object of the same class in the home that its options name.
 * @throws TypeError if `instance` is of a subclass, whose methods it would not have
 */
export function atHome<T extends object>(instance: T, name: string, home: ClassHome, options: object): T {
  if (!Object.hasOwn(Object.getPrototypeOf(instance), '_traits')) {
    throw new TypeError(`${name}: an object of a subclass cannot have a heap of its own`)
  }
  return new home[CLASSES][name]!({ ...options, heap: undefined })
}
