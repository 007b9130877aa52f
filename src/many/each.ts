// Many keys, one by one: what can be done with any array of keys.

import { tagOf } from '../basics/realms.js'
import type { ManyKeys, Steps } from '../body/many.js'
import type { KeyKind } from '../kinds/kind.js'
import { eachIndex } from './checks.js'
import { apart, isInStep } from './overlap.js'

/** The operations on one key of a map or set; errors name the call that they are part of. */
export interface OneKey {
  has(key: any): boolean
  delete(key: any): boolean
  /** Of maps. */
  getOr(key: any, fallback: any): any
  set(key: any, value: any): void
  increment(key: any, by: any): void
  /** Of sets. */
  add(key: any): void
}

export function stepAt(by: Steps, i: number): any {
  return 'each' in by ? by.each[i] : by.all
}

export class EachKey implements ManyKeys {
  readonly n: number
  protected readonly one: OneKey
  private array: ArrayLike<any>
  private readonly kind: KeyKind | undefined

  /** `kind` is that of the keys, if they are of one. */
  constructor(n: number, one: OneKey, array: ArrayLike<any>, kind?: KeyKind) {
    this.n = n
    this.one = one
    this.array = array
    this.kind = kind
  }

  apartFrom(answers: unknown): void {
    if (tagOf(this.array) !== undefined) {
      if (!isInStep(this.array, answers)) this.array = apart(this.array, answers)
    } else if (tagOf(answers) !== undefined && this.kind?.type === 'Uint8Array') {
      this.array = Array.from({ length: this.n }, (_, i) => apart(this.array[i], answers))
    }
  }

  protected key(i: number): any {
    return this.array[i]
  }

  has(answers: Uint8Array): void {
    for (let i = 0; i < this.n; i++) answers[i] = this.one.has(this.key(i)) ? 1 : 0
  }

  delete(): number {
    let deleted = 0
    for (let i = 0; i < this.n; i++) if (this.one.delete(this.key(i))) deleted++
    return deleted
  }

  get(answers: any, fallback: any): void {
    for (let i = 0; i < this.n; i++) answers[i] = this.one.getOr(this.key(i), fallback)
  }

  set(values: ArrayLike<any>): void {
    eachIndex(this.n, i => this.one.set(this.key(i), values[i]))
  }

  increment(by: Steps): void {
    eachIndex(this.n, i => this.one.increment(this.key(i), stepAt(by, i)))
  }

  add(): void {
    eachIndex(this.n, i => this.one.add(this.key(i)))
  }
}
