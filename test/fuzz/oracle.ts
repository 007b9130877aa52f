// What a map must hold, in a `Map` of JavaScript's, and what an iteration of it must come to.

import { idOf, show } from '../ids.js'

/** A difference between a map and its oracle. */
export class Mismatch extends Error {}

export function mismatch(what: string): never {
  throw new Mismatch(what)
}

/** Values as messages show them. */
export function showValue(value: unknown): string {
  if (Object.is(value, -0)) return '-0'
  if (typeof value === 'bigint') return `${value}n`
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array)
    ? JSON.stringify(value)
    : show(value)
}

export function differ(call: string, key: unknown, got: unknown, want: unknown): never {
  mismatch(`${call} of ${showValue(key)} is ${showValue(got)}, not ${showValue(want)}`)
}

export class Entry {
  constructor(
    readonly key: any,
    public value: any,
    /** The count of inserts with which it came. */
    readonly birth: number,
  ) {}
}

export class Oracle {
  entries = new Map<any, Entry>()
  inserts = 0
  clears = 0

  get size(): number {
    return this.entries.size
  }

  has(id: any): boolean {
    return this.entries.has(id)
  }

  set(id: any, key: any, value: any): void {
    const entry = this.entries.get(id)
    if (entry === undefined) this.entries.set(id, new Entry(key === 0 ? 0 : key, value, ++this.inserts))
    else entry.value = value
  }

  delete(id: any): boolean {
    return this.entries.delete(id)
  }

  clear(): void {
    this.entries.clear()
    this.clears++
  }

  clone(): Oracle {
    const copy = new Oracle()
    for (const [id, { key, value }] of this.entries) copy.set(id, key, value)
    return copy
  }
}

/** Holds what comes in one iteration to the promises. */
export class Visits {
  /** Of each key that has come, the birth of its entry then. */
  readonly seen = new Map<any, number>()
  private readonly last: number
  private clears = -1

  constructor(
    readonly oracle: Oracle,
    /** Whether a key that is deleted and added again may come again: where `Map` itself is behind it. */
    private readonly mayReturn: boolean,
  ) {
    this.last = oracle.inserts
  }

  /** The iteration has reached an entry. Returns its id. */
  visit(key: any, value: any, hasValue: boolean): any {
    if (Object.is(key, -0)) mismatch('a key of negative zero')
    this.begin()
    const id = idOf(key)
    const entry = this.oracle.entries.get(id)
    if (entry === undefined) mismatch(`the key ${showValue(key)} came, which is not there`)
    if (hasValue && !Object.is(value, entry.value)) differ('the value', key, value, entry.value)
    const before = this.seen.get(id)
    if (before !== undefined && (before === entry.birth || !this.mayReturn)) {
      mismatch(`the key ${showValue(key)} came twice`)
    }
    this.seen.set(id, entry.birth)
    return id
  }

  /** The iteration has taken a step. */
  begin(): void {
    if (this.clears < 0) this.clears = this.oracle.clears
    else if (this.clears !== this.oracle.clears) mismatch('an entry came after clear had ended the iteration')
  }

  /** The iteration is over. */
  end(): void {
    if (this.clears >= 0 && this.clears !== this.oracle.clears) return
    for (const [id, { birth, key }] of this.oracle.entries) {
      if (birth <= this.last && this.seen.get(id) !== birth) mismatch(`the key ${showValue(key)} never came`)
    }
  }

  /** The number of entries that must come, as far as is known now. */
  due(): number {
    if (this.clears >= 0 && this.clears !== this.oracle.clears) return 0
    let n = 0
    for (const { birth } of this.oracle.entries.values()) if (birth <= this.last) n++
    return n
  }
}
