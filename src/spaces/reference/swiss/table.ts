// A map of small tables that split, after Go's of 1.24, in plain TypeScript.

import { isArray } from '../../../basics/builtins.js'
import { GROUP_SLOTS } from '../../../generated/constants.js'
import type { Scalar } from '../../../kinds/kind.js'
import type { StagePlace } from '../../engine.js'
import type { SwissInspection, SwissStats } from '../../layouts/swiss.js'
import { ABSENT, type Shown, type TwinTable } from '../table.js'
import type { TwinKey } from '../wires.js'
import { inspectTables, statsOf } from './figures.js'
import { isOverflowed, makeWay, tagPlace } from './group.js'
import { isCrowded, isTooFar, makeRoom } from './grow.js'
import { stage } from './iterate.js'
import { CONTROL, type Groups, homeOf, placeOf, SwissLayout, tagOf } from './layout.js'
import { clearTable, cloneTable, rehash, reserveTable, shrinkTable } from './rebuild.js'

/** The slot in a table of an encoded key with hash `h`, or ABSENT. */
function findIn(t: SwissLayout, table: Groups, key: TwinKey, h: number): number {
  const { rules } = t
  const { control, keys, n } = table
  const tag = tagOf(t, h)
  let group = homeOf(t, table, h)
  for (let step = 1; step <= n; step++) {
    const word = group * CONTROL
    const first = group * GROUP_SLOTS
    for (let i = 0; i < GROUP_SLOTS; i++) {
      if (control[word + i] === tag && rules.same(keys[first + i]!, key)) return first + i
    }
    if (!isOverflowed(table, group, tag)) return ABSENT
    group = (group + step) & (n - 1)
  }
  return ABSENT
}

export class SwissTable extends SwissLayout {
  find(key: TwinKey): number {
    const h = this.hash(key)
    this.at = this.directory[placeOf(this, h)]!
    return findIn(this, this.at, key, h)
  }

  assign(key: TwinKey): number {
    const h = this.hash(key)
    const table = this.directory[placeOf(this, h)]!
    const found = findIn(this, table, key, h)
    if (found !== ABSENT) {
      this.at = table
      this.isNew = false
      return found
    }
    if (table.left <= 0) {
      if (isCrowded(this, table) && rehash(this)) return this.assign(key)
      return makeRoom(this, h) ? this.assign(key) : ABSENT
    }
    if (isTooFar(this, table, h) && rehash(this)) return this.assign(key)
    const slot = makeWay(this, table, h)
    table.keys[slot] = this.rules.own(key)
    table.control[tagPlace(slot)] = tagOf(this, h)
    table.left--
    this.count++
    this.at = table
    this.isNew = true
    return slot
  }

  remove(key: TwinKey): number {
    const slot = this.find(key)
    if (slot === ABSENT) return ABSENT
    const { at } = this
    const place = tagPlace(slot)
    const tag = at.control[place]!
    at.control[place] = 0
    // What a search must go on behind is not given back before the table is tidied up.
    if (!isOverflowed(at, (slot - (slot % GROUP_SLOTS)) / GROUP_SLOTS, tag)) at.left++
    // A reference would keep the key alive.
    if (isArray(at.keys)) at.keys[slot] = undefined
    if (--this.count === 0) this.reseed()
    return slot
  }

  readSlot(slot: number): Scalar {
    return this.at.values![slot]!
  }

  writeSlot(slot: number, value: Scalar): void {
    this.at.values![slot] = value
  }

  emptyCopy(hint: number): SwissTable {
    const copy = new SwissTable(this.keyWire, this.valueWire, hint, this.random.slice())
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
    return this.depth + this.tableBits
  }

  indexOf(hash: number): number {
    return (placeOf(this, hash) << this.tableBits) | (hash >>> (32 - this.tableBits))
  }

  baseBits(): number {
    return this.depth
  }

  stage(place: StagePlace<TwinTable>): void {
    stage(this, place)
  }

  stats(): SwissStats {
    return statsOf(this)
  }

  inspect(shown: Shown): SwissInspection {
    return inspectTables(this, shown)
  }
}
