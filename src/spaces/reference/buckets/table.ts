// A table of buckets: Go's map of before 1.24 in plain TypeScript.

import { floor, isArray, log2 } from '../../../basics/builtins.js'
import { EMPTY_ONE, EMPTY_REST, MIN_TOPHASH, BUCKET_SLOTS as SLOTS } from '../../../generated/constants.js'
import type { Scalar } from '../../../kinds/kind.js'
import type { StagePlace } from '../../engine.js'
import type { Inspection, Stats } from '../../layouts/buckets.js'
import { ABSENT, type Shown, type TwinTable } from '../table.js'
import type { TwinKey } from '../wires.js'
import { inspectBuckets, statsOf } from './figures.js'
import {
  appendOverflow,
  clearTable,
  cloneTable,
  growWork,
  longestChain,
  makeRoom,
  noteOverflow,
  rehash,
  reserveTable,
  shrinkTable,
} from './grow.js'
import { stage } from './iterate.js'
import { BucketLayout, type Buckets, chainOf, homeOf, NONE, topHash } from './layout.js'

function slotIn(inExtra: boolean, at: number): number {
  return inExtra ? -2 - at : at
}

/** The buckets that a slot is in, and its place there. */
function bucketsOf(t: BucketLayout, slot: number): Buckets {
  return slot < 0 ? t.extra : t.main
}
function placeOf(slot: number): number {
  return slot < 0 ? -2 - slot : slot
}

export class BucketTable extends BucketLayout {
  find(key: TwinKey): number {
    const { rules } = this
    const h = this.hash(key)
    const top = topHash(h)
    let place = homeOf(this, h)
    let buckets = this.main
    do {
      const { tops, keys } = buckets
      const end = place * SLOTS + SLOTS
      for (let at = place * SLOTS; at < end; at++) {
        if (tops[at] === top && rules.same(keys[at]!, key)) return slotIn(buckets !== this.main, at)
      }
      if (tops[end - 1] === EMPTY_REST) return ABSENT
      place = buckets.next[place]!
      buckets = this.extra
    } while (place !== NONE)
    return ABSENT
  }

  assign(key: TwinKey): number {
    const { rules } = this
    const h = this.hash(key)
    const top = topHash(h)
    if (this.growing) growWork(this)
    let place = homeOf(this, h)
    let inExtra = false
    let room = ABSENT
    for (;;) {
      const buckets = inExtra ? this.extra : this.main
      const { tops, keys } = buckets
      const end = place * SLOTS + SLOTS
      for (let at = place * SLOTS; at < end; at++) {
        const state = tops[at]!
        if (state === top && rules.same(keys[at]!, key)) {
          this.isNew = false
          return slotIn(inExtra, at)
        }
        if (state < MIN_TOPHASH && room === ABSENT) room = slotIn(inExtra, at)
      }
      const next = buckets.next[place]!
      if (tops[end - 1] === EMPTY_REST || next === NONE) break
      place = next
      inExtra = true
    }
    if (this.count >= this.limit) return makeRoom(this) ? this.assign(key) : ABSENT
    if (room === ABSENT) {
      if (chainOf(this, homeOf(this, h)).length >= longestChain(this) && rehash(this)) return this.assign(key)
      room = slotIn(true, appendOverflow(this, inExtra, place) * SLOTS)
      fill(this, room, top, key)
      noteOverflow(this)
      return room
    }
    return fill(this, room, top, key)
  }

  remove(key: TwinKey): number {
    if (this.growing) growWork(this)
    const slot = this.find(key)
    if (slot === ABSENT) return ABSENT
    markEmpty(this, slot, chainOf(this, homeOf(this, this.hash(key))))
    // A reference would keep the key alive.
    if (isArray(this.main.keys)) bucketsOf(this, slot).keys[placeOf(slot)] = undefined
    if (--this.count === 0) this.reseed()
    return slot
  }

  readSlot(slot: number): Scalar {
    return bucketsOf(this, slot).values![placeOf(slot)]!
  }

  writeSlot(slot: number, value: Scalar): void {
    bucketsOf(this, slot).values![placeOf(slot)] = value
  }

  emptyCopy(hint: number): BucketTable {
    const copy = new BucketTable(this.keyWire, this.valueWire, hint, this.random.slice())
    copy.words.set(this.words)
    return copy
  }

  clear(): void {
    clearTable(this)
  }

  clone(): TwinTable | undefined {
    return cloneTable(this)
  }

  reserve(n: number): boolean {
    return reserveTable(this, n)
  }

  shrink(): boolean {
    return shrinkTable(this)
  }

  indexBits(): number {
    return this.B
  }

  indexOf(hash: number): number {
    return hash & this.mask
  }

  baseBits(): number {
    return this.growing ? log2(this.oldmask + 1) : this.B
  }

  stage(place: StagePlace<TwinTable>): void {
    stage(this, place)
  }

  stats(): Stats {
    return statsOf(this)
  }

  inspect(shown: Shown): Inspection {
    return inspectBuckets(this, shown)
  }
}

function fill(t: BucketLayout, slot: number, top: number, key: TwinKey): number {
  const buckets = bucketsOf(t, slot)
  buckets.tops[placeOf(slot)] = top
  buckets.keys[placeOf(slot)] = t.rules.own(key)
  t.count++
  t.isNew = true
  return slot
}

/** Marks a slot of a chain as empty and, if none behind it is full, as behind the last entry, with those before it. */
function markEmpty(t: BucketLayout, slot: number, chain: [Buckets, number][]): void {
  const at = placeOf(slot)
  let link = chain.findIndex(([buckets, place]) => buckets === bucketsOf(t, slot) && place === floor(at / SLOTS))
  let index = at % SLOTS
  const stateAt = (l: number, i: number) => chain[l]![0].tops[chain[l]![1] * SLOTS + i]!
  const setState = (l: number, i: number, state: number) => {
    chain[l]![0].tops[chain[l]![1] * SLOTS + i] = state
  }
  setState(link, index, EMPTY_ONE)
  const isLast = index === SLOTS - 1 ? link === chain.length - 1 : false
  const after = isLast ? EMPTY_REST : index === SLOTS - 1 ? stateAt(link + 1, 0) : stateAt(link, index + 1)
  if (after !== EMPTY_REST) return
  do {
    setState(link, index, EMPTY_REST)
    if (--index < 0) {
      link--
      index = SLOTS - 1
    }
  } while (link >= 0 && stateAt(link, index) === EMPTY_ONE)
}
