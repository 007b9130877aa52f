// The heap: pages of linear memory -> blocks, and back. Its own, because the stub runtime wraps around at 4 GiB and TLSF
// caps a block at 1 GiB and traps when memory is out. This one returns 0 and never traps.
//
// Two-level segregated fit (Masmano, Ripoll, Crespo, Real, "TLSF", 2004) over units of 16 bytes; sizes in bytes are u64.
//
// Bucket arrays that are worth growing in place are cut from the low end of a free block and everything else from its
// high end, so that the space behind a large array stays free as long as possible and `extend` usually succeeds.
//
// STOPS. An engine may end an execution at the entry of a function or at the head of a loop: where the stack ends, where a
// time limit does. So whatever changes blocks and lists is a straight line, without a call or a loop, from the first store
// to the last, and a block that was handed out is attached to what it is for in the straight line behind `alloc`. Blocks
// are given back in two steps. `condemn` is two stores, in the straight line that detaches the block; `reap` frees what is
// condemned, now or, if it is stopped before, with the next allocation.
//
// THREADS. Where several share the memory, all of this is done with the lock of the heap (lock.ts), but for `condemn`: each
// thread has a list of its own. Ordinary tables come by way of supply.ts, which locks.

import { HEAP_START } from "./addresses";
import {
  FREE,
  HEADER_UNITS,
  UNITS_MASK,
  UNIT_BITS,
  address,
  before,
  blockOf,
  heap,
  isFree,
  setBlock,
  unitsAt,
} from "./block";
import { findFit, link, unlink } from "./lists";
import { undone } from "./own";

const MIN_UNITS: u32 = 2;
/** Behind the last block, its sentinel included: loads may run 132 bytes beyond the start of a bucket. */
const END_UNITS: u32 = 10;
const PAGE_UNITS_BITS: u32 = 12;
const MAX_PAGES: u32 = 65536;
/** Memory grows by at least this many pages (64 MiB): a grow can cost the host a garbage collection. */
const MIN_GROW_PAGES: u32 = 1024;
/** Bucket arrays of this many bytes or more are cut from the low end. */
const LOW_END_BYTES: u64 = 65536;

/** Allocations that still succeed; for tests of the checked build. */
let budget: i32 = i32.MAX_VALUE;
/** In the checked build: how often blocks were cut, joined or freed since the heap was last checked. */
export let changes: u32 = 0;
/** Of the last `alloc` or `extend`: the payload reads as zero from this address on. */
export let zeroFrom: usize = 0;

export function heapUsed(): f64 {
  return <f64>heap().used;
}

/** The same in KiB, as a small integer: cheap to ask for once a map. */
export function heapUsedKiB(): u32 {
  return <u32>(heap().used >> 10);
}

/** Bytes of the payload at `p`. */
export function sizeOf(p: usize): u64 {
  return <u64>(unitsAt(blockOf(p)) - HEADER_UNITS) << UNIT_BITS;
}

/** Checked build only: lets `n` more allocations succeed. */
export function heapBudget(n: i32): void {
  budget = n;
}

/** Counts `changes` anew. */
export function forgetChanges(): void {
  changes = 0;
}

/** Adds pages at the end so that the last free block has at least `units`. */
function growMemory(units: u32): bool {
  const h = heap();
  if (!h.sentinel) return startHeap() && (findFit(units) != 0 || growMemory(units));
  const last = before(h.sentinel);
  const have = last != h.sentinel && isFree(last) ? unitsAt(last) : 0;
  if (have >= units) return true;
  const pages = <u32>memory.size();
  const need = ((units - have) >> PAGE_UNITS_BITS) + 1;
  if (need > MAX_PAGES - pages) return false;
  // Doubling keeps the number of grows small: pages that are never touched cost nothing.
  let step = max<u32>(max<u32>(need, MIN_GROW_PAGES), pages);
  step = min<u32>(step, MAX_PAGES - pages);
  while (memory.grow(step) < 0) {
    if (step == need) return false;
    step = max<u32>(need, step >> 1);
  }
  const end = h.sentinel;
  const added = step << PAGE_UNITS_BITS;
  h.sentinel = end + added;
  store<u32>(address(h.sentinel), 0);
  setBlock(end, added, 0);
  release(end);
  if (have && h.virginEnd == end) {
    // The old sentinel now lies inside a free block: make it virgin again.
    memory.fill(address(end), 0, 1 << UNIT_BITS);
    h.virginEnd = h.sentinel;
  } else if (h.virginEnd - h.virginStart < added) {
    h.virginStart = end + HEADER_UNITS;
    h.virginEnd = h.sentinel;
  }
  return true;
}

function startHeap(): bool {
  const h = heap();
  const start = <u32>((max<usize>(HEAP_START, __heap_base) + 15) >> UNIT_BITS);
  const end = (<u32>memory.size() << PAGE_UNITS_BITS) - END_UNITS;
  h.start = start;
  h.sentinel = end;
  store<u32>(address(end), 0);
  store<u32>(address(start), 0, 4);
  setBlock(start, end - start, FREE);
  link(start);
  h.virginStart = start + HEADER_UNITS;
  h.virginEnd = end;
  return true;
}

/** Marks a block free and joins it with free neighbours. */
// @ts-ignore: decorator
@inline
function release(block: u32): void {
  let units = unitsAt(block);
  const next = block + units;
  if (isFree(next)) {
    units += unitsAt(next);
    unlink(next);
  }
  const previous = before(block);
  if (previous != block && isFree(previous)) {
    unlink(previous);
    block = previous;
    units += unitsAt(previous);
  }
  setBlock(block, units, FREE);
  link(block);
}

/** Cuts `units` from the low or high end of a free block that is not in a list. Returns the block that was cut. */
// @ts-ignore: decorator
@inline
function cut(block: u32, units: u32, low: bool): u32 {
  const rest = unitsAt(block) - units;
  if (rest < MIN_UNITS) {
    setBlock(block, unitsAt(block), 0);
  } else {
    const remaining = low ? block + units : block;
    if (!low) block += rest;
    setBlock(remaining, rest, FREE);
    setBlock(block, units, 0);
    link(remaining);
  }
  return block;
}

/** Notes that the units [from, to) are handed out, and where in them zeroes start. */
// @ts-ignore: decorator
@inline
function touch(from: u32, to: u32): void {
  const h = heap();
  if (from > h.virginEnd || to + HEADER_UNITS <= h.virginStart) {
    zeroFrom = address(to);
  } else {
    zeroFrom = to <= h.virginEnd ? address(max(from, h.virginStart)) : address(to);
    // What remains is one interval: keep the part on the side where more is left.
    const below = from > h.virginStart ? from - h.virginStart : 0;
    const above = to < h.virginEnd ? h.virginEnd - to : 0;
    if (below < above) h.virginStart = max(h.virginStart, to + HEADER_UNITS);
    else h.virginEnd = from - HEADER_UNITS;
    if (h.virginStart > h.virginEnd) h.virginStart = h.virginEnd;
  }
}

/** A block with room for `bytes`, aligned to 16, or 0 when memory is out. Its content is arbitrary below `zeroFrom`. */
export function alloc(bytes: u64): usize {
  return allocAt(bytes, false);
}

/** The same for a block that is likely to be extended. */
export function allocArray(bytes: u64): usize {
  return allocAt(bytes, bytes >= LOW_END_BYTES);
}

function allocAt(bytes: u64, low: bool): usize {
  // @ts-ignore: defined by --use
  if (CHECKED) {
    if (budget <= 0) return 0;
    --budget;
    changes++;
  }
  if (undone().condemned) reap();
  const wanted = ((bytes + 15) >> UNIT_BITS) + HEADER_UNITS;
  if (wanted > <u64>UNITS_MASK >> 3) return 0;
  const units = max<u32>(<u32>wanted, MIN_UNITS);
  let block = findFit(units);
  if (!block) {
    if (!growMemory(units)) return 0;
    block = findFit(units);
  }
  unlink(block);
  block = cut(block, units, low);
  touch(block + HEADER_UNITS, block + unitsAt(block));
  heap().used += <u64>unitsAt(block) << UNIT_BITS;
  return address(block + HEADER_UNITS);
}

/** Makes the block at `p` hold `bytes` without moving it. False, and nothing changed, if the space behind is taken. */
export function extend(p: usize, bytes: u64): bool {
  // @ts-ignore: defined by --use
  if (CHECKED) {
    if (budget <= 0) return false;
    --budget;
    changes++;
  }
  if (undone().condemned) reap();
  const wanted = ((bytes + 15) >> UNIT_BITS) + HEADER_UNITS;
  if (wanted > <u64>UNITS_MASK >> 3) return false;
  const block = blockOf(p);
  const have = unitsAt(block);
  const units = <u32>wanted;
  if (units <= have) return true;
  const next = block + have;
  const behind = isFree(next) ? unitsAt(next) : 0;
  if (behind < units - have) {
    // Memory grows for a block at its end only if it would have to for one elsewhere, too.
    if (next + behind != heap().sentinel || findFit(units) || !growMemory(units - have)) return false;
  }
  unlink(next);
  cut(next, units - have, true);
  const total = have + unitsAt(next);
  touch(next, next + unitsAt(next));
  heap().used += <u64>unitsAt(next) << UNIT_BITS;
  setBlock(block, total, 0);
  return true;
}

/** The block at `p` is to be freed: nothing refers to it any more. A straight line. */
// @ts-ignore: decorator
@inline
export function condemn(p: usize): void {
  condemnList(p, p);
}

/** The same for blocks that are linked by the first words of their payloads, from `first` to `last`. */
// @ts-ignore: decorator
@inline
export function condemnList(first: usize, last: usize): void {
  const h = undone();
  store<u32>(last, <u32>h.condemned);
  h.condemned = first;
}

/** Frees what is condemned. */
export function reap(): void {
  const h = undone();
  while (h.condemned) {
    const p = h.condemned;
    const block = blockOf(p);
    // @ts-ignore: defined by --use
    if (CHECKED) {
      changes++;
      // Else it would be freed forever.
      if (isFree(block)) abort("heap invariant violated: a block is freed once");
    }
    h.condemned = load<u32>(p);
    heap().used -= <u64>unitsAt(block) << UNIT_BITS;
    release(block);
  }
}
