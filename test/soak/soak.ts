// What goes on for hours: one deed after another on maps of every class, kind and place.

import { Heap } from '../../src/index.js'
import { numbersOf } from '../fuzz/random.js'
import { VALUE_KINDS } from '../model/kinds.js'
import { drawDeed } from './deeds.js'
import { LABELS, Resident } from './resident.js'

/** Entries: one bucket, some, tables that a growth takes a while in. */
const SIZES = [6, 40, 300, 2500]

/** Every kind of keys with every kind of values, in the common memory and in a heap, at one size each. */
function residentsOf(heap: Heap): Resident[] {
  const residents: Resident[] = []
  for (const place of [undefined, heap]) {
    for (const keys of LABELS) {
      for (const values of [undefined, ...VALUE_KINDS]) {
        // All pairs come to each size in turn.
        const size = SIZES[(residents.length + (residents.length >> 3)) % SIZES.length]!
        const form = {
          keys,
          size,
          ...(values !== undefined && { values }),
          ...(place !== undefined && { heap: place }),
        }
        residents.push(new Resident(form))
      }
    }
  }
  return residents
}

export class Soak {
  readonly residents: readonly Resident[]
  operations = 0
  /** How often each deed was done. */
  readonly done: Record<string, number> = {}
  private readonly next: () => number

  /** @param heap where half of the maps are */
  constructor(
    readonly seed: number,
    heap = new Heap(),
  ) {
    this.next = numbersOf(seed)
    this.residents = residentsOf(heap)
  }

  /** One deed on one map. */
  step(): void {
    const { next, residents } = this
    const resident = residents[next() % residents.length]!
    const { name, deed } = drawDeed(resident, next)
    try {
      this.operations += deed(resident, next)
      resident.checkSize(name)
    } catch (error) {
      const where = `--seed ${this.seed}, ${this.operations} operations, ${name} of ${resident.name}`
      throw new Error(`${where}: ${(error as Error).message}`, { cause: error })
    }
    this.done[name] = (this.done[name] ?? 0) + 1
  }

  /** Compares all entries of all maps. */
  verify(): void {
    for (const resident of this.residents) this.operations += resident.verify()
  }
}
