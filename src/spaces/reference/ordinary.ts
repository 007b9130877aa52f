// What the twin's classes use beside its operations; see ../buckets/ordinary.ts.

import { BUCKETS } from '../layouts/buckets.js'

export type { Buckets as Seen } from '../layouts/buckets.js'
export { enginesOf, enginesOf as stagedEnginesOf, NO_TABLE } from './engine.js'
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

/** The layout of the tables. */
export const LAYOUT = BUCKETS

/** There is none. */
export const memory = undefined

/** The twin takes a heap and does without. */
export function settle(_map: object, _body: object, _entries: unknown, _options: unknown): undefined {}

export function requireHeap(_where: string, _heap: object): void {}
