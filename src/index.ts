// tophash: maps and sets in WebAssembly.

export type { AnyInspection } from './any/any-keys.js'
export { indexMany, joinMany } from './any/columns.js'
export { HashMap } from './any/hash-map.js'
export { HashSet } from './any/hash-set.js'
export type {
  AnyOptions,
  BigIntOptions,
  MapOptions,
  NumberOptions,
  TableOptions,
} from './body/options.js'
export * from './generated/buckets/index.js'
export type { BytesLike, KeyLengthOption, ManyBytes } from './kinds/bytes.js'
export type { ValueKind } from './kinds/index.js'
export type { PackedKeys } from './kinds/packed.js'
export type { PartKind } from './kinds/parts.js'
export type { ManyStrings } from './kinds/string.js'
export type { Indexed, Joined } from './many/columns.js'
export { init } from './spaces/buckets/init.js'
export { Heap } from './spaces/heap/buckets.js'
export type { InspectedBucket, InspectedSlot, Inspection, Stats } from './spaces/layouts/buckets.js'
