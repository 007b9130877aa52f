// tophash: maps and sets in WebAssembly.

export type { AnyInspection } from './classes/any-keys.js'
export type { BytesLike } from './classes/bytes.js'
export type { ManyBytes } from './classes/bytes-base.js'
export type { Indexed, Joined } from './classes/columns.js'
export type { PackedKeys } from './classes/packed.js'
export type { ManyStrings } from './classes/string-base.js'
export type { InspectedBucket, InspectedSlot, Inspection, Stats } from './engine.js'
export { HashMap, HashSet, indexMany, joinMany } from './generated/wasm/hash-classes.js'
export * from './generated/wasm/index.js'
export { Heap } from './heap/heap.js'
export type {
  AnyOptions,
  BigIntOptions,
  KeyLengthOption,
  MapOptions,
  NumberOptions,
  TableOptions,
  ValueKind,
} from './options.js'
export { init } from './wasm/instance.js'
