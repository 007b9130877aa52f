// All deeds there are, and which of them a map has.

import { CALLBACKS } from './deeds/callbacks.js'
import type { Definition } from './deeds/deed.js'
import { MANY } from './deeds/many.js'
import { SINGLE } from './deeds/single.js'
import { SELDOM, WHOLE } from './deeds/whole.js'
import type { Resident } from './resident.js'

const USUAL: readonly Definition[] = [...SINGLE, ...MANY, ...CALLBACKS, ...WHOLE]
export const DEEDS: readonly Definition[] = [...USUAL, SELDOM]

/** One of `SELDOM` comes to so many others. */
const SELDOM_ONCE_IN = 2000

const known = new Map<string, Definition[]>()

/** The deeds of a map, each as often as its weight. */
function deedsOf(r: Resident): Definition[] {
  const kind = `${r.form.keys} ${r.form.values}`
  let deeds = known.get(kind)
  if (deeds === undefined) {
    const own = USUAL.filter(({ isFor }) => isFor === undefined || isFor(r))
    deeds = own.flatMap(definition => Array<Definition>(definition.weight).fill(definition))
    known.set(kind, deeds)
  }
  return deeds
}

export function drawDeed(r: Resident, next: () => number): Definition {
  if (next() % SELDOM_ONCE_IN === 0) return SELDOM
  const deeds = deedsOf(r)
  return deeds[next() % deeds.length]!
}
