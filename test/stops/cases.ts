// Which cases a run sweeps over.

import type { Kind } from './kinds.js'
import { OPERATIONS } from './operations.js'
import { STATES } from './states.js'
import { type Case, isBroad, isThorough } from './sweep.js'

/**
 * All operations in all states, of kinds that differ in their values: each with one of them in its turn, or with all.
 *
 * @param share of how many cases one is taken, unless more are wanted
 */
export function casesOf(kinds: readonly Kind[], share = 1, operations = OPERATIONS): Case[] {
  const cases: Case[] = []
  let turn = 0
  let chosen = 0
  for (const state of STATES) {
    for (const operation of operations) {
      turn++
      if (!isBroad && turn % share !== 0) continue
      const fitting = kinds.filter(kind => (state.fits?.(kind) ?? true) && (operation.fits?.(kind) ?? true))
      const some = isThorough || fitting.length === 0 ? fitting : [fitting[chosen++ % fitting.length]!]
      cases.push(...some.map(kind => ({ kind, state, operation })))
    }
  }
  return cases
}
