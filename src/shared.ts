// tophash/shared: maps, sets and locks that several threads use at once, and ordinary ones that they share.

export type { PlaceHandle, SharedHandle } from './concurrent/handle.js'
export { SharedHeap, type SharedHeapHandle, type SharedHeapOptions } from './concurrent/heap.js'
export type { ConcurrentSetOptions } from './concurrent/inside.js'
export type {
  ConcurrentBigIntOptions,
  ConcurrentMap,
  ConcurrentNumberOptions,
} from './concurrent/map-base.js'
export { type Locked, Mutex } from './concurrent/mutex.js'
export { RWMutex } from './concurrent/rw-mutex.js'
export type { ConcurrentSet } from './concurrent/set-base.js'
export * from './generated/plain/index.js'
export * from './generated/shared/index.js'
export type {
  InSharedHeap,
  Shared,
  SharedBigIntOptions,
  SharedNumberOptions,
  SharedOptionsFor,
  SharedTableOptions,
} from './spaces/plain/types.js'
export { init } from './spaces/shared/init.js'
export { ConcurrentMapWriteError } from './spaces/shared/raced.js'
