// The library of the other layout, with an instance of its own.

/** For the explorer, which shows what is inside. */
export { bodyOf } from '../src/body/door.js'
export { BigInt64Map } from '../src/generated/swiss/bigint64-map.js'
export { Int32Map } from '../src/generated/swiss/int32-map.js'
export { StringMap } from '../src/generated/swiss/string-map.js'
export { init } from '../src/spaces/swiss/init.js'
