// What the twin's classes use beside its operations; see ../buckets/ordinary.ts.

import type { Rules } from '../../body/options.js'

export { enginesOf, enginesOf as stagedEnginesOf, layoutOf, NO_TABLE, tupleEnginesOf } from './engine.js'
export {
  isStaged,
  lacksMemory,
  type Probed,
  probeBytes,
  probeString,
  type Staged,
  stageBytes,
  stageRange,
  stageString,
} from './keys.js'
export type { TwinTable as Table } from './table.js'
export { probeParts, probeTuple } from './tuples.js'

/** A table is of buckets, or of small tables that split. */
export const HAS_LAYOUTS = true

/** There is none. */
export const memory = undefined

/** The twin takes a heap and does without. */
export function settle(_map: object, _body: object, _entries: unknown, _options: unknown): undefined {}

/** What is to be known of the options of HashMap and HashSet. */
export const RULES: Rules = { hasLayouts: HAS_LAYOUTS, requireHeap: () => {} }
