// A map or set of constant size beside what it must hold: a ring of entries, of which the oldest goes for each fresh one.

import { DISPOSE } from '../../src/basics/dispose.js'
import type { Heap, ValueKind } from '../../src/index.js'
import * as library from '../../src/index.js'
import { idOf, show } from '../ids.js'
import { KEY_KINDS, stored, VALUES } from '../model/kinds.js'

/** Of a HashMap and a HashSet: keys of every part. */
export const HASH = 'Hash'
export const LABELS = [...KEY_KINDS.map(({ label }) => label), HASH]

/** The first number of a key and a value: those below are special, and some of them equal. */
const FIRST = 1000
const NUMBERS = 2 ** 31

/** An object is a key of its own each time. */
function hashKey(i: number): unknown {
  switch (i % 7) {
    case 0:
    case 1:
      return i
    case 2:
      return i + 0.5
    case 3:
      return `${i}`.padEnd(i % 50, '-')
    case 4:
      return BigInt(i) << 30n
    case 5:
      return (BigInt(i) << 64n) + 1n
    default:
      return { i }
  }
}

export interface Form {
  /** The label of a kind of keys, or `Hash`. */
  keys: string
  /** Absent for sets. */
  values?: ValueKind
  /** Entries between two deeds. */
  size: number
  heap?: Heap
}

export class Resident {
  readonly isSet: boolean
  readonly isHash: boolean
  readonly isBytes: boolean
  /** Of values that can be added to. */
  readonly isOfNumbers: boolean
  readonly Class: any
  readonly name: string
  map: any
  /** An iterator of the map, or of one before it, that was left half-way. */
  walk: Iterator<unknown> | undefined
  /** The ring: what the map holds. */
  readonly keys: any[] = []
  readonly values: any[] = []
  private oldest = 0
  /** The numbers that the next fresh key and value are made of. */
  private fresh = FIRST
  private readonly keyOf: (i: number) => any
  private readonly keyLength: number

  constructor(readonly form: Form) {
    const { keys, values, heap, size } = form
    const kind = KEY_KINDS.find(({ label }) => label === keys)
    this.isSet = values === undefined
    this.isHash = kind === undefined
    this.isBytes = kind?.name === 'Bytes'
    this.isOfNumbers = values !== undefined && values !== 'any'
    this.keyOf = kind?.key ?? hashKey
    this.keyLength = kind?.options?.keyLength ?? 0
    this.Class = (library as any)[`${kind?.name ?? HASH}${this.isSet ? 'Set' : 'Map'}`]
    const what = `${keys}${this.isSet ? '' : ` to ${values}`}`
    this.name = `${this.Class.name} of ${size} (${what}${heap === undefined ? '' : ', in a heap'})`
    this.map = this.make()
    for (let at = 0; at < size; at++) this.enter(at, this.freshKey(), this.freshValue())
  }

  get size(): number {
    return this.form.size
  }

  /** An empty map, or one of entries, of the same class, kinds and heap, or in another one. */
  make(entries?: Iterable<unknown>, heap = this.form.heap): any {
    const { values } = this.form
    const options = {
      ...(values !== undefined && { values }),
      ...(this.keyLength > 0 && { keyLength: this.keyLength }),
      ...(heap !== undefined && { heap }),
    }
    return entries === undefined ? new this.Class(options) : new this.Class(entries, options)
  }

  fail(what: string): never {
    throw new Error(`${this.name}: ${what}`)
  }

  freshKey(): any {
    this.fresh = this.fresh + 1 < NUMBERS ? this.fresh + 1 : FIRST
    return this.keyOf(this.fresh)
  }

  /** A key that is not there: the next that will be. */
  absentKey(): any {
    return this.keyOf(this.fresh + 1)
  }

  /** As it is read back. */
  freshValue(): any {
    const { values } = this.form
    // A float32 and the limits of integers take no larger ones.
    return values === undefined ? undefined : stored(values, VALUES[values](FIRST + (this.fresh & 0xffff)))
  }

  put(key: unknown, value: unknown): void {
    if (this.isSet) this.map.add(key)
    else this.map.set(key, value)
  }

  /** Puts an entry into a place of the ring, and into the map. */
  enter(at: number, key: unknown, value: unknown): void {
    this.put(key, value)
    this.keys[at] = key
    this.values[at] = value
  }

  /** The place of the oldest entry, which the next one has already become. */
  nextPlace(): number {
    const at = this.oldest
    this.oldest = at + 1 === this.size ? 0 : at + 1
    return at
  }

  /** The entries as constructors take them. */
  entries(): any[] {
    return this.keys.map((key, at) => (this.isSet ? key : [key, this.values[at]]))
  }

  /** Compares one entry. */
  check(at: number): void {
    const key = this.keys[at]
    if (!this.map.has(key)) this.fail(`lacks ${show(key)}`)
    if (this.isSet) return
    const value = this.map.get(key)
    if (!Object.is(value, this.values[at])) this.fail(`has ${String(value)} for ${show(key)}`)
  }

  checkSize(when: string, map = this.map, size = this.size): void {
    if (map.size !== size) this.fail(`has ${map.size} entries after ${when}, not ${size}`)
  }

  /** Compares all entries, by looking up and by walking. Returns how many answers it compared. */
  verify(): number {
    this.checkSize('all')
    for (let at = 0; at < this.size; at++) this.check(at)
    const places = new Map(this.keys.map((key, at) => [idOf(key), at]))
    for (const item of this.map) {
      const key = this.isSet ? item : item[0]
      const at = places.get(idOf(key))
      if (at === undefined) this.fail(`hands out ${show(key)}, which is not there or was handed out before`)
      if (!this.isSet && !Object.is(item[1], this.values[at])) this.fail(`hands out ${String(item[1])} of ${show(key)}`)
      places.delete(idOf(key))
    }
    if (places.size > 0) this.fail(`hands out ${places.size} entries too few`)
    return 2 * this.size
  }

  /** A map of the same entries takes the place of this one, which is dropped or disposed. */
  renew(map: any, isDisposed: boolean): void {
    if (isDisposed) {
      this.map[DISPOSE]()
      this.walk = undefined
    }
    this.map = map
    this.checkSize('it was made')
  }
}
