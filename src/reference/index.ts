// tophash/reference: the same maps and sets in plain TypeScript, for runtimes that forbid Wasm, and as an oracle.

export * from '../generated/reference/index.js'
export { checked, MismatchError } from './checked.js'
export { HashMap, HashSet, indexMany, joinMany } from './hash-classes.js'
