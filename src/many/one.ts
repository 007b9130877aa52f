// The single-key operations of a body, and what calls for many keys have in common.

import { asTyped } from '../basics/realms.js'
import type { Body } from '../body/body.js'
import type { Steps } from '../body/many.js'
import { ANY, type Column, type Scalar, type ScalarKind } from '../kinds/kind.js'
import { withDone } from './checks.js'
import type { OneKey } from './each.js'

/** The single-key operations of a body. */
export class BodyKey implements OneKey {
  private readonly body: Body

  constructor(body: Body) {
    this.body = body
  }

  has(key: unknown): boolean {
    return this.body.traits.operations.has(this.body, key)
  }
  delete(key: unknown): boolean {
    return this.body.traits.operations.remove(this.body, key)
  }
  getOr(key: unknown, fallback: unknown): unknown {
    const { body } = this
    const value = body.traits.operations.get!(body, key)
    if (value !== undefined) return value
    return body.kind === ANY && this.has(key) ? undefined : fallback
  }
  set(key: unknown, value: unknown): void {
    this.body.traits.operations.set!(this.body, key, value)
  }
  increment(key: unknown, by: unknown): void {
    if (by === undefined) throw this.body.badValue('by', by, 'increment')
    this.body.traits.operations.increment!(this.body, key, by)
  }
  add(key: unknown): void {
    this.body.traits.operations.add!(this.body, key)
  }
}

/** The table for a call: none of its keys is done if there is no memory for it. */
export function openMany<Table>(body: Body<Table>, method: string): Table {
  try {
    return body.open(method)
  } catch (error) {
    throw withDone(error, 0)
  }
}

/** The values as a column of the value kind, or undefined. */
export function asColumn(kind: ScalarKind | undefined, values: unknown): Column | undefined {
  return kind && asTyped(values, kind.Column)
}

/** What to add in one go, or undefined if it must be looked at key by key. */
export function stepsInBulk(kind: ScalarKind | undefined, by: Steps): Column | Scalar | undefined {
  return 'each' in by ? asColumn(kind, by.each) : by.all
}
