// A map or set under test beside its oracle.

import { bodyOf } from '../../src/body/door.js'
import type { Heap, ValueKind } from '../../src/index.js'
import { partitionFrom as twinPartitionFrom } from '../../src/spaces/reference/many.js'
import * as classes from '../backend.js'
import { isChecked, isWasm, library } from '../backend.js'
import { setWords, zeroWords } from '../internals.js'
import { stored, VALUES } from '../model/kinds.js'
import { theSpace } from '../space.js'
import { HASH, type KeyList, keyList, kindOf } from './keys.js'
import { differ, mismatch, Oracle, type Visits } from './oracle.js'
import { seedLibrary } from './random.js'
import type { Setup } from './setup.js'
import { Ballast } from './tight.js'

/** Different values in a stream. */
const VALUE_COUNT = 256
const VALUE_MASK = VALUE_COUNT - 1
/** Allocations without a limit. */
const PLENTY = 2 ** 31 - 1

/** What a stand-in makes of each map: a test of the fuzzer plants faults with it. */
export type Wrap = (map: any) => any

/** A live iterator, and what it has come to. */
export interface Live {
  iterator: Iterator<any>
  shape: 'entries' | 'keys' | 'values'
  visits: Visits
  /** Steps that gave something. */
  steps: number
}

let common: Heap | undefined

function heapOf({ heap }: Setup): Heap | undefined {
  if (heap === undefined || !isWasm) return undefined
  if (heap === 'own') return new library.Heap()
  common ??= new library.Heap()
  return common
}

const valueLists = new Map<string, { values: any[]; stored: any[] }>()

function valueList(kind: ValueKind | undefined) {
  const name = kind ?? 'none'
  let list = valueLists.get(name)
  if (list === undefined) {
    const values = Array.from({ length: VALUE_COUNT }, (_, j) => kind && VALUES[kind](j))
    list = { values, stored: values.map(value => kind && stored(kind, value)) }
    valueLists.set(name, list)
  }
  return list
}

export class Subject {
  readonly list: KeyList
  readonly keys: readonly any[]
  readonly ids: readonly any[]
  /** What is written, and what is read back. */
  readonly values: readonly any[]
  readonly stored: readonly any[]
  readonly isSet: boolean
  readonly isHash: boolean
  readonly isBytes: boolean
  readonly keyLength: number
  readonly heap: Heap | undefined
  map: any
  oracle = new Oracle()
  readonly live: Live[] = []
  /** Clones that were left behind. */
  readonly left: { map: any; oracle: Oracle }[] = []
  /** How many callbacks are under way. */
  depth = 0
  /** Whether memory may run out now. */
  isHungry = false
  private ballast: Ballast | undefined = undefined

  constructor(
    readonly setup: Setup,
    private readonly wrap: Wrap = map => map,
  ) {
    const { keys, values, count, isCrowded } = setup
    this.list = keyList(keys, count, isCrowded === true)
    this.keys = this.list.keys
    this.ids = this.list.ids
    const lists = valueList(values)
    this.values = lists.values
    this.stored = lists.stored
    this.isSet = values === undefined
    this.isHash = keys === HASH
    this.isBytes = this.list.bytes !== undefined
    this.keyLength = kindOf(keys).options?.keyLength ?? 0
    seedLibrary(setup.seed)
    this.heap = heapOf(setup)
    this.map = this.create(setup.capacity === undefined ? {} : { capacity: setup.capacity })
    this.setPartition(setup.partitionFrom ?? 0)
    this.crowd()
  }

  get Class(): any {
    const { keys } = this.setup
    return (classes as any)[`${this.isHash ? HASH : kindOf(keys).name}${this.isSet ? 'Set' : 'Map'}`]
  }

  /** The options of every map of this stream. */
  options(own: object = {}): any {
    const { values } = this.setup
    return {
      ...own,
      ...(values !== undefined && { values }),
      ...(this.keyLength > 0 && { keyLength: this.keyLength }),
      ...(this.heap !== undefined && { heap: this.heap }),
    }
  }

  create(own: object = {}, entries?: unknown): any {
    const options = this.options(own)
    return this.wrapped(entries === undefined ? new this.Class(options) : new this.Class(entries, options))
  }

  wrapped(map: any): any {
    return this.wrap(map)
  }

  /** The number of a key, from any number. */
  at(i: number): number {
    return i % this.setup.count
  }

  /** The exports of the instance that the map is in. Precondition: there is one. */
  exports(): any {
    if (this.heap === undefined) return theSpace().exports
    const probe = new library.Int32Map({ heap: this.heap })
    return (bodyOf(probe, 'probe').engine as any).space.exports
  }

  /** After some more allocations, memory is out. */
  starve(allocations: number): void {
    this.feed()
    if (isChecked) this.exports().heapBudget(allocations)
    else {
      this.ballast = new Ballast(this.exports())
      this.ballast.drop(allocations)
    }
    this.isHungry = true
  }

  feed(): void {
    if (!this.isHungry) return
    if (isChecked) this.exports().heapBudget(PLENTY)
    this.ballast?.throwOff()
    this.ballast = undefined
    this.isHungry = false
  }

  private setPartition(bits: number): void {
    if (isWasm) this.exports().partitionFrom(bits)
    else twinPartitionFrom(bits === 0 ? 99 : bits)
  }

  /** The hash can be fixed while a table is empty. */
  crowd(): void {
    if (this.setup.isCrowded !== true || this.map.size > 0) return
    setWords(this.map, 0n, 0n, 0n)
    if (kindOf(this.setup.keys).crowded !== undefined) zeroWords(this.map)
  }

  value(j: number): any {
    return this.values[j & VALUE_MASK]
  }

  storedValue(j: number): any {
    return this.stored[j & VALUE_MASK]
  }

  /** Compares one key. */
  compare(at: number, map = this.map, oracle = this.oracle): void {
    const key = this.keys[at]
    const entry = oracle.entries.get(this.ids[at])
    const is = map.has(key)
    if (is !== (entry !== undefined)) differ('has', key, is, !is)
    if (this.isSet) return
    const got = map.get(key)
    if (!Object.is(got, entry?.value)) differ('get', key, got, entry?.value)
  }

  compareSize(when: string): void {
    const { size } = this.map
    if (size !== this.oracle.size) mismatch(`size after ${when} is ${size}, not ${this.oracle.size}`)
  }
}
