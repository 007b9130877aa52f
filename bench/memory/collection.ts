/** How long a major collection takes with a large map alive, and without it. */

import type { CollectionJob, CollectionTimes } from '../common/rows.js'
import { load } from '../grid/contestants.js'
import { median } from '../grid/results.js'
import { CHUNK, insert, verify } from './chunks.js'

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

export const measureCollection = async (job: CollectionJob): Promise<CollectionTimes> => {
  const factory = await load(job.implementation, job.key, 'int32', job.dist)
  const small = factory.create()
  insert(job, small, 0, 4 * CHUNK)
  verify(job, small, 4 * CHUNK)
  factory.dispose(small)
  const alone = collectionTime()
  const table = factory.create()
  insert(job, table, 0, job.n)
  const held = collectionTime()
  verify(job, table, job.n)
  return { alone, held }
}
