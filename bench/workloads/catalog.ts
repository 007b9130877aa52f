/** All workloads, in the order of the table. */
import { accidentallyQuadratic } from './accidentally-quadratic.js'
import { billionRows } from './billion-rows.js'
import { copy } from './copy.js'
import { groupBy } from './group-by.js'
import { insertHugeInt } from './insert-huge-int.js'
import { iterateIntegers } from './iterate-integers.js'
import { join } from './join.js'
import { kNucleotide } from './k-nucleotide.js'
import { randomDistinct } from './random-distinct.js'
import { randomFind } from './random-find.js'
import { randomFindString } from './random-find-string.js'
import { randomInsertErase } from './random-insert-erase.js'
import type { Workload } from './workload.js'

export const WORKLOADS: readonly Workload[] = [
  billionRows,
  ...groupBy,
  ...join,
  kNucleotide,
  insertHugeInt,
  ...randomDistinct,
  ...randomInsertErase,
  ...randomFind,
  ...randomFindString,
  iterateIntegers,
  copy,
  accidentallyQuadratic,
]

export const workloadNamed = (name: string): Workload => {
  const found = WORKLOADS.find(workload => workload.name === name)
  if (!found) throw new Error(`there is no workload ${name}`)
  return found
}
