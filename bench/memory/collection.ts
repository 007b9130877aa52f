/** How long a major collection takes with a large map alive, and without it. */
import { median } from '../common/statistics.js'
import type { Factory } from '../common/table.js'
import { insert, verify, warmUp } from './chunks.js'
import type { CollectionSpec, CollectionTimes } from './spec.js'

const SAMPLES = 7

/** The first ones have the garbage of the past to clear and young objects to move. */
const UNTIMED = 3

const collect = () => {
  const begin = performance.now()
  globalThis.gc!()
  return performance.now() - begin
}

const collectionTime = () => {
  for (let i = 0; i < UNTIMED; i++) collect()
  return median(Array.from({ length: SAMPLES }, collect))
}

export const measureCollection = (spec: CollectionSpec, seed: number, factory: Factory): CollectionTimes => {
  const source = { key: spec.key, seed }
  // Named, so that no collection between two measurements frees it.
  const small = warmUp(source, factory)
  factory.dispose(small)
  const alone = collectionTime()
  const table = factory.create()
  insert(source, table, 0, spec.n)
  const held = collectionTime()
  verify(source, table, spec.n)
  return { alone, held }
}
