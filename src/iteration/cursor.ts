// A place in an iteration. It holds keys and values of the next few chains, staged in one crossing.
//
// As long as the body's count of changes, updates and removals, stands still, what is staged is what is in the table. Once something has
// changed, every staged key is looked up instead: entries that were deleted are skipped, the others come with their
// latest value. Staged keys of a table that has grown, moved or drawn another hash are good anyway: nothing here points into
// it. A changed generation (the table was cleared or became empty) ends the iteration: no entry of it is left.

import { assign } from '../basics/builtins.js'
import { disposed } from '../basics/errors.js'
import { random32 } from '../basics/random.js'
import { type Body, Watch } from '../body/body.js'
import type { Handles } from '../body/handles.js'
import { scalarOf } from '../kinds/index.js'
import { ANY, type Cells, INT32, type ScalarKind, SET } from '../kinds/kind.js'
import type { StagePlace } from '../spaces/engine.js'
import { returnStaging, Staging, takeStaging } from './staging.js'

/** In place of the number of a kind: keys that are kept in `keys`. */
const OBJECT = 8

/** Before the first entry and behind the last one. */
const NO_STAGING = /* @__PURE__ */ new Staging()
const NO_WORDS = new Int32Array(0)
const NO_KEYS: unknown[] = []
const UNWATCHED = /* @__PURE__ */ new Watch()

export class Cursor implements StagePlace {
  /** How the scalars of an entry are read: undefined for keys that are objects, for handles, in a set. */
  readonly keyScalar: ScalarKind | undefined
  readonly valueScalar: ScalarKind | undefined
  readonly shift: number
  /** The place: hash bits that select a class, first class, classes done, reversed added bits. */
  bits = -1
  start = 0
  done = 0
  sub = 0
  rehashes = 0
  table: unknown
  /** Entries in `staging`. */
  count = 0
  staging: Staging = NO_STAGING
  /** The keys of the staged entries, where they are strings or bytes. */
  readonly keys: unknown[] = NO_KEYS
  /** `staging.words`, one access nearer. */
  private words: Int32Array = NO_WORDS
  private readonly keyNumber: number
  private readonly kind: number
  private index = 0
  /** Where the first staging began; its entries before that come last. */
  private wrap = 0
  private watch: Watch = UNWATCHED
  private changes = 0
  private generation = 0
  private owner: Body | undefined
  private readonly handles: Handles | undefined

  constructor(owner: Body) {
    this.owner = owner
    this.keyScalar = owner.traits.keys.scalar
    this.valueScalar = owner.kind === SET ? undefined : scalarOf(owner.kind)
    this.keyNumber = this.keyScalar === undefined ? OBJECT : this.keyScalar.number
    this.kind = owner.kind
    if (this.keyScalar === undefined) this.keys = []
    this.shift = this.keyScalar?.size === 4 && this.valueScalar?.size !== 8 ? 1 : 2
    this.table = owner.table
    this.handles = owner.handles
  }

  /** Another at the same place: steps of one do not move the other. Itself at the end, undefined if its map was disposed. */
  fork(): Cursor | undefined {
    const { owner, keys, staging } = this
    if (owner === undefined) return this
    if (owner.isDisposed) return undefined
    const copy = assign(new Cursor(owner), this, { keys: keys.slice(), staging: takeStaging() })
    copy.staging.reserve(staging.bytes.length)
    copy.staging.bytes.set(staging.bytes)
    copy.words = copy.staging.words
    return copy
  }

  /** Goes to the next entry. Returns its index, for `key` and `value`, or -1 at the end and ever after. */
  step(): number {
    const index = this.index
    if (index < this.count && this.watch.changes === this.changes) {
      this.index = index + 1
      return index
    }
    return this.stepSlow()
  }

  key(index: number): unknown {
    const word = index << this.shift
    if (this.keyNumber === INT32) return this.words[word]
    return this.keyNumber === OBJECT ? this.keys[index] : this.keyScalar!.read(this.staging, word)
  }

  /** The value of the entry that `step` went to. Precondition: nothing has changed since. */
  value(index: number): unknown {
    const word = (index << this.shift) + this.shift
    if (this.kind === INT32) return this.words[word]
    return this.kind === ANY ? this.handles!.get(this.words[word]!) : this.valueScalar!.read(this.staging, word)
  }

  /**
   * Copies keys, and values if there is room given for them, of all entries from here on.
   * Precondition: nothing changes meanwhile.
   */
  drain(keys: Cells, values: Cells | undefined): void {
    let to = 0
    while (this.step() >= 0) {
      const first = this.index - 1
      const n = this.count - first
      if (this.keyScalar === undefined) for (let i = 0; i < n; i++) keys[to + i] = this.keys[first + i]
      else this.staging.copy(first << this.shift, 1 << this.shift, n, this.keyScalar, keys, to)
      if (values !== undefined) this.drainValues(first, n, values, to)
      to += n
      this.index = this.count
    }
  }

  private drainValues(first: number, n: number, values: Cells, to: number): void {
    if (this.valueScalar === undefined) {
      for (let i = 0; i < n; i++) values[to + i] = this.value(first + i)
    } else {
      this.staging.copy((first << this.shift) + this.shift, 1 << this.shift, n, this.valueScalar, values, to)
    }
  }

  /** The staging is used up, or the owner has changed. */
  private stepSlow(): number {
    for (;;) {
      if (this.index === this.count && !this.unwrap() && !this.refill()) return -1
      if (this.isOver()) return -1
      const { index } = this
      const isThere = this.watch.changes === this.changes || this.refresh(index)
      // Only now: where there is no memory for looking up a long key, the next step comes to it again.
      this.index = index + 1
      if (isThere) return index
    }
  }

  /** Looks a staged key up and stages its value again. False if its entry was deleted. */
  private refresh(index: number): boolean {
    const owner = this.owner!
    const { operations } = owner.traits
    const key = this.key(index)
    if (!operations.has(owner, key)) return false
    if (this.kind === SET) return true
    const word = (index << this.shift) + this.shift
    const raw = operations.raw!(owner, key)
    if (this.valueScalar === undefined) this.words[word] = raw as number
    else this.valueScalar.write(this.staging, word, raw)
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
    if (owner.isDisposed) throw disposed(owner.name)
    const isFirst = this.bits < 0
    if (isFirst && !this.begin(owner)) return this.end()
    if (this.isOver()) return false
    const watch = owner.watched()
    this.watch = watch
    this.changes = watch.changes
    this.count = 0
    this.index = 0
    while (this.count === 0) {
      if (this.done >= 2 ** this.bits) return this.end()
      owner.engine.stage(this)
      this.words = this.staging.words
    }
    if (isFirst) this.startAnywhere()
    return true
  }

  /** The first step fixes the number of classes and the one to start with. */
  private begin(owner: Body): boolean {
    const { engine, table } = owner
    if (engine.count(table) === 0) return false
    const bits = engine.baseBits(table)
    const start = random32() & (2 ** bits - 1)
    this.staging = takeStaging()
    this.generation = engine.generation(table)
    this.table = table
    this.start = start
    this.bits = bits
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
    if (owner.isDisposed) throw disposed(owner.name)
    return owner.engine.generation(this.table) !== this.generation && !this.end()
  }

  private end(): false {
    this.count = 0
    this.index = 0
    this.wrap = 0
    this.owner = undefined
    if (this.staging !== NO_STAGING) returnStaging(this.staging)
    this.staging = NO_STAGING
    this.words = NO_WORDS
    return false
  }
}
