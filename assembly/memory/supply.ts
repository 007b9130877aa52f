// Memory for ordinary tables: heap.ts, with its lock where several threads share the heap.

import * as heap from "./heap";
import { lockHeap, unlockHeap } from "./lock";
import { undone } from "./own";

export { condemn, condemnList } from "./heap";

// @ts-ignore: decorator
@inline
export function alloc(bytes: u64): usize {
  // @ts-ignore: defined by --use
  if (SHARED) return allocLocked(bytes);
  return heap.alloc(bytes);
}
function allocLocked(bytes: u64): usize {
  lockHeap();
  const p = heap.alloc(bytes);
  unlockHeap();
  return p;
}

// @ts-ignore: decorator
@inline
export function allocArray(bytes: u64): usize {
  // @ts-ignore: defined by --use
  if (SHARED) return allocArrayLocked(bytes);
  return heap.allocArray(bytes);
}
function allocArrayLocked(bytes: u64): usize {
  lockHeap();
  const p = heap.allocArray(bytes);
  unlockHeap();
  return p;
}

// @ts-ignore: decorator
@inline
export function extend(p: usize, bytes: u64): bool {
  // @ts-ignore: defined by --use
  if (SHARED) return extendLocked(p, bytes);
  return heap.extend(p, bytes);
}
function extendLocked(p: usize, bytes: u64): bool {
  lockHeap();
  const isExtended = heap.extend(p, bytes);
  unlockHeap();
  return isExtended;
}

// @ts-ignore: decorator
@inline
export function reap(): void {
  // @ts-ignore: defined by --use
  if (SHARED) {
    if (undone().condemned) reapLocked();
  } else {
    heap.reap();
  }
}
function reapLocked(): void {
  lockHeap();
  heap.reap();
  unlockHeap();
}
