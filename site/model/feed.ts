// Keys and operations for playing: the same ones after every reset, so that what is seen can be seen again.

import { BUCKET_SLOTS, LONGEST_CHAIN, MIN_TOPHASH } from '../../src/generated/constants.js'
import type { Key, KeyKind } from './keys.js'
import { mix } from './mix.js'

/** `hostile` keys all belong to one bucket; `twins` have the same tophash as well. They need to see the seed. */
export type Source = 'random' | 'sequential' | 'hostile' | 'twins'
export type Mode = 'insert' | 'mixed' | 'replace' | 'lookup'

export type Operation =
  | { kind: 'set'; key: Key; value: number }
  | { kind: 'get' | 'delete'; key: Key }
  | { kind: 'clear' | 'shrink' }

/** Hash bits that hostile keys share: the low ones, beyond which a large table tells them apart. */
const HOSTILE_MASK = 2 ** 10 - 1
/** Twins share fewer low bits, as finding keys that also share the top 8 takes 256 times as long. */
const TWIN_MASK = 2 ** 5 - 1
/** Any low bits and any tophash do. */
const TARGET = 0b10_1101_0101
const TARGET_TOP = 0x9e

/** Of these, a table has no more: with one more in a bucket it would draw another hash, which nobody can foretell. */
export const MOST_TOGETHER = LONGEST_CHAIN * BUCKET_SLOTS

/** The keys of a table, to pick some from. */
export class Roster {
  readonly #keys: Key[] = []
  readonly #places = new Map<Key, number>()

  get size(): number {
    return this.#keys.length
  }

  at(index: number): Key {
    return this.#keys[index]!
  }

  add(key: Key): void {
    if (this.#places.has(key)) return
    this.#places.set(key, this.#keys.length)
    this.#keys.push(key)
  }

  delete(key: Key): void {
    const place = this.#places.get(key)
    if (place === undefined) return
    this.#places.delete(key)
    const last = this.#keys.pop()!
    if (last === key) return
    this.#keys[place] = last
    this.#places.set(last, place)
  }

  clear(): void {
    this.#keys.length = 0
    this.#places.clear()
  }
}

export class Feed {
  /** Keys that were made, by source. */
  readonly #made: Record<Source, number> = { random: 0, sequential: 0, hostile: 0, twins: 0 }
  readonly #keys: KeyKind
  #turn = 0

  constructor(keys: KeyKind) {
    this.#keys = keys
  }

  /** The next operation; `value` is what a `set` stores. */
  next(source: Source, mode: Mode, roster: Roster, words: Uint32Array, value: number): Operation {
    const turn = this.#turn++
    if (mode === 'lookup') return { kind: 'get', key: this.#lookedUp(turn, source, roster, words) }
    const deletes = mode === 'mixed' ? turn % 3 === 2 : mode === 'replace' && turn % 2 === 0
    if (deletes && roster.size > 0) return { kind: 'delete', key: pick(roster, turn) }
    const isFull = (source === 'hostile' || source === 'twins') && roster.size >= MOST_TOGETHER
    return { kind: 'set', key: isFull ? pick(roster, turn) : this.#key(source, words), value }
  }

  /** Two of three are there. */
  #lookedUp(turn: number, source: Source, roster: Roster, words: Uint32Array): Key {
    return roster.size > 0 && turn % 3 !== 2 ? pick(roster, turn) : this.#key(source, words)
  }

  #key(source: Source, words: Uint32Array): Key {
    const { hash, random, inOrder } = this.#keys
    if (source === 'random') return random(++this.#made.random)
    if (source === 'sequential') return inOrder(this.#made.sequential++)
    const isWanted = source === 'hostile' ? isHostile : isTwin
    let i = this.#made[source]
    while (!isWanted(hash(words, inOrder(i)))) i++
    this.#made[source] = i + 1
    return inOrder(i)
  }
}

function isHostile(h: number): boolean {
  return (h & HOSTILE_MASK) === TARGET
}

function isTwin(h: number): boolean {
  return (h & TWIN_MASK) === (TARGET & TWIN_MASK) && h >>> 24 === TARGET_TOP
}

function pick(roster: Roster, turn: number): Key {
  return roster.at((mix(turn ^ 0x5bd1e995) >>> 0) % roster.size)
}

/** The byte that a hash leaves in a bucket. */
export function topOf(h: number): number {
  const top = h >>> 24
  return top < MIN_TOPHASH ? top + MIN_TOPHASH : top
}
