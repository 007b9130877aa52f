// tophash/testing: comparing the contents of maps and sets in tests, whatever the order of their entries.
//
// What compares objects field by field finds no two maps equal, since each has a mark of its own; what compares iterables
// item by item finds equal ones different, since their order is. Neither ever passes a test of maps with different contents;
// what sees only fields named by strings, as Node's legacy assert.deepEqual, passes any. Here, two are equal if they are of
// the same class and hold the same.

import { Error, isArray, TypeError } from './basics/builtins.js'
import { show } from './basics/errors.js'
import { tagOf } from './basics/realms.js'
import { insideOf } from './body/door.js'

const isBytes = (x: unknown): x is Uint8Array => tagOf(x) === 'Uint8Array'

/** Whether two values are equal. */
export type Equals = (a: unknown, b: unknown) => boolean

/** What a test library gives a tester as `this`. */
interface TesterContext {
  equals(a: unknown, b: unknown, customTesters?: unknown[]): boolean
}

interface Collection {
  readonly size: number
  readonly constructor: { readonly name: string }
  has(key: unknown): boolean
  get?(key: unknown): unknown
  [Symbol.iterator](): Iterator<unknown>
}

type Entry = [key: unknown, value: unknown]

function isOurs(value: unknown): value is Collection {
  return insideOf(value) !== undefined
}

/** The entries of a map, or the keys of a set in pairs. */
function entriesOf(collection: Collection): Entry[] {
  const items = [...(collection as Iterable<unknown>)]
  return collection.get === undefined ? items.map(key => [key, undefined]) : (items as Entry[])
}

/** The text of a key or a value in an error. */
function text(value: unknown, isKey = false): string {
  if (isKey && isArray(value)) return `[${value.map(part => text(part)).join(', ')}]`
  return isBytes(value) ? `bytes [${value.subarray(0, 16)}${value.length > 16 ? ', …' : ''}]` : show(value)
}

function unlikeValues(key: unknown, mine: unknown, theirs: unknown): string {
  const [a, b] = [text(mine), text(theirs)]
  return a === b ? `the value of ${text(key, true)} differs` : `the value of ${text(key, true)} is ${a}, expected ${b}`
}

/** How the contents of two collections of the same class and size differ, in words; undefined if they do not. */
function unlikeEntries(a: Collection, b: Collection, equals: Equals): string | undefined {
  const isMap = a.get !== undefined
  const isSame = ([key, value]: Entry, other: Collection) =>
    other.has(key) && (!isMap || equals(value, other.get!(key)))
  const rest: Entry[] = []
  for (const entry of entriesOf(a)) {
    if (isSame(entry, b)) continue
    const [key, value] = entry
    if (typeof key !== 'object' || key === null) {
      return b.has(key) ? unlikeValues(key, value, b.get!(key)) : `${text(key, true)} is only in actual`
    }
    rest.push(entry)
  }
  if (rest.length === 0) return undefined
  // Keys that are objects may be equal without being the same.
  const others = entriesOf(b).filter(([key, value]) => !(a.has(key) && (!isMap || equals(a.get!(key), value))))
  for (const [key, value] of rest) {
    const at = others.findIndex(([k, v]) => equals(key, k) && (!isMap || equals(value, v)))
    if (at < 0)
      return isMap && b.has(key) ? unlikeValues(key, value, b.get!(key)) : `${text(key, true)} is only in actual`
    others.splice(at, 1)
  }
  return undefined
}

/** Pairs that are being compared. Collections may contain themselves: a pair that is met again within itself is equal. */
const comparing: [Collection, Collection][] = []

/** How two maps or sets differ, in words; undefined if they do not. */
function unlike(a: Collection, b: Collection, equals: Equals): string | undefined {
  if (a === b || comparing.some(([x, y]) => x === a && y === b)) return undefined
  const [mine, theirs] = [a.constructor, b.constructor]
  if (mine !== theirs) {
    const isNamesake = mine.name === theirs.name
    return `actual is of class ${mine.name}, expected of ${isNamesake ? 'another of that name' : theirs.name}`
  }
  if (a.size !== b.size) return `actual has size ${a.size}, expected ${b.size}`
  comparing.push([a, b])
  try {
    return unlikeEntries(a, b, equals)
  } finally {
    comparing.pop()
  }
}

/**
 * Compares the contents of two maps or sets of tophash, nested ones too; undefined if neither is one. For
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
  return isOurs(a) && isOurs(b) && unlike(a, b, (x, y) => this.equals(x, y, customTesters)) === undefined
}

/** SameValueZero, and the bytes of a Uint8Array. */
function sameValue(a: unknown, b: unknown): boolean {
  if (a === b || (a !== a && b !== b)) return true
  return isBytes(a) && isBytes(b) && a.length === b.length && a.every((byte, i) => byte === b[i])
}

/**
 * Throws unless two maps or sets of tophash are of the same class and have the same contents, whatever the order; those
 * among their values and keys are compared in the same way. O(size), and O(size^2) for different keys that are objects.
 *
 * @param equals compares all else; by default SameValueZero, and `Uint8Array`s by their bytes
 * @throws Error that says how they differ; TypeError if one of them is no map or set of tophash
 */
export function assertSameContent(actual: unknown, expected: unknown, equals: Equals = sameValue): void {
  if (!isOurs(actual)) throw new TypeError('assertSameContent: actual must be a map or set of tophash')
  if (!isOurs(expected)) throw new TypeError('assertSameContent: expected must be a map or set of tophash')
  const same: Equals = (a, b) => (isOurs(a) && isOurs(b) ? unlike(a, b, same) === undefined : equals(a, b))
  const how = unlike(actual, expected, same)
  if (how !== undefined) throw new Error(`assertSameContent: ${how}`)
}
