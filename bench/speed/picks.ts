/** The keys that operations ask for, a window at a time. */
import { gather } from '../data/keys.js'
import { makePicks, WINDOW } from '../data/picks.js'
import { stringKey } from '../data/strings.js'
import type { Bed } from './bed.js'

/** A list of picks, served one window at a time. */
export class Picks {
  readonly indices: Int32Array
  readonly keys: any[]
  /** Start of each window served, in order. */
  readonly served: number[] = []
  /** Start of the present window; it ends WINDOW further. */
  start = 0
  private next = 0

  constructor(
    private readonly bed: Bed,
    n: number,
  ) {
    this.indices = makePicks(n, bed.seed)
    this.keys = gather(bed.keys, this.indices) as any[]
  }

  /** Makes the next window the present one. */
  serve() {
    this.start = this.next
    this.next = (this.start + WINDOW) % this.indices.length
    this.served.push(this.start)
    if (this.bed.usesKeysUp) this.renew(this.start)
    return this.start
  }

  /** From their numbers and not by copying: that would bring the table's own keys into the cache. */
  private renew(start: number) {
    const { seed, row } = this.bed
    for (let j = start; j < start + WINDOW; j++) this.keys[j] = stringKey(this.indices[j]!, seed, row.order)
  }

  /** Calls back with the position in the list of every pick served so far, in order. */
  replay(callback: (position: number) => void) {
    for (const start of this.served) for (let j = start; j < start + WINDOW; j++) callback(j)
  }
}
