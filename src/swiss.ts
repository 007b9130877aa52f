// tophash/swiss: the maps and sets of tophash over another layout, groups in small tables that split, after Go 1.24.

import type { AnyInspection as AnyInspectionOf } from './any/any-keys.js'
import type { SwissInspection } from './spaces/layouts/swiss.js'

/** The tables of a map or set of any keys, as plain objects; `rest` are the entries beside them. */
export type AnyInspection = AnyInspectionOf<SwissInspection>
export type {
  AnyOptions,
  BigIntOptions,
  MapOptions,
  NumberOptions,
  TableOptions,
} from './body/options.js'
export { indexMany, joinMany } from './generated/swiss/columns.js'
export { HashMap } from './generated/swiss/hash-map.js'
export { HashSet } from './generated/swiss/hash-set.js'
export * from './generated/swiss/index.js'
export type { BytesLike, KeyLengthOption, ManyBytes } from './kinds/bytes.js'
export type { ValueKind } from './kinds/index.js'
export type { PackedKeys } from './kinds/packed.js'
export type { PartKind } from './kinds/parts.js'
export type { ManyStrings } from './kinds/string.js'
export type { Indexed, Joined } from './many/columns.js'
export { Heap } from './spaces/heap/swiss.js'
export type {
  InspectedGroup,
  InspectedTable,
  SwissInspection as Inspection,
  SwissSlot as InspectedSlot,
  SwissStats as Stats,
} from './spaces/layouts/swiss.js'
export { init } from './spaces/swiss/init.js'
