// How a call for many keys is done: a typed array of the class's own type goes to the engine in chunks, keys that are ranges
// of a buffer go there as such, anything else is worked through key by key.

import type { Body } from '../body/body.js'
import { scalarOf } from '../kinds/index.js'
import { ANY, type Column, type ScalarKind } from '../kinds/kind.js'
import type { Ranges } from '../kinds/packed.js'
import type { RangeEngine } from '../spaces/engine.js'
import { eachRun, requireArray, withDone } from './checks.js'
import { EachKey, type ManyKeys, type OneKey, type Steps, stepAt } from './each.js'

/** The single-key operations of a body. */
class BodyKey implements OneKey {
  private readonly body: Body

  constructor(body: Body) {
    this.body = body
  }

  has(key: any): boolean {
    return this.body.traits.operations.has(this.body, key)
  }
  delete(key: any): boolean {
    return this.body.traits.operations.remove(this.body, key)
  }
  getOr(key: any, fallback: any): any {
    const { body } = this
    const value = body.traits.operations.get!(body, key)
    if (value !== undefined) return value
    return body.kind === ANY && this.has(key) ? undefined : fallback
  }
  set(key: any, value: any): void {
    this.body.traits.operations.set!(this.body, key, value)
  }
  increment(key: any, by: any): void {
    if (by === undefined) throw this.body.badValue('by', by, 'increment')
    this.body.traits.operations.increment!(this.body, key, by)
  }
  add(key: any): void {
    this.body.traits.operations.add!(this.body, key)
  }
}

/** The keys of a call. @throws TypeError or RangeError if they are none */
export function manyKeys(body: Body, method: string, keys: any): ManyKeys {
  const { keys: kind } = body.traits
  const where = body.where(method)
  const ranges = kind.rangesOf(where, keys, body.keyLength)
  const one = new BodyKey(body)
  if (ranges !== undefined) {
    const engine = body.engine.ranges
    return engine === undefined ? new PackedKeys(body, one, ranges) : new RangeKeys(body, method, one, ranges, engine)
  }
  const n = requireArray(where, 'keys', keys)
  const isColumn = kind.scalar !== undefined && keys instanceof kind.scalar.Column
  return isColumn ? new ColumnKeys(body, method, one, keys) : new EachKey(n, one, keys)
}

/** The table for a call: none of its keys is done if there is no memory for it. */
function openMany(body: Body, method: string): any {
  try {
    return body.open(method)
  } catch (error) {
    throw withDone(error, 0)
  }
}

/** The values as a column of the value kind, or undefined. */
function asColumn(kind: ScalarKind | undefined, values: unknown): Column | undefined {
  return kind !== undefined && values instanceof kind.Column ? (values as Column) : undefined
}

/** What to add in one go, or undefined if it must be looked at key by key. */
function stepsInBulk(kind: ScalarKind | undefined, by: Steps): Column | number | bigint | undefined {
  return 'each' in by ? asColumn(kind, by.each) : by.all
}

/** A typed array of the class's own type. */
class ColumnKeys extends EachKey {
  private readonly body: Body
  private readonly method: string
  private readonly keys: Column
  private readonly scalar: ScalarKind | undefined

  constructor(body: Body, method: string, one: OneKey, keys: Column) {
    super(keys.length, one, keys)
    this.body = body
    this.method = method
    this.keys = keys
    this.scalar = scalarOf(body.kind)
  }

  override has(answers: Uint8Array): void {
    const { body } = this
    if (body.engine.hasMany(body.table, this.keys, answers) < 0) throw body.outOfMemory(this.method)
  }

  override delete(): number {
    const { body } = this
    // Handles are released one by one.
    if (body.kind === ANY) return super.delete()
    body.changed()
    const count = body.engine.removeMany(body.table, this.keys)
    if (count < 0) throw body.outOfMemory(this.method)
    return count
  }

  override get(answers: any, fallback: any): void {
    const { body, n } = this
    const handles = body.kind === ANY ? new Uint32Array(n) : undefined
    if (!body.engine.getMany(body.table, this.keys, handles ?? answers, handles ? 0 : fallback)) {
      throw body.outOfMemory(this.method)
    }
    if (handles === undefined) return
    for (let i = 0; i < n; i++) answers[i] = handles[i] === 0 ? fallback : body.handles!.get(handles[i]!)
  }

  override set(values: ArrayLike<any>): void {
    const { body, scalar } = this
    const column = asColumn(scalar, values)
    if (column === undefined) {
      super.set(values)
      return
    }
    this.insert(table => body.engine.setMany(table, this.keys, column))
  }

  override add(): void {
    this.insert(table => this.body.engine.setMany(table, this.keys, undefined))
  }

  private insert(run: (table: any) => number): void {
    const { body } = this
    const done = this.write(run)
    if (done < this.n) throw withDone(body.outOfMemory(this.method), done)
  }

  /** Returns the number of keys done. */
  private write(run: (table: any) => number): number {
    const { body } = this
    const table = openMany(body, this.method)
    body.changed()
    const done = run(table)
    body.noteWritten()
    return done
  }

  override increment(by: Steps): void {
    const { body } = this
    const steps = stepsInBulk(this.scalar, by)
    if (steps === undefined) {
      super.increment(by)
      return
    }
    const done = this.write(table => body.engine.incrementMany(table, this.keys, steps))
    if (done === this.n) return
    try {
      // What is wrong with the next key, the single operation says.
      this.one.increment(this.keys[done], stepAt(by, done))
    } catch (error) {
      throw withDone(error, done)
    }
    throw withDone(body.outOfMemory(this.method), done + 1)
  }
}

/** Ranges of a buffer, each made a key of its own. */
class PackedKeys extends EachKey {
  protected readonly body: Body
  protected readonly packed: Ranges

  constructor(body: Body, one: OneKey, packed: Ranges) {
    super(packed.n, one, [])
    this.body = body
    this.packed = packed
  }

  protected override key(i: number): any {
    return this.body.traits.keys.keyOf(this.packed, i)
  }
}

/** Ranges of a buffer, of which the engine leaves those that are to be done alone. */
class RangeKeys extends PackedKeys {
  private readonly method: string
  private readonly engine: RangeEngine
  private readonly scalar: ScalarKind | undefined

  constructor(body: Body, method: string, one: OneKey, packed: Ranges, engine: RangeEngine) {
    super(body, one, packed)
    this.method = method
    this.engine = engine
    this.scalar = scalarOf(body.kind)
  }

  override has(answers: Uint8Array): void {
    const { body, engine, packed, one } = this
    const bulk = (from: number) => engine.has(body.table, packed, from, answers)
    eachRun(this.n, bulk, i => {
      answers[i] = one.has(this.key(i)) ? 1 : 0
    })
  }

  override delete(): number {
    const { body, engine, packed, one } = this
    if (body.kind === ANY) return super.delete()
    body.changed()
    const gone = new Uint8Array(this.n)
    const bulk = (from: number) => engine.remove(body.table, packed, from, gone)
    eachRun(this.n, bulk, i => {
      gone[i] = one.delete(this.key(i)) ? 1 : 0
    })
    return gone.reduce((sum, one) => sum + one, 0)
  }

  override get(answers: any, fallback: any): void {
    const { body, engine, packed, one } = this
    const handles = body.kind === ANY ? new Uint32Array(this.n) : undefined
    const bulk = (from: number) => {
      const end = engine.get(body.table, packed, from, handles ?? answers, handles ? 0 : fallback)
      if (handles !== undefined) {
        for (let i = from; i < end; i++) answers[i] = handles[i] === 0 ? fallback : body.handles!.get(handles[i]!)
      }
      return end
    }
    eachRun(this.n, bulk, i => {
      answers[i] = one.getOr(this.key(i), fallback)
    })
  }

  override set(values: ArrayLike<any>): void {
    const { body, engine, packed, one, scalar } = this
    const column = asColumn(scalar, values)
    if (column === undefined) {
      super.set(values)
      return
    }
    this.write(
      (table, from) => engine.set(table, packed, from, column),
      i => one.set(this.key(i), column[i]),
    )
  }

  override add(): void {
    const { engine, packed, one } = this
    this.write(
      (table, from) => engine.set(table, packed, from, undefined),
      i => one.add(this.key(i)),
    )
  }

  override increment(by: Steps): void {
    const { body, engine, packed, one } = this
    const steps = stepsInBulk(this.scalar, by)
    if (steps === undefined) {
      super.increment(by)
      return
    }
    this.write(
      (table, from) => engine.increment(table, packed, from, steps),
      i => one.increment(this.key(i), stepAt(by, i)),
    )
  }

  /** What the table has become is noted also when a key fails. */
  private write(bulk: (table: any, from: number) => number, alone: (i: number) => void): void {
    const { body } = this
    const table = openMany(body, this.method)
    body.changed()
    try {
      eachRun(this.n, from => bulk(table, from), alone)
    } finally {
      body.noteWritten()
    }
  }
}
