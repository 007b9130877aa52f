// checked(map): every call runs on the map and on its twin, and both must agree.

import { AnyKeys } from '../any/any-keys.js'
import type { HashMap } from '../any/hash-map.js'
import type { HashSet } from '../any/hash-set.js'
import {
  ITERATOR,
  isArray,
  isSameValue,
  keysOf,
  NativeMap,
  Proxy,
  reflectGet,
  String,
  TypeError,
} from '../basics/builtins.js'
import { randomSeed } from '../basics/random.js'
import { tagOf } from '../basics/realms.js'
import { Body } from '../body/body.js'
import { DOOR, insideOf } from '../body/door.js'
import { sameOptions } from '../body/options.js'
import type { TypedMap, TypedSet } from '../classes/types.js'
import { HashMap as TwinMap } from '../generated/reference/hash-map.js'
import { HashSet as TwinSet } from '../generated/reference/hash-set.js'
import * as twins from '../generated/reference/index.js'
import { SET } from '../kinds/kind.js'
import type { AnySeen } from '../spaces/layouts/layout.js'

/** Of each class by its name, the twin's. */
const TWINS = { ...twins, HashMap: TwinMap, HashSet: TwinSet } as unknown as Record<
  string,
  new (
    ...given: unknown[]
  ) => { assign(other: object): unknown }
>

const isBytes = (x: unknown): x is Uint8Array => tagOf(x) === 'Uint8Array'

/** Any map or set, of whichever layout. */
type Checkable =
  | TypedMap<unknown, unknown, unknown, never, AnySeen>
  | TypedSet<unknown, unknown, never, AnySeen>
  | Omit<HashMap<unknown, unknown>, keyof AnySeen | 'inspect'>
  | Omit<HashSet<unknown>, keyof AnySeen | 'inspect'>

type View = object
type Method = (...args: unknown[]) => unknown

/** A map or set, whichever it is. */
interface Subject {
  readonly size: number
  has(key: unknown): boolean
  /** Of maps. */
  get?(key: unknown): unknown
  equals(other: unknown): boolean
  forEach(visit: (value: unknown, key: unknown) => void): void
  inspect(): View
  /** Of typed maps and sets. */
  stats(): unknown
  readonly [name: PropertyKey]: unknown
}

/** What is to be known of a map or set of either family. */
interface Traits {
  name: string
  kind: number
  isDisposed: boolean
  /** Options of a twin. */
  options: object
  /** Of keys of several parts, the kinds of those. */
  parts: readonly string[] | undefined
  /** Whether it has buckets and was never written, so that a twin with its seed is equal bucket for bucket. */
  untouched: boolean
}

function traitsOf(map: unknown): Traits {
  const inside = insideOf(map)
  if (inside instanceof Body) {
    const { name, kind, isDisposed, keyLength, capacity, codec } = inside
    const layout = inside.seen.name
    const untouched = !isDisposed && !inside.hasTable
    if (untouched) inside.seed ??= randomSeed()
    const options = { ...sameOptions({ kind, keyLength, heap: undefined, layout }), capacity, seed: inside.seed }
    return { name, kind, isDisposed, untouched, options, parts: codec?.parts }
  }
  if (!(inside instanceof AnyKeys)) throw new TypeError('checked: map must be a map or set of tophash')
  const { name, kind, isDisposed } = inside
  const options = sameOptions({ kind, keyLength: 0, heap: undefined, layout: inside.seen.name })
  return { name, kind, isDisposed, options, untouched: false, parts: undefined }
}

/** A map and its twin differ. `subject` and `twin` show both tables, bucket by bucket. */
export class MismatchError extends Error {
  override readonly name = 'MismatchError'
  readonly subject: View
  readonly twin: View

  constructor(message: string, subject: View, twin: View) {
    super(message)
    this.subject = subject
    this.twin = twin
  }
}

/** What a call did: returned or threw. */
type Outcome = { value: unknown; error?: undefined } | { value?: undefined; error: Error }

function attempt(call: () => unknown): Outcome {
  try {
    return { value: call() }
  } catch (error) {
    return { error: error as Error }
  }
}

/**
 * Wraps a map or set so that each call also runs on its twin in plain TypeScript.
 *
 * A map that was empty and never written is followed bucket for bucket; of any other, the entries are compared. The
 * whole is compared after as many writes as there are entries, so a call costs O(1) on average.
 *
 * @throws MismatchError from any call whose results, sizes or entries differ
 */
export function checked<T extends Checkable>(map: T): T {
  const { name, options, untouched, parts } = traitsOf(map)
  const Twin = TWINS[name]!
  const twin = parts === undefined ? new Twin(options) : new Twin(parts, options)
  if (!untouched) twin.assign(map)
  return wrap(map, twin, untouched) as T
}

function wrap(map: object, twin: object, exact: boolean): object {
  const pair = new Pair(map as Subject, twin as Subject, exact)
  const proxy: object = new Proxy(map, {
    get(target, name) {
      const member = reflectGet(target, name, target)
      if (name === DOOR) return member
      if (name === 'size') pair.requireSameSize('size')
      if (typeof member !== 'function' || name === 'constructor') return member
      return (...args: unknown[]) => pair.call(name, args, proxy)
    },
  })
  return proxy
}

const WALKS = new Set<PropertyKey>(['entries', 'keys', 'values', Symbol.iterator])
/** What differs in the order of entries, or in the memory that is held. */
const UNORDERED = new Set<PropertyKey>(['stats', 'inspect', 'toArrays', 'toArray'])
const WRITES = new Set<PropertyKey>([
  ...['set', 'add', 'delete', 'clear', 'increment', 'getOrInsert', 'getOrInsertComputed', 'assign', 'deleteWhere'],
  ...['reserve', 'shrink', 'setRange', 'addRange', 'deleteRange', 'incrementRange'],
  ...['getOrInsertRange', 'getOrInsertComputedRange', 'setMany', 'addMany', 'deleteMany', 'incrementMany'],
  ...['setAt', 'addAt', 'deleteAt', 'incrementAt', 'getOrInsertAt', 'getOrInsertComputedAt'],
])

class Pair {
  readonly #map: Subject
  readonly #twin: Subject
  readonly #exact: boolean
  readonly #isSet: boolean
  /** Writes until the next whole comparison. */
  #untilWhole = 0

  constructor(map: Subject, twin: Subject, exact: boolean) {
    this.#map = map
    this.#twin = twin
    this.#exact = exact
    this.#isSet = traitsOf(map).kind === SET
  }

  call(name: PropertyKey, args: unknown[], proxy: object): unknown {
    if (WALKS.has(name)) return this.#walk(name)
    if (name === 'forEach') return this.#forEach(args, proxy)
    if (UNORDERED.has(name) || typeof name === 'symbol') return this.#both(name, args)
    const [mine, theirs] = this.#run(name, args)
    this.#compare(String(name), mine, theirs)
    if (mine.error !== undefined) throw mine.error
    if (WRITES.has(name)) this.#afterWrite(String(name))
    if (mine.value === this.#map) return proxy
    return name === 'clone' ? wrap(mine.value as object, theirs.value as object, this.#exact) : mine.value
  }

  /** Things whose results may differ: run on both, compare only whether they throw. */
  #both(name: PropertyKey, args: unknown[]): unknown {
    const mine = attempt(() => (this.#map[name] as Method)(...args))
    const theirs = attempt(() => (this.#twin[name] as Method)(...args))
    if ((mine.error === undefined) !== (theirs.error === undefined)) this.#differ(String(name))
    if (mine.error !== undefined) throw mine.error
    return mine.value
  }

  /** Runs a call on both. A callback runs once: the twin is given what it answered the map. */
  #run(name: PropertyKey, args: unknown[]): [Outcome, Outcome] {
    const [callback, replayed] = recorded(name, args)
    const mine = attempt(() => (this.#map[name] as Method)(...callback))
    return [mine, attempt(() => (this.#twin[name] as Method)(...replayed))]
  }

  #compare(name: string, mine: Outcome, theirs: Outcome): void {
    if (mine.error?.constructor !== theirs.error?.constructor) this.#differ(name)
    if (!sameResult(mine.value, theirs.value, this.#map, this.#twin)) this.#differ(name)
    if (!traitsOf(this.#map).isDisposed) this.requireSameSize(name)
  }

  requireSameSize(name: string): void {
    if (this.#map.size !== this.#twin.size) this.#differ(name)
  }

  #afterWrite(name: string): void {
    if (--this.#untilWhole > 0) return
    this.#untilWhole = this.#map.size
    // A hash that was drawn anew is not that of the twin.
    const same =
      this.#exact && rehashesOf(this.#map) + rehashesOf(this.#twin) === 0
        ? equalViews(this.#map.inspect(), this.#twin.inspect())
        : this.#map.equals(this.#twin)
    if (!same) this.#differ(name)
  }

  *#walk(name: PropertyKey): Generator<unknown> {
    for (const item of (this.#map[name] as () => Iterable<unknown>)()) {
      const isEntry = name === 'entries' || (name === ITERATOR && !this.#isSet)
      if (isEntry) this.#requireEntry((item as unknown[])[0], (item as unknown[])[1])
      else if (this.#isSet || name === 'keys') this.#requireKey(item)
      yield item
    }
  }

  #forEach(args: unknown[], proxy: object): void {
    const [visit, thisArg] = args as [visit: Method, thisArg: unknown]
    if (typeof visit !== 'function') this.#map.forEach(visit)
    this.#map.forEach((value, key) => {
      if (this.#isSet) this.#requireKey(key)
      else this.#requireEntry(key, value)
      visit.call(thisArg, value, key, proxy)
    })
  }

  #requireKey(key: unknown): void {
    if (!this.#twin.has(key)) this.#differ('iteration')
  }

  #requireEntry(key: unknown, value: unknown): void {
    this.#requireKey(key)
    if (!this.#isSet && !isSameValue(this.#twin.get!(key), value)) this.#differ('iteration')
  }

  #differ(name: string): never {
    throw new MismatchError(
      `${traitsOf(this.#map).name}.${name}: differs from its twin`,
      view(this.#map),
      view(this.#twin),
    )
  }
}

/** Which argument is a callback whose answers count. */
const CALLBACK_AT = new Map<PropertyKey, number>([
  ['getOrInsertComputed', 1],
  ['getOrInsertComputedRange', 3],
  ['deleteWhere', 0],
])

/** The arguments for the map and for the twin: a callback's answers are recorded and replayed. */
function recorded(name: PropertyKey, args: unknown[]): [unknown[], unknown[]] {
  const at = name === 'getOrInsertComputedAt' ? args.length - 1 : (CALLBACK_AT.get(name) ?? -1)
  const callback = args[at]
  if (typeof callback !== 'function') return [args, args]
  const answers = new NativeMap<unknown, unknown>()
  const record = (...given: unknown[]) => {
    const answer = callback(...given)
    answers.set(keyAmong(given), answer)
    return answer
  }
  const replay = (...given: unknown[]) => answers.get(keyAmong(given))
  return [replaced(args, at, record), replaced(args, at, replay)]
}

/** The key that a callback is given; bytes as a string, since each side gives arrays of its own. */
function keyAmong(given: unknown[]): unknown {
  const key = given.length === 3 ? given[1] : given[0]
  if (isBytes(key)) return `bytes ${key}`
  // Of several parts, each with its type.
  return isArray(key) ? key.map(part => `${typeof part} ${String(part).length} ${String(part)}`).join() : key
}

function sameResult(mine: unknown, theirs: unknown, map: object, twin: object): boolean {
  if (mine === map) return theirs === twin
  const isTable = insideOf(mine) !== undefined && mine !== theirs
  if (isTable) return (mine as Subject).equals(theirs)
  return isArrayOrTyped(mine)
    ? mine.length === (theirs as unknown[]).length && mine.every((x, i) => same(x, (theirs as unknown[])[i]))
    : same(mine, theirs)
}

/** Slot for slot: the same states, keys and values in the same slots of either layout. */
function equalViews(mine: View, theirs: View): boolean {
  const [a, b] = [leavesOf(mine), leavesOf(theirs)]
  return a.length === b.length && a.every((value, i) => same(value, b[i]))
}

/** What an inspection tells: keys and values as they are, whatever else is in it number by number. */
function leavesOf(view: unknown, name = ''): unknown[] {
  // A key of several parts.
  if (name === 'key' && isArray(view)) return view
  if (typeof view !== 'object' || view === null || name === 'key' || name === 'value') return [view]
  if (isArray(view)) return [view.length, ...view.flatMap(item => leavesOf(item))]
  return keysOf(view)
    .sort()
    .flatMap(field => leavesOf((view as Record<string, unknown>)[field], field))
}

function isArrayOrTyped(value: unknown): value is unknown[] {
  return isArray(value) || tagOf(value) !== undefined
}

/** The same scalar or object, or bytes of the same content. */
function same(a: unknown, b: unknown): boolean {
  if (!(isBytes(a) && isBytes(b))) return isSameValue(a, b)
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}

function view(map: Subject): View {
  const inside = insideOf(map) as Body | AnyKeys
  return inside.isDisposed ? inside.seen.noInspection() : map.inspect()
}

function rehashesOf(subject: Subject): number {
  return (subject.stats() as { rehashes: number }).rehashes
}

function replaced(args: unknown[], at: number, value: unknown): unknown[] {
  return args.map((arg, i) => (i === at ? value : arg))
}
