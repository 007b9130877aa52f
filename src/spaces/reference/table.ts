// A table of the twin, whatever its layout: what operations, engines and iterations ask of one. It needs no Wasm.
//
// A slot is a number that is good until the table is asked for another one; ABSENT stands for none.

import { Number, Uint32Array } from '../../basics/builtins.js'
import type { Scalar } from '../../kinds/kind.js'
import type { StagePlace } from '../engine.js'
import { type HashWords, nextWords } from './hash.js'
import { type KeyRules, type KeyWire, rulesOf, type TwinKey, type ValueWire } from './wires.js'

/** In place of a slot: the key is not there, or memory is out. */
export const ABSENT = -1

/** How an inspection shows keys and values of a table. */
export interface Shown {
  key(key: TwinKey): unknown
  /** Absent in sets. */
  value: ((value: Scalar) => unknown) | undefined
}

export abstract class TwinTable {
  count = 0
  generation = 0
  /** Whether the last `assign` inserted its key. */
  isNew = false
  /** Entries announced by the caller, for the first memory. */
  hint: number
  readonly keyWire: KeyWire
  readonly valueWire: ValueWire
  readonly rules: KeyRules
  /** State of the generator of hash words, and the words. */
  readonly random: Uint32Array
  readonly words: HashWords
  /** The words of before each rehash, oldest first: iterations that began then go by them. */
  formerWords: HashWords[] = []

  constructor(key: KeyWire, value: ValueWire, hint: number, random: Uint32Array) {
    this.keyWire = key
    this.valueWire = value
    this.hint = hint
    this.rules = rulesOf(key)
    this.random = random
    this.words = new Uint32Array(this.rules.words)
  }

  /** The key as it is stored. */
  encode(key: TwinKey): TwinKey {
    return this.rules.encode(key)
  }
  /** 32 bits of seeded hash of an encoded key. */
  hash(key: TwinKey): number {
    return this.rules.hash(this.words, key)
  }

  /** Draws new words. Precondition: no entry. */
  reseed(): void {
    nextWords(this.random, this.words)
    this.generation++
  }

  /** The slot of an encoded key, or ABSENT. */
  abstract find(key: TwinKey): number
  /** The slot of an encoded key, inserted if it is new, or ABSENT when memory is out. */
  abstract assign(key: TwinKey): number
  /** Removes an encoded key. Returns its former slot, whose value can still be read, or ABSENT. */
  abstract remove(key: TwinKey): number
  abstract readSlot(slot: number): Scalar
  abstract writeSlot(slot: number, value: Scalar): void

  abstract clear(): void
  /** A table with the same entries and words, or undefined when memory is out. */
  abstract clone(): TwinTable | undefined
  /** Makes room for `n` entries. False when memory is out. */
  abstract reserve(n: number): boolean
  abstract shrink(): boolean

  /** Bits of a number that tells where a hash has its home, and that number: see many.ts. */
  abstract indexBits(): number
  abstract indexOf(hash: number): number

  abstract baseBits(): number
  /** See StagePlace and iterate.ts of the layout. */
  abstract stage(place: StagePlace<TwinTable>): void

  abstract stats(): object
  abstract inspect(shown: Shown): object
}

/** Puts an entry behind those that are staged. Precondition: there is room for it. */
export function stageEntry(place: StagePlace<TwinTable>, key: TwinKey, value: Scalar | undefined): void {
  const { shift, keyScalar, valueScalar, staging } = place
  const word = place.count++ << shift
  if (keyScalar === undefined) place.keys[place.count - 1] = typeof key === 'object' ? key.slice() : key
  else keyScalar.write(staging, word, key as Scalar)
  if (valueScalar !== undefined) valueScalar.write(staging, word + shift, value!)
  else if (value !== undefined) staging.words[word + shift] = Number(value)
}

/** The bits of an unsigned 32-bit integer, last to first. */
export function reverse(x: number): number {
  x = ((x & 0x55555555) << 1) | ((x >>> 1) & 0x55555555)
  x = ((x & 0x33333333) << 2) | ((x >>> 2) & 0x33333333)
  x = ((x & 0x0f0f0f0f) << 4) | ((x >>> 4) & 0x0f0f0f0f)
  x = ((x & 0x00ff00ff) << 8) | ((x >>> 8) & 0x00ff00ff)
  return ((x << 16) | (x >>> 16)) >>> 0
}
