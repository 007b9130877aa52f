// A memory so small that it can be filled: in builds that do not count allocations, it runs out because there is none.

import { readFileSync } from 'node:fs'
import type { Exports } from '../../src/generated/wasm/exports.js'
import { makeWith } from '../space.js'

const PAGE = 65536
const FEWEST_PAGES = 16
/** 128 MiB: what streams of up to 2000 keys take, and what they leave to the collector meanwhile. */
const MOST_PAGES = 2048

let isMade = false

/** Makes the space of this process, of a binary, with a memory of at most 128 MiB. */
export function makeTight(file: string | URL): void {
  makeWith(new WebAssembly.Module(readFileSync(file)), FEWEST_PAGES, MOST_PAGES)
  isMade = true
}

/** Whether the common memory can be filled. */
export const isTight = () => isMade

/** Bytes of a region for one key. */
const KEY_BYTES = 37
/** A region of so many is as large as some tables with an array of one bucket. */
const FEW_KEYS = 64

/** Takes all that is free: most of it as a region for many keys, the rest as small tables. */
export class Ballast {
  private readonly tables: number[] = []

  /** Precondition: no chunk of keys is divided until it is thrown off. */
  constructor(private readonly exports: Exports) {
    this.takeRegion()
    for (let keys = 1 << 14; keys >= 1; keys >>= 1) while (this.takeTable(keys));
  }

  /** The largest region that there is room for, but for that of a few tables. */
  private takeRegion(): void {
    const { exports } = this
    let keys = 0
    for (let step = 2 ** Math.floor(Math.log2((MOST_PAGES * PAGE) / KEY_BYTES)); step >= 1; step /= 2) {
      if (exports.partitionRegion(keys + step) !== 0) keys += step
    }
    exports.partitionRegion(Math.max(0, keys - FEW_KEYS))
  }

  /** A table with an array for some keys, or, where there is no room for that, without one. */
  private takeTable(keys: number): boolean {
    const { exports, tables } = this
    const table = exports.tableCreate(0, 0, 0)
    if (table === 0) return false
    tables.push(table)
    return exports.u32NoneReserve(table, keys) !== 0
  }

  /** Makes room again for as many small tables. */
  drop(count: number): void {
    for (const table of this.tables.splice(-count, count)) this.exports.tableDestroy(table)
  }

  throwOff(): void {
    this.drop(this.tables.length)
    this.exports.partitionRelease()
  }
}
