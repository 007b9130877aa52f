// tophash/testing: comparing the contents of maps and sets in tests, whatever the order of their entries.
//
// A test library that compares objects field by field finds no two maps equal, since each has a mark of its own: never is a
// test passed by maps with different contents. With these they are equal if they are of the same class and hold the same.

import { insideOf } from './body/door.js'

/** Whether two values are equal. */
export type Equals = (a: unknown, b: unknown) => boolean

/** What a test library gives a tester as `this`. */
interface TesterContext {
  equals(a: unknown, b: unknown, customTesters?: unknown[]): boolean
}

interface Collection {
  readonly size: number
  readonly constructor: unknown
  readonly [Symbol.toStringTag]: string
  has(key: unknown): boolean
  get?(key: unknown): unknown
  [Symbol.iterator](): Iterator<unknown>
}

function isOurs(value: unknown): value is Collection {
  return insideOf(value) !== undefined
}

/** The entries of a map, or the keys of a set in pairs. */
function entriesOf(collection: Collection): [key: unknown, value: unknown][] {
  const items = [...(collection as Iterable<unknown>)]
  return collection.get === undefined ? items.map(key => [key, undefined]) : (items as [unknown, unknown][])
}

/** How the second of two collections of the same size differs from the first, in words; undefined if it does not. */
function difference(a: Collection, b: Collection, equals: Equals): string | undefined {
  const strangers: [unknown, unknown][] = []
  for (const [key, value] of entriesOf(a)) {
    if (!b.has(key)) strangers.push([key, value])
    else if (a.get !== undefined && !equals(value, b.get!(key))) return `the value of ${show(key)} differs`
  }
  if (strangers.length === 0) return undefined
  // Keys that are objects may be equal without being the same.
  const others = entriesOf(b).filter(([key]) => !a.has(key))
  for (const [key, value] of strangers) {
    const at = others.findIndex(([k, v]) => typeof key === 'object' && equals(key, k) && equals(value, v))
    if (at < 0) return `${show(key)} is only in one of them`
    others.splice(at, 1)
  }
  return undefined
}

function show(key: unknown): string {
  if (typeof key === 'string') return JSON.stringify(key)
  return typeof key === 'bigint' ? `${key}n` : String(key)
}

/** How two maps or sets differ, in words; undefined if they do not. */
function unlike(a: Collection, b: Collection, equals: Equals): string | undefined {
  const [mine, theirs] = [a, b].map(collection => collection[Symbol.toStringTag])
  if (mine !== theirs || a.constructor !== b.constructor) return `one is of class ${mine}, the other of ${theirs}`
  if (a.size !== b.size) return `one has ${a.size} entries, the other ${b.size}`
  return difference(a, b, equals)
}

/**
 * Compares the contents of two maps or sets of tophash, nested ones too; undefined for anything else. For
 * `expect.addEqualityTesters([contentTester])` of Vitest and Jest, after which `toEqual` and `toStrictEqual` compare
 * contents. O(size), and O(size^2) for different keys that are objects.
 */
export function contentTester(
  this: TesterContext,
  a: unknown,
  b: unknown,
  customTesters: unknown[] = [],
): boolean | undefined {
  if (!isOurs(a) && !isOurs(b)) return undefined
  if (!isOurs(a) || !isOurs(b)) return false
  return a === b || unlike(a, b, (x, y) => this.equals(x, y, customTesters)) === undefined
}

/** SameValueZero, and contents where both are maps or sets. */
function sameContent(a: unknown, b: unknown): boolean {
  if (a === b || (a !== a && b !== b)) return true
  if (a instanceof Uint8Array && b instanceof Uint8Array) {
    return a.length === b.length && a.every((byte, i) => byte === b[i])
  }
  return isOurs(a) && isOurs(b) && unlike(a, b, sameContent) === undefined
}

/**
 * Throws unless two maps or sets of tophash have the same contents, whatever the order. O(size).
 *
 * @param equals compares values, and keys that are objects; by default the same value, or the same contents
 * @throws Error that says how they differ; TypeError if one of them is no map or set of tophash
 */
export function assertSameContent(actual: unknown, expected: unknown, equals: Equals = sameContent): void {
  for (const [name, value] of Object.entries({ actual, expected })) {
    if (!isOurs(value)) throw new TypeError(`assertSameContent: ${name} must be a map or set of tophash`)
  }
  if (actual === expected) return
  const how = unlike(actual as Collection, expected as Collection, equals)
  if (how !== undefined) throw new Error(`the contents differ: ${how}`)
}
