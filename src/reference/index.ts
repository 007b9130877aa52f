// tophash/reference: the same maps and sets in plain TypeScript, for runtimes that forbid Wasm, and as an oracle.

export { HashMap, HashSet, indexMany, joinMany } from '../generated/reference/hash-classes.js'
export * from '../generated/reference/index.js'
export { checked, MismatchError } from './checked.js'
