// Many keys, one by one: what can be done with any array of keys.

import { arrayFrom } from '../basics/builtins.js'
import { tagOf } from '../basics/realms.js'
import type { ManyKeys, Steps } from '../body/many.js'
import type { Cells, KeyKind } from '../kinds/kind.js'
import { eachIndex } from './checks.js'
import { apart, isInStep } from './overlap.js'

/** The operations on one key of a map or set; errors name the call that they are part of. */
export interface OneKey {
  has(key: unknown): boolean
  delete(key: unknown): boolean
  /** Of maps. */
  getOr(key: unknown, fallback: unknown): unknown
  set(key: unknown, value: unknown): void
  increment(key: unknown, by: unknown): void
  /** Of sets. */
  add(key: unknown): void
}

export function stepAt(by: Steps<unknown>, i: number): unknown {
  return 'each' in by ? by.each[i] : by.all
}

export class EachKey implements ManyKeys {
  readonly n: number
  protected readonly one: OneKey
  private array: ArrayLike<unknown>
  private readonly kind: KeyKind | undefined

  /** `kind` is that of the keys, if they are of one. */
  constructor(n: number, one: OneKey, array: ArrayLike<unknown>, kind?: KeyKind) {
    this.n = n
    this.one = one
    this.array = array
    this.kind = kind
  }

  apartFrom(answers: unknown): void {
    if (tagOf(this.array) !== undefined) {
      if (!isInStep(this.array, answers)) this.array = apart(this.array, answers)
    } else if (tagOf(answers) !== undefined && this.kind?.type === 'Uint8Array') {
      this.array = arrayFrom({ length: this.n }, (_, i) => apart(this.array[i], answers))
    }
  }

  protected key(i: number): unknown {
    return this.array[i]
  }

  has(answers: Uint8Array): void {
    for (let i = 0; i < this.n; i++) answers[i] = this.one.has(this.key(i)) ? 1 : 0
  }

  delete(): number {
    let deleted = 0
    eachIndex(this.n, i => {
      if (this.one.delete(this.key(i))) deleted++
    })
    return deleted
  }

  get(answers: Cells, fallback: unknown): void {
    for (let i = 0; i < this.n; i++) answers[i] = this.one.getOr(this.key(i), fallback)
  }

  set(values: ArrayLike<unknown>): void {
    eachIndex(this.n, i => this.one.set(this.key(i), values[i]))
  }

  increment(by: Steps<unknown>): void {
    eachIndex(this.n, i => this.one.increment(this.key(i), stepAt(by, i)))
  }

  add(): void {
    eachIndex(this.n, i => this.one.add(this.key(i)))
  }
}
