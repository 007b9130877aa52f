// The library for one binary. The package keeps one Wasm instance for each time it is evaluated, so this file is built
// once for every binary: each bundle is a copy with an instance of its own.

/** For the explorer, which shows what is inside. */
export { bodyOf } from '../src/body/door.js'
export { BigInt64Map } from '../src/generated/buckets/bigint64-map.js'
export { Int32Map } from '../src/generated/buckets/int32-map.js'
export { StringMap } from '../src/generated/buckets/string-map.js'
/** Asks the Wasm instance of this copy: a SIMD comparison or SWAR, as its binary has it. */
export { simd as matcher } from '../src/group.js'
export { init } from '../src/spaces/buckets/init.js'
