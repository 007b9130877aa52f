// What a deed is.

import type { Resident } from '../resident.js'

/** Leaves a map with as many entries as before. Draws numbers, and returns how many operations it was. */
export type Deed = (r: Resident, next: () => number) => number

export interface Definition {
  name: string
  deed: Deed
  /** How often it comes, relative to others. */
  weight: number
  /** Of which maps it is; of all if absent. */
  isFor?: (r: Resident) => boolean
}

/** From 1 to all entries of a map, mostly few. */
export function some(r: Resident, next: () => number): number {
  return Math.min(r.size, 1 + (next() % (next() % 8 === 0 ? r.size : 24)))
}

class Thrown extends Error {}

/** Something throws in the middle of a call, which must let it through. */
export function interrupt(): never {
  throw new Thrown()
}

/** Calls what is to be interrupted. */
export function interrupted(r: Resident, what: string, call: () => unknown): void {
  try {
    call()
  } catch (error) {
    if (error instanceof Thrown) return
    throw error
  }
  r.fail(`${what} went on after what it called had thrown`)
}

/** Calls what is to be refused. */
export function refused(r: Resident, what: string, call: () => unknown): void {
  try {
    call()
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return
    throw error
  }
  r.fail(`${what} took a wrong argument`)
}
