// What is inside a concurrent map or set, and what both have in common: options, life, figures.

import { FinalizationRegistry, keysOf, NativeMap, String, TypeError, WeakMap } from '../basics/builtins.js'
import { DISPOSE, type Disposing } from '../basics/dispose.js'
import { badArgument, disposed, incompatible, outOfMemory, show } from '../basics/errors.js'
import { WeakRef } from '../basics/platform.js'
import { randomSeed } from '../basics/random.js'
import { isObject } from '../basics/realms.js'
import { checkCapacity } from '../body/options.js'
import type { Exports } from '../generated/shared/exports.js'
import type { BytesLike } from '../kinds/bytes.js'
import { scalarOf, VALUE_KINDS, type ValueKind } from '../kinds/index.js'
import { ANY, type KeyKind, type Scalar, type ScalarKind, SET } from '../kinds/kind.js'
import { type AnyKey, GONE, NO_MEMORY, type Pair, PRESENT, pairOf } from '../spaces/shared/pair.js'
import type { Thread } from '../spaces/shared/thread.js'
import { type Desk, deskOf, stageBytes, stageString } from './desk.js'
import { type PlaceHandle, requirePlace, VERSION } from './handle.js'
import { SharedHeap, threadOf } from './heap.js'
import { staged } from './staged.js'

/** What is different for each class. */
export interface Traits {
  readonly name: string
  readonly keys: KeyKind
  readonly isSet: boolean
}

export interface ConcurrentSetOptions {
  /** Where it is. */
  heap: SharedHeap
  /** Entries to make room for in advance, 0 to 2^29. Never bounds the size. */
  capacity?: number | undefined
}

/** What is inside. */
export interface Inside {
  readonly traits: Traits
  readonly heap: SharedHeap
  readonly thread: Thread
  /** Its address, 0 once this thread has let go of it. */
  table: number
  readonly kind: number
  /** Undefined if they are strings or bytes. */
  readonly keys: ScalarKind | undefined
  /** Where those are staged. */
  readonly desk: Desk | undefined
  /** Undefined in a set. */
  readonly values: ScalarKind | undefined
  readonly pair: Pair
  /** How the thread knows of it. */
  user: WeakRef<Inside> | undefined
  /** Gives the object its copies. */
  publish(): void
  /** The thread lets go of the table. */
  close(): void
}

/** What is inside a map or set. @throws TypeError if it is none */
export let insideOf: (x: unknown, where: string) => Inside

/** Lets go of tables that are dropped, where the engine tells of that. */
const dropped =
  FinalizationRegistry &&
  /* @__PURE__ */ new FinalizationRegistry<Use>(({ thread, table, uses, user }) => {
    thread.users.delete(user)
    uses.end(thread, table)
  })

/** What is to be done without an object of a table. */
interface Use {
  thread: Thread
  table: number
  uses: Uses
  user: WeakRef<Inside>
}

/** How many objects of this thread are of a table: it lets go of it with the last one. */
class Uses {
  readonly #counts = new NativeMap<number, number>()

  begin(table: number): void {
    this.#counts.set(table, 1 + (this.#counts.get(table) ?? 0))
  }

  end(thread: Thread, table: number): void {
    const count = (this.#counts.get(table) ?? 1) - 1
    if (count > 0) {
      this.#counts.set(table, count)
      return
    }
    this.#counts.delete(table)
    if (thread.number >= 0) thread.exports.tableDetach(table)
  }
}
const usesOf = /* @__PURE__ */ new WeakMap<Thread, Uses>()

function usesIn(thread: Thread): Uses {
  let uses = usesOf.get(thread)
  if (uses === undefined) {
    uses = new Uses()
    usesOf.set(thread, uses)
  }
  return uses
}

export abstract class ConcurrentTable {
  readonly #inside: Inside

  static {
    insideOf = (x, where) => {
      if (!isObject(x) || !(#inside in x)) throw incompatible(where)
      return x.#inside
    }
  }

  constructor(inside: Inside) {
    this.#inside = inside
    const { thread, table } = inside
    const uses = usesIn(thread)
    const user = new WeakRef(inside)
    inside.user = user
    uses.begin(table)
    thread.users.add(user)
    dropped?.register(this, { thread, table, uses, user }, inside)
  }

  get size(): number {
    const inside = live(this, 'size')
    const count = inside.thread.exports.tableCount(inside.table)
    if (count < 0) throw destroyed(inside, 'size')
    return count
  }

  get handle(): PlaceHandle {
    const inside = live(this, 'handle')
    const { memory, exports } = inside.thread
    const serial = exports.tableSerial(inside.table)
    return { kind: kindName(inside.traits, inside.kind), version: VERSION, memory, address: inside.table, serial }
  }

  get heap(): SharedHeap {
    return insideOf(this, 'heap').heap
  }

  reserve(n: number): void {
    const inside = live(this, 'reserve')
    checkCapacity(whereIn(inside, 'reserve'), 'n', n)
    if (inside.pair.reserve(inside.table, n) === 0) {
      if (inside.thread.exports.tableCount(inside.table) < 0) throw destroyed(inside, 'reserve')
      throw outOfMemory(whereIn(inside, 'reserve'))
    }
  }

  clear(): void {
    const inside = live(this, 'clear')
    if (inside.pair.clear(inside.table) === GONE) throw destroyed(inside, 'clear')
  }

  destroy(): void {
    const inside = live(this, 'destroy')
    inside.thread.exports.tableDestroy(inside.table)
    letGo(inside)
  }

  [DISPOSE](): void {
    const inside = insideOf(this, 'dispose')
    if (inside.table !== 0) letGo(inside)
  }
}

function letGo(inside: Inside): void {
  const { table, thread } = inside
  dropped?.unregister(inside)
  thread.users.delete(inside.user!)
  inside.close()
  usesIn(thread).end(thread, table)
}

/** Of a set, its class; of a map also its kind of values. */
function kindName({ name, isSet }: Traits, kind: number): string {
  return isSet ? name : `${name} of ${VALUE_KINDS[kind]}`
}

export const whereIn = ({ traits }: Inside, method: string): string => `${traits.name}.${method}`

/** What is inside, with a table. @throws TypeError if this thread has let go of it */
export function live(x: unknown, method: string): Inside {
  const inside = insideOf(x, method)
  if (inside.table === 0 || inside.thread.number < 0) throw disposed(whereIn(inside, method))
  return inside
}

export function destroyed(inside: Inside, method: string): TypeError {
  return new TypeError(`${whereIn(inside, method)}: used after it was destroyed`)
}

/** What to throw for an answer that is neither PRESENT nor ABSENT. */
export function failure(inside: Inside, method: string, status: number): Error {
  return status === GONE ? destroyed(inside, method) : outOfMemory(whereIn(inside, method))
}

/** The same for an object, which may have been let go of meanwhile. */
export function fail(x: object, method: string, status: number): never {
  throw failure(live(x, method), method, status)
}

/** The exports that a class calls, of a thread: one object, whose properties V8 can foretell. */
export function oncePerThread<Calls>(callsOf: (exports: Exports) => Calls): (inside: Inside) => Calls {
  const all = new WeakMap<Exports, Calls>()
  return ({ thread: { exports } }) => {
    let calls = all.get(exports)
    if (calls === undefined) {
      calls = callsOf(exports)
      all.set(exports, calls)
    }
    return calls
  }
}

/** @throws TypeError or RangeError for what is no key */
export function badKey(inside: Inside, method: string, key: unknown): Error {
  return inside.traits.keys.reject(whereIn(inside, method), key, 0)
}
export const isKey = ({ traits }: Inside, key: unknown): key is AnyKey => traits.keys.accepts(key, 0)
export function requireKey(inside: Inside, method: string, key: unknown): asserts key is AnyKey {
  if (!isKey(inside, key)) throw badKey(inside, method, key)
}
export function badValue(inside: Inside, method: string, argument: string, value: unknown): Error {
  return badArgument(whereIn(inside, method), argument, inside.values!.range, inside.values!.type, value)
}
export function requireValue(
  inside: Inside,
  method: string,
  argument: string,
  value: unknown,
): asserts value is Scalar {
  if (!inside.values!.accepts(value)) throw badValue(inside, method, argument, value)
}

/** The value that the last operation found. */
export function foundIn({ pair, values }: Inside): Scalar {
  return values!.handedOut(pair.found())
}

/** In place of the number of a kind of scalars. */
const STRING = 8
const BYTES = 9

/** The number that a table has of what its keys and values are. */
function classNumber({ keys, traits, kind }: Inside): number {
  return (keys?.number ?? (traits.keys.isString ? STRING : BYTES)) * 8 + kind
}

/** The thread's exports for a pair of a key and a value. */
function pairIn(
  thread: Thread,
  { label, wire: key, scalar, isString }: KeyKind,
  values: ScalarKind | undefined,
  desk: Desk | undefined,
): Pair {
  const wire = values?.wire ?? 'none'
  const increment = values?.increment ?? ''
  return thread.pair(`${scalar === undefined ? label : key} ${wire} ${increment}`, x => {
    const pair = pairOf(x, key, wire, increment)
    if (desk === undefined) return pair
    return staged(pair, isString ? k => stageString(desk, k as string) : k => stageBytes(desk, k as BytesLike))
  })
}

function insideWith(traits: Traits, heap: SharedHeap, where: string, kind: number): Inside {
  const thread = threadOf(heap, where)
  const keys = traits.keys.scalar
  const values = traits.isSet ? undefined : scalarOf(kind)!
  const desk = keys === undefined ? deskOf(thread, where) : undefined
  const pair = pairIn(thread, traits.keys, values, desk)
  return {
    traits,
    heap,
    thread,
    table: 0,
    kind,
    keys,
    desk,
    values,
    pair,
    user: undefined,
    publish() {},
    close() {
      this.table = 0
      this.publish()
    },
  }
}

/** What is inside a new map or set. @throws TypeError or RangeError for bad options, RangeError when memory is out */
export function made(traits: Traits, options: unknown): Inside {
  const where = traits.name
  const { heap, kind, capacity } = parsed(traits, options)
  const inside = insideWith(traits, heap, where, kind)
  const words = [randomSeed(), randomSeed(), randomSeed()] as const
  inside.table = inside.pair.create(classNumber(inside), capacity, ...words) >>> 0
  if (inside.table === 0) throw outOfMemory(where)
  return inside
}

/** What is inside one that another thread has made. @throws TypeError for a handle of something else */
export function attached(traits: Traits, handle: unknown): Inside {
  const where = `${traits.name}.attach`
  const kind = traits.isSet ? SET : kindOf(traits, handle)
  requirePlace(where, handle, kindName(traits, kind))
  const { memory, version, address, serial } = handle
  const heap = SharedHeap.attach({ kind: 'SharedHeap', version, memory })
  const inside = insideWith(traits, heap, where, kind)
  const answer = inside.pair.attach(address, serial, classNumber(inside))
  if (answer === NO_MEMORY) throw outOfMemory(where)
  if (answer !== PRESENT) throw new TypeError(`${where}: what the handle is of was destroyed`)
  inside.table = address
  return inside
}

/** The kind of values that the handle of a map tells; of other handles that of int32, for an error that names the class. */
function kindOf({ name }: Traits, handle: unknown): number {
  const kind = isObject(handle) ? String((handle as PlaceHandle).kind) : ''
  const number = VALUE_KINDS.indexOf((kind.startsWith(`${name} of `) ? kind.slice(name.length + 4) : '') as ValueKind)
  return number <= ANY ? 1 : number
}

interface Parsed {
  heap: SharedHeap
  kind: number
  capacity: number
}

function parsed(traits: Traits, options: unknown): Parsed {
  const where = traits.name
  if (!isObject(options)) {
    throw new TypeError(`${where}: options must be an object with a heap, got ${show(options)}`)
  }
  const allowed = traits.isSet ? ['heap', 'capacity'] : ['heap', 'capacity', 'values']
  for (const name of keysOf(options)) {
    if (!allowed.includes(name)) throw new TypeError(`${where}: unknown option ${show(name)}`)
  }
  const { heap, capacity = 0, values } = options as { heap?: unknown; capacity?: unknown; values?: unknown }
  threadOf(heap, where)
  return {
    heap: heap as SharedHeap,
    kind: traits.isSet ? SET : valuesOf(where, values),
    capacity: checkCapacity(where, 'capacity', capacity),
  }
}

function valuesOf(where: string, values: unknown): number {
  const names = VALUE_KINDS.slice(1).map(name => `'${name}'`)
  if (values === undefined || values === 'any') {
    throw new TypeError(
      `${where}: values must be one of ${names.join(', ')}: objects cannot be shared between threads; keep numbers, such as indices of a typed array over shared memory, and each thread its own objects`,
    )
  }
  const kind = VALUE_KINDS.indexOf(values as ValueKind)
  if (kind < 0) throw badArgument(where, 'values', `one of ${names.join(', ')}`, 'string', values)
  return kind
}

/** What all concurrent maps and sets have. `T` is what is taken for a key. */
export interface Concurrent<K, T = K> extends Disposing {
  /** Number of entries: exact when no thread writes meanwhile. O(threads). */
  readonly size: number
  /** What another thread attaches with: `postMessage(map.handle)`. */
  readonly handle: PlaceHandle
  /** Where it is. */
  readonly heap: SharedHeap
  /** Whether `key` is there. Never waits for a thread that writes. O(1). */
  has(key: T): boolean
  /** Removes `key`. Returns whether it was there: of several threads that remove it, one is told so. O(1). */
  delete(key: T): boolean
  /** Removes the entries, bucket by bucket: not at one moment. What others insert meanwhile may stay or go. O(buckets). */
  clear(): void
  /** Makes room for `n` entries in all, 0 to 2^29. O(size). @throws RangeError when memory is out */
  reserve(n: number): void
  /** For each of many keys 1 if it is there, else 0: each at a moment of its own. O(keys). */
  hasMany(keys: ArrayLike<T>, out?: Uint8Array): Uint8Array
  /** Removes many keys. Returns how many of them were there. O(keys). */
  deleteMany(keys: ArrayLike<T>): number
  /**
   * Frees it for all threads: whoever uses it from now on gets a TypeError. Its memory is free when all threads that have
   * attached have let go of it.
   */
  destroy(): void
  readonly [Symbol.toStringTag]: string
}
