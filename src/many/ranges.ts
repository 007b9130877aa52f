// Many keys that are ranges of a buffer: the engine takes them as such where it has a batch for them, and leaves those that
// are to be done alone.

import { Uint8Array, Uint32Array } from '../basics/builtins.js'
import type { Body } from '../body/body.js'
import type { ManyKeys, Steps } from '../body/many.js'
import { scalarOf } from '../kinds/index.js'
import { ANY, type Cells, type Column, type Scalar, type ScalarKind } from '../kinds/kind.js'
import type { Ranges } from '../kinds/packed.js'
import type { RangeEngine } from '../spaces/engine.js'
import { eachRun } from './checks.js'
import { EachKey, type OneKey, stepAt } from './each.js'
import { asColumn, BodyKey, openMany, stepsInBulk } from './one.js'
import { apart } from './overlap.js'

/** The keys of a call if they are ranges of a buffer. @throws TypeError or RangeError if they are not as they must be */
export function rangeKeys(body: Body, method: string, keys: unknown): ManyKeys | undefined {
  const ranges = body.traits.keys.rangesOf(body.where(method), keys, body.keyLength)
  if (ranges === undefined) return undefined
  return rangesOfKeys(body, method, new BodyKey(body), ranges)
}

/** Keys that are ranges of a buffer. */
export function rangesOfKeys(body: Body, method: string, one: OneKey, ranges: Ranges): ManyKeys {
  const engine = body.engine.ranges
  return engine === undefined ? new PackedKeys(body, one, ranges) : new RangeKeys(body, method, one, ranges, engine)
}

/** Ranges of a buffer, each made a key of its own. */
class PackedKeys extends EachKey {
  protected readonly body: Body
  protected packed: Ranges

  constructor(body: Body, one: OneKey, packed: Ranges) {
    super(packed.n, one, [])
    this.body = body
    this.packed = packed
  }

  override apartFrom(answers: unknown): void {
    const { bytes, starts, ends } = this.packed
    this.packed = {
      ...this.packed,
      bytes: apart(bytes, answers),
      starts: apart(starts, answers),
      ends: apart(ends, answers),
    }
  }

  protected override key(i: number): unknown {
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

  override get(answers: Cells, fallback: unknown): void {
    const { body, engine, packed, one } = this
    const handles = body.kind === ANY ? new Uint32Array(this.n) : undefined
    const bulk = (from: number) => {
      // See ColumnKeys.
      const end = engine.get(
        body.table,
        packed,
        from,
        handles ?? (answers as Column),
        handles ? 0 : (fallback as Scalar),
      )
      if (handles !== undefined) {
        for (let i = from; i < end; i++) answers[i] = handles[i] === 0 ? fallback : body.handles!.get(handles[i]!)
      }
      return end
    }
    eachRun(this.n, bulk, i => {
      answers[i] = one.getOr(this.key(i), fallback)
    })
  }

  override set(values: ArrayLike<unknown>): void {
    const { engine, packed, one, scalar } = this
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
    const { engine, packed, one } = this
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
  private write(bulk: (table: unknown, from: number) => number, alone: (i: number) => void): void {
    const { body } = this
    const table = openMany(body, this.method)
    const { sentinel } = body
    // What is stored is known only when it is.
    body.sentinel = true
    body.changed()
    try {
      eachRun(this.n, from => bulk(table, from), alone)
    } finally {
      body.noteWritten(sentinel)
    }
  }
}
