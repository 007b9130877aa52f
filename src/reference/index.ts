// tophash/reference: the same maps and sets in plain TypeScript, for runtimes that forbid Wasm, and as an oracle.

export type { LayoutOption } from '../body/options.js'
export { indexMany, joinMany } from '../generated/reference/columns.js'
export { HashMap } from '../generated/reference/hash-map.js'
export { HashSet } from '../generated/reference/hash-set.js'
export * from '../generated/reference/index.js'
export type { LayoutName } from '../spaces/layouts/layout.js'
export type {
  InspectedGroup,
  InspectedTable,
  SwissInspection,
  SwissSlot,
  SwissStats,
} from '../spaces/layouts/swiss.js'
export { checked, MismatchError } from './checked.js'
