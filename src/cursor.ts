// A place in an iteration. It holds keys and slots of the next few chains, staged in one crossing.
//
// As long as the table's epoch stands still, a staged slot is read where it is, so an updated entry comes with its
// latest value. Once the epoch has moved, every staged key is looked up instead: entries that were deleted are skipped,
// entries that moved are found. A changed generation (the table was cleared or became empty) ends the iteration: no
// entry of it is left.

import type { Engine } from './engine.js'
import { disposed } from './errors.js'
import type { Handles } from './handles.js'
import { ANY } from './options.js'
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
  has(key: any): boolean
  get?(key: any): any
}

/** In place of a slot: the entry has moved, look it up. */
const UNKNOWN = -1

export class Cursor {
  /** Staged keys and where their entries are; of both, the first `count` are meant. */
  readonly keys: any[] = []
  readonly slots: number[] = []
  count = 0
  /** The place: hash bits that select a class, first class, classes done, reversed added bits, first slot. */
  bits = -1
  start = 0
  done = 0
  sub = 0
  offset = 0
  readonly keyKind: number
  table: any
  /** The entry that `advance` went to. */
  key: any = undefined
  private slot = UNKNOWN
  private index = 0
  private epoch = 0
  private generation = 0
  private owner: Walked | undefined
  private handles: Handles | undefined
  private readonly engine: Engine
  private readonly kind: number

  constructor(owner: Walked) {
    this.owner = owner
    this.engine = owner._engine
    this.kind = owner._kind
    this.handles = owner._handles
    this.keyKind = owner._keyKind
    this.table = owner._table
  }

  /** Goes to the next entry. False at the end, and ever after. */
  advance(): boolean {
    const index = this.index
    if (index < this.count && this.engine.epoch(this.table) === this.epoch) {
      this.index = index + 1
      this.key = this.keys[index]
      this.slot = this.slots[index]!
      return true
    }
    return this.advanceSlow()
  }

  /** The value of the entry that `advance` went to. Precondition: nothing has changed since. */
  value(): any {
    if (this.slot === UNKNOWN) return this.owner!.get!(this.key)
    const raw = this.engine.read(this.table, this.slot, this.kind)
    return this.kind === ANY ? this.handles!.get(raw) : raw
  }

  /** The staging is used up, or the table has changed. */
  private advanceSlow(): boolean {
    for (;;) {
      if (this.index === this.count) return this.refill() && this.advance()
      if (this.isOver()) return false
      const key = this.keys[this.index++]
      if (this.owner!.has(key)) {
        this.key = key
        this.slot = UNKNOWN
        return true
      }
    }
  }

  private refill(): boolean {
    const owner = this.owner
    if (owner === undefined) return false
    if (owner._disposed) throw disposed(owner._name)
    if (this.bits < 0 && !this.begin(owner)) return this.end()
    if (this.isOver()) return false
    this.count = 0
    this.index = 0
    while (this.count === 0) {
      if (this.done >= 2 ** this.bits) return this.end()
      this.engine.stage(this)
    }
    this.epoch = this.engine.epoch(this.table)
    return true
  }

  /** The first step fixes the number of classes and where to start. */
  private begin(owner: Walked): boolean {
    this.table = owner._table
    this.handles = owner._handles
    if (owner._engine.count(this.table) === 0) return false
    this.bits = this.engine.baseBits(this.table)
    const random = random32()
    this.start = random & (2 ** this.bits - 1)
    this.offset = random >>> 29
    this.generation = this.engine.generation(this.table)
    return true
  }

  private isOver(): boolean {
    const owner = this.owner!
    if (owner._disposed) throw disposed(owner._name)
    return this.engine.generation(this.table) !== this.generation && !this.end()
  }

  private end(): false {
    this.count = 0
    this.index = 0
    this.owner = undefined
    return false
  }
}
