// tophash: maps and sets in WebAssembly.

export type { InspectedBucket, InspectedSlot, Inspection, Stats } from './engine.js'
export * from './generated/wasm/index.js'
export type { AnyOptions, BigIntOptions, MapOptions, NumberOptions, TableOptions, ValueKind } from './options.js'
export { init } from './wasm/instance.js'
