// A map anew, in one go: clone, reserve, shrink.

import { assign } from '../../../basics/builtins.js'
import { mixEntropy, nextWords } from '../hash.js'
import type { TwinKey } from '../wires.js'
import { eachEntry, placeCopy } from './group.js'
import { allocateTables, makeRoom } from './grow.js'
import { bitsFor, type Groups, placeOf, type SwissLayout, tablesOf } from './layout.js'

/** Appends an entry whose key is not in the map. False when memory is out. */
function appendEntry(t: SwissLayout, from: Groups, slot: number): boolean {
  const h = t.hash(from.keys[slot] as TwinKey)
  while (t.directory[placeOf(t, h)]!.left <= 0) if (!makeRoom(t, h)) return false
  const table = t.directory[placeOf(t, h)]!
  placeCopy(t, table, h, from, slot)
  table.left--
  t.count++
  return true
}

/** A map with the entries and words of `t` in 2^bits groups or more, or undefined when memory is out. */
function copyMap(t: SwissLayout, bits: number): SwissLayout | undefined {
  const copy = t.emptyCopy(t.hint)
  return copyEntries(t, copy, bits) ? copy : undefined
}

/** Gives an empty map tables of 2^bits groups or more and the entries of `t`. False when memory is out. */
function copyEntries(t: SwissLayout, copy: SwissLayout, bits: number): boolean {
  copy.generation = t.generation
  copy.formerWords = t.formerWords
  let isCopied = allocateTables(copy, bits)
  for (const table of tablesOf(t)) {
    eachEntry(table, slot => {
      isCopied &&= appendEntry(copy, table, slot)
    })
  }
  return isCopied
}

export function cloneTable(t: SwissLayout): SwissLayout | undefined {
  return t.count === 0 ? t.emptyCopy(0) : copyMap(t, bitsFor(t.tableBits, t.count))
}

/** Moves the entries to tables of 2^bits groups. False, and nothing changed, when memory is out. */
function rebuild(t: SwissLayout, bits: number): boolean {
  const copy = copyMap(t, bits)
  if (copy === undefined) return false
  replace(t, copy)
  return true
}

/** Former words that a map has at most. */
const MOST_FORMERS = 32

/** Draws another hash, in one go: the twin has no need to divide the work. False after too many, or when memory is out. */
export function rehash(t: SwissLayout): boolean {
  if (t.formerWords.length >= MOST_FORMERS) return false
  const copy = t.emptyCopy(t.hint)
  mixEntropy(copy.random)
  nextWords(copy.random, copy.words)
  if (!copyEntries(t, copy, bitsFor(t.tableBits, t.count + 1))) return false
  t.formerWords = [...t.formerWords, t.words.slice()]
  t.words.set(copy.words)
  t.random.set(copy.random)
  replace(t, copy)
  return true
}

/** Gives a map the tables of a copy. */
function replace(t: SwissLayout, copy: SwissLayout): void {
  const { directory, depth, tables, groups, free, spare, at } = copy
  assign(t, { directory, depth, tables, groups, free, spare, at })
}

export function reserveTable(t: SwissLayout, n: number): boolean {
  const bits = bitsFor(t.tableBits, n)
  if (t.tables === 0) {
    // A hint that is more than is asked for now is no more than a hint.
    const hinted = bitsFor(t.tableBits, t.hint)
    return (hinted > bits && allocateTables(t, hinted)) || allocateTables(t, bits)
  }
  return t.groups >= 2 ** bits || rebuild(t, bits)
}

export function clearTable(t: SwissLayout): void {
  t.setEmpty()
  t.hint = 0
  t.reseed()
}

export function shrinkTable(t: SwissLayout): boolean {
  if (t.count === 0) {
    clearTable(t)
    return true
  }
  const bits = bitsFor(t.tableBits, t.count)
  if (t.groups < 2 * 2 ** bits && t.free === 0 && t.spare === 0) return true
  return rebuild(t, bits)
}
