// A place in an iteration. It holds keys and values of the next few chains, staged in one crossing.
//
// As long as the owner's count of changes stands still, what is staged is what is in the table. Once something has
// changed, every staged key is looked up instead: entries that were deleted are skipped, the others come with their
// latest value. Staged keys of a table that has grown or moved are good anyway: nothing here points into it. A changed
// generation (the table was cleared or became empty) ends the iteration: no entry of it is left.

import type { Engine } from './engine.js'
import { disposed } from './errors.js'
import type { Handles } from './handles.js'
import { random32 } from './random.js'

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
  /** @internal */ _get?(key: any): any
}

export class Cursor {
  /** Staged keys and values, handles of values of kind `'any'`; of both, the first `count` are meant. */
  readonly keys: any[] = []
  readonly values: any[] = []
  count = 0
  /** The place: hash bits that select a class, first class, classes done, reversed added bits, first slot. */
  bits = -1
  start = 0
  done = 0
  sub = 0
  offset = 0
  readonly keyKind: number
  table: any
  private index = 0
  /** Where `values` holds a value itself, not a handle. */
  private refreshed = -1
  private changes = 0
  private generation = 0
  private ended = false
  private readonly owner: Walked
  private handles: Handles | undefined

  constructor(owner: Walked) {
    this.owner = owner
    this.changes = owner._changes
    this.keyKind = owner._keyKind
    this.table = owner._table
    this.handles = owner._handles
  }

  /** Goes to the next entry. Returns its index in `keys`, for `value`, or -1 at the end and ever after. */
  next(): number {
    const index = this.index
    if (index < this.count && this.owner._changes === this.changes) {
      this.index = index + 1
      return index
    }
    return this.nextSlow()
  }

  /** The value of the entry that `next` went to. Precondition: nothing has changed since. */
  value(index: number): any {
    const value = this.values[index]
    return this.handles === undefined || index === this.refreshed ? value : this.handles.get(value)
  }

  /** The staging is used up, or the owner has changed. */
  private nextSlow(): number {
    for (;;) {
      if (this.index === this.count) return this.refill() ? this.next() : -1
      if (this.isOver()) return -1
      const index = this.index++
      if (this.refresh(index)) return index
    }
  }

  /** Looks a staged key up. False if its entry was deleted. */
  private refresh(index: number): boolean {
    const { owner } = this
    const key = this.keys[index]
    if (!owner._has(key)) return false
    this.values[index] = owner._get?.(key)
    this.refreshed = index
    return true
  }

  private refill(): boolean {
    if (this.ended) return false
    const { owner } = this
    if (owner._disposed) throw disposed(owner._name)
    if (this.bits < 0 && !this.begin()) return this.end()
    if (this.isOver()) return false
    this.count = 0
    this.index = 0
    this.refreshed = -1
    while (this.count === 0) {
      if (this.done >= 2 ** this.bits) return this.end()
      owner._engine.stage(this)
    }
    this.changes = owner._changes
    return true
  }

  /** The first step fixes the number of classes and where to start. */
  private begin(): boolean {
    const { owner } = this
    const { _engine: engine, _table: table } = owner
    if (engine.count(table) === 0) return false
    this.table = table
    this.bits = engine.baseBits(table)
    this.generation = engine.generation(table)
    const random = random32()
    this.start = random & (2 ** this.bits - 1)
    this.offset = random >>> 29
    return true
  }

  private isOver(): boolean {
    const { owner } = this
    if (owner._disposed) throw disposed(owner._name)
    return owner._engine.generation(this.table) !== this.generation && !this.end()
  }

  private end(): false {
    this.count = 0
    this.index = 0
    this.ended = true
    return false
  }
}
