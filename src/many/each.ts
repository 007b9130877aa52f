// Many keys, one by one: what can be done with any array of keys.

import type { ManyKeys, Steps } from '../body/many.js'
import { eachIndex } from './checks.js'

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
  private readonly array: ArrayLike<any>

  constructor(n: number, one: OneKey, array: ArrayLike<any>) {
    this.n = n
    this.one = one
    this.array = array
  }

  protected key(i: number): any {
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
