// A place in an iteration. It holds keys and values of the next few chains, staged in one crossing.
//
// As long as the owner's count of changes stands still, what is staged is what is in the table. Once something has
// changed, every staged key is looked up instead: entries that were deleted are skipped, the others come with their
// latest value. Staged keys of a table that has grown or moved are good anyway: nothing here points into it. A changed
// generation (the table was cleared or became empty) ends the iteration: no entry of it is left.

import type { Engine } from './engine.js'
import { disposed } from './errors.js'
import type { Handles } from './handles.js'
import { ANY, BIGINT64, BIGUINT64, FLOAT64, INT32, SET, UINT32 } from './options.js'
import { random32 } from './random.js'
import { returnStaging, type Staging, takeStaging } from './staging.js'

/** What a cursor needs of the map or set that it walks. */
export interface Walked {
  /** @internal */ readonly _engine: Engine
  /** @internal */ readonly _table: any
  /** @internal */ readonly _kind: number
  /** @internal */ readonly _keyKind: number
  /** @internal */ readonly _handles: Handles | undefined
  /** @internal */ readonly _disposed: boolean
  /** @internal */ readonly _name: string
  /** Counts updates and removals. @internal */ readonly _changes: number
  /** @internal */ _has(key: any): boolean
  /** The value of a key that is there, its handle for values of kind `'any'`. @internal */ _raw?(key: any): any
}

/** Of keys that are kept in `keys`. */
const OBJECT = 8

/** How the keys of each key kind are read: like values of these kinds or, of String and Bytes, as objects. */
const KEY_FORMATS = [INT32, UINT32, FLOAT64, BIGINT64, BIGUINT64, OBJECT, OBJECT]

const NO_INTS = new Int32Array(0)
const NO_KEYS: any[] = []

export class Cursor {
  /** How the scalars of an entry are read, and log2 of how many 4-byte words it takes. */
  readonly keyFormat: number
  readonly kind: number
  readonly shift: number
  /** The place: hash bits that select a class, first class, classes done, reversed added bits. */
  bits = -1
  start = 0
  done = 0
  sub = 0
  table: any
  /** Entries in `staging`. */
  count = 0
  staging: Staging | undefined = undefined
  /** The keys of the staged entries, where they are strings or bytes. */
  readonly keys: any[] = NO_KEYS
  /** `staging.ints`, one access nearer. */
  private ints: Int32Array = NO_INTS
  private index = 0
  /** Where the first staging began; its entries before that come last. */
  private wrap = 0
  private changes: number
  private generation = 0
  private owner: Walked | undefined
  private readonly handles: Handles | undefined

  constructor(owner: Walked) {
    this.owner = owner
    this.changes = owner._changes
    this.keyFormat = KEY_FORMATS[owner._keyKind]!
    this.kind = owner._kind
    if (this.keyFormat === OBJECT) this.keys = []
    this.shift = this.keyFormat <= UINT32 && (owner._kind < FLOAT64 || owner._kind === SET) ? 1 : 2
    this.table = owner._table
    this.handles = owner._handles
  }

  /** Goes to the next entry. Returns its index, for `key` and `value`, or -1 at the end and ever after. */
  step(): number {
    const index = this.index
    if (index < this.count && this.owner!._changes === this.changes) {
      this.index = index + 1
      return index
    }
    return this.stepSlow()
  }

  key(index: number): any {
    const word = index << this.shift
    if (this.keyFormat === INT32) return this.ints[word]
    return this.keyFormat === OBJECT ? this.keys[index] : this.staging!.read(word, this.keyFormat)
  }

  /** The value of the entry that `step` went to. Precondition: nothing has changed since. */
  value(index: number): any {
    const word = (index << this.shift) + this.shift
    if (this.kind === INT32) return this.ints[word]
    return this.kind === ANY ? this.handles!.get(this.ints[word]!) : this.staging!.read(word, this.kind)
  }

  /**
   * Copies keys, and values if there is room given for them, of all entries from here on.
   * Precondition: nothing changes meanwhile.
   */
  drain(keys: any, values: any): void {
    let to = 0
    while (this.step() >= 0) {
      const first = this.index - 1
      const n = this.count - first
      if (this.keyFormat === OBJECT) for (let i = 0; i < n; i++) keys[to + i] = this.keys[first + i]
      else this.staging!.copy(first << this.shift, 1 << this.shift, n, this.keyFormat, keys, to)
      if (values !== undefined) this.drainValues(first, n, values, to)
      to += n
      this.index = this.count
    }
  }

  private drainValues(first: number, n: number, values: any, to: number): void {
    if (this.kind === ANY) {
      for (let i = 0; i < n; i++) values[to + i] = this.value(first + i)
    } else {
      this.staging!.copy((first << this.shift) + this.shift, 1 << this.shift, n, this.kind, values, to)
    }
  }

  /** The staging is used up, or the owner has changed. */
  private stepSlow(): number {
    for (;;) {
      if (this.index === this.count && !this.unwrap() && !this.refill()) return -1
      if (this.isOver()) return -1
      const index = this.index++
      if (this.owner!._changes === this.changes || this.refresh(index)) return index
    }
  }

  /** Looks a staged key up and stages its value again. False if its entry was deleted. */
  private refresh(index: number): boolean {
    const owner = this.owner!
    const key = this.key(index)
    if (!owner._has(key)) return false
    if (this.kind !== SET) this.staging!.write((index << this.shift) + this.shift, this.kind, owner._raw!(key))
    return true
  }

  /** Goes back to the entries before the one that the iteration began with. */
  private unwrap(): boolean {
    if (this.wrap === 0) return false
    this.index = 0
    this.count = this.wrap
    this.wrap = 0
    return true
  }

  private refill(): boolean {
    const owner = this.owner
    if (owner === undefined) return false
    if (owner._disposed) throw disposed(owner._name)
    const isFirst = this.bits < 0
    if (isFirst && !this.begin(owner)) return this.end()
    if (this.isOver()) return false
    this.count = 0
    this.index = 0
    while (this.count === 0) {
      if (this.done >= 2 ** this.bits) return this.end()
      owner._engine.stage(this)
    }
    this.ints = this.staging!.ints
    if (isFirst) this.startAnywhere()
    this.changes = owner._changes
    return true
  }

  /** The first step fixes the number of classes and the one to start with. */
  private begin(owner: Walked): boolean {
    const { _engine: engine, _table: table } = owner
    if (engine.count(table) === 0) return false
    this.table = table
    this.bits = engine.baseBits(table)
    this.generation = engine.generation(table)
    this.start = random32() & (2 ** this.bits - 1)
    this.staging = takeStaging()
    return true
  }

  /** Begins in the middle of the first staging, so that the order of a small map varies too. */
  private startAnywhere(): void {
    // As an integer: a remainder of doubles would make boxed numbers of these fields.
    this.index = (random32() % this.count) | 0
    this.wrap = this.index
  }

  private isOver(): boolean {
    const owner = this.owner!
    if (owner._disposed) throw disposed(owner._name)
    return owner._engine.generation(this.table) !== this.generation && !this.end()
  }

  private end(): false {
    this.count = 0
    this.index = 0
    this.wrap = 0
    this.owner = undefined
    if (this.staging !== undefined) returnStaging(this.staging)
    this.staging = undefined
    this.ints = NO_INTS
    return false
  }
}
