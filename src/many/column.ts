// Many keys in a typed array of the class's own type: the engine takes them in chunks.

import { Uint32Array } from '../basics/builtins.js'
import type { Body } from '../body/body.js'
import type { Steps } from '../body/many.js'
import { scalarOf } from '../kinds/index.js'
import { ANY, type Cells, type Column, type Scalar, type ScalarKind } from '../kinds/kind.js'
import { withDone } from './checks.js'
import { EachKey, type OneKey, stepAt } from './each.js'
import { asColumn, openMany, stepsInBulk } from './one.js'
import { apart, isInStep } from './overlap.js'

export class ColumnKeys extends EachKey {
  private readonly body: Body
  private readonly method: string
  private keys: Column
  private readonly scalar: ScalarKind | undefined

  constructor(body: Body, method: string, one: OneKey, keys: Column) {
    super(keys.length, one, keys)
    this.body = body
    this.method = method
    this.keys = keys
    this.scalar = scalarOf(body.kind)
  }

  override apartFrom(answers: unknown): void {
    if (!isInStep(this.keys, answers)) this.keys = apart(this.keys, answers)
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
    if (count < 0) throw withDone(body.outOfMemory(this.method), 0)
    return count
  }

  override get(answers: Cells, fallback: unknown): void {
    const { body, n } = this
    const handles = body.kind === ANY ? new Uint32Array(n) : undefined
    // Both are of a kind of scalars unless handles are asked for: `outputFor` and `fallbackFor` saw to it.
    if (
      !body.engine.getMany(body.table, this.keys, handles ?? (answers as Column), handles ? 0 : (fallback as Scalar))
    ) {
      throw body.outOfMemory(this.method)
    }
    if (handles === undefined) return
    for (let i = 0; i < n; i++) answers[i] = handles[i] === 0 ? fallback : body.handles!.get(handles[i]!)
  }

  override set(values: ArrayLike<unknown>): void {
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

  private insert(run: (table: unknown) => number): void {
    const { body } = this
    const done = this.write(run)
    if (done < this.n) throw withDone(body.outOfMemory(this.method), done)
  }

  /** Returns the number of keys done. */
  private write(run: (table: unknown) => number): number {
    const { body } = this
    const table = openMany(body, this.method)
    const { sentinel } = body
    // What is stored is known only when it is.
    body.sentinel = true
    body.changed()
    const done = run(table)
    body.noteWritten(sentinel)
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
      this.one.increment(this.key(done), stepAt(by, done))
    } catch (error) {
      throw withDone(error, done)
    }
    throw withDone(body.outOfMemory(this.method), done + 1)
  }
}
