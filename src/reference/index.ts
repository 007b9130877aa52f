// tophash/reference: the same maps and sets in plain TypeScript, for runtimes that forbid Wasm, and as an oracle.

export { indexMany, joinMany } from '../generated/reference/columns.js'
export { HashMap } from '../generated/reference/hash-map.js'
export { HashSet } from '../generated/reference/hash-set.js'
export * from '../generated/reference/index.js'
export { checked, MismatchError } from './checked.js'
