// Looking into a table of buckets.

import { arrayFrom } from '../../basics/builtins.js'
import { MIN_TOPHASH } from '../../generated/constants.js'
import type { Exports } from '../../generated/wasm/exports.js'
import { BUCKETS, type InspectedBucket, type Inspection, type Stats } from '../layouts/buckets.js'
import type { Looking, View } from '../wasm/view.js'

function stats(exports: Exports, table: number): Stats {
  const size = exports.tableCount(table) >>> 0
  const buckets = exports.tableBuckets(table)
  return {
    size,
    B: exports.tableBits(table),
    buckets,
    overflowBuckets: exports.tableOverflow(table),
    loadFactor: size / (buckets || 1),
    growing: exports.tableOldBuckets(table) !== 0,
    evacuated: exports.tableEvacuated(table),
    rehashes: exports.tableRehashes(table),
    bytes: exports.tableBytes(table),
  }
}

function inspect(engine: Looking, table: number): Inspection {
  const { exports } = engine.space
  const { size, B, growing, evacuated } = stats(exports, table)
  const inspection: Inspection = { size, B, growing, evacuated, chains: chainsOf(engine, table) }
  const former = exports.tableFormer(table)
  if (former !== 0) inspection.formerChains = chainsOf(engine, former)
  return inspection
}

function chainsOf(engine: Looking, table: number): Inspection['chains'] {
  const { pair, space } = engine
  const all = space.exports.tableBuckets(table)
  const chains: Inspection['chains'] = []
  for (let index = 0; index < all; index++) {
    const buckets: InspectedBucket[] = []
    let bucket = pair.chainAt(table, index)
    for (; bucket !== 0; bucket = pair.overflowOf(table, bucket)) buckets.push(bucketAt(engine, table, bucket >>> 0))
    if (buckets.length > 0) chains.push({ index, buckets })
  }
  return chains
}

function bucketAt(engine: Looking, table: number, at: number): InspectedBucket {
  const { exports, memory } = engine.space
  const tophashes = arrayFrom(memory.bytes.subarray(at, at + exports.tableSlots(table)))
  const slots = tophashes.map((tophash, i) =>
    tophash < MIN_TOPHASH ? null : { tophash, ...engine.entryAt(table, at, i) },
  )
  return { tophashes, slots }
}

export const BUCKETS_VIEW: View = { layout: BUCKETS, number: 0, stats, inspect }
