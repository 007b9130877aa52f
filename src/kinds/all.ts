// All files of kinds.

export * as bigint64 from './bigint64.js'
export * as biguint64 from './biguint64.js'
export * as bytes from './bytes.js'
export * as float32 from './float32.js'
export * as float64 from './float64.js'
export * as int32 from './int32.js'
export * as string from './string.js'
export * as uint32 from './uint32.js'
