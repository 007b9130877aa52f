// The heap: pages of linear memory -> blocks, and back. Its own, because the stub runtime wraps around at 4 GiB and TLSF
// caps a block at 1 GiB and traps when memory is out. This one returns 0 and never traps.
//
// Two-level segregated fit (Masmano, Ripoll, Crespo, Real, "TLSF", 2004) over units of 16 bytes: a whole memory is 2^28
// units, so 32-bit arithmetic on units cannot overflow; sizes in bytes are u64.
//
//   block    ┌ units | FREE ┬ units of the block before ┬ next free ┬ previous free ┬ payload … ┐
//            0              4                           8           12              16
//
// Bucket arrays that are worth growing in place are cut from the low end of a free block and everything else from its
// high end, so that the space behind a large array stays free as long as possible and `extend` usually succeeds.

import { HEAP_BITMAPS, HEAP_LISTS, HEAP_START } from "./addresses";

const UNIT_BITS: u32 = 4;
const HEADER_UNITS: u32 = 1;
const MIN_UNITS: u32 = 2;
/** Behind the last block, its sentinel included: loads may run 132 bytes beyond the start of a bucket. */
const END_UNITS: u32 = 10;
const FREE: u32 = 0x80000000;
const UNITS_MASK: u32 = ~FREE;
const SUBCLASS_BITS: u32 = 3;
const SUBCLASSES: u32 = 1 << SUBCLASS_BITS;
const PAGE_UNITS_BITS: u32 = 12;
const MAX_PAGES: u32 = 65536;
/** Memory grows by at least this many pages (64 MiB): a grow can cost the host a garbage collection. */
const MIN_GROW_PAGES: u32 = 1024;
/** Bucket arrays of this many bytes or more are cut from the low end. */
const LOW_END_BYTES: u64 = 65536;

/** Bit f: some list of first-level class f is not empty. */
let classes: u32 = 0;
/** Unit index of the sentinel, the zero-size block that ends the memory; 0 before the first allocation. */
let sentinel: u32 = 0;
/** Units in [virginStart, virginEnd) were never handed out: they still read as zero. */
let virginStart: u32 = 0;
let virginEnd: u32 = 0;
/** Bytes handed out. */
let used: u64 = 0;
/** Allocations that still succeed; for tests of the checked build. */
let budget: i32 = i32.MAX_VALUE;
/** Of the last `alloc` or `extend`: the payload reads as zero from this address on. */
export let zeroFrom: usize = 0;

export function heapUsed(): f64 {
  return <f64>used;
}

/** The same in KiB, as a small integer: cheap to ask for once a map. */
export function heapUsedKiB(): u32 {
  return <u32>(used >> 10);
}

/** Bytes of the payload at `p`. */
export function sizeOf(p: usize): u64 {
  return <u64>(unitsAt(blockOf(p)) - HEADER_UNITS) << UNIT_BITS;
}

/** Checked build only: lets `n` more allocations succeed. */
export function heapBudget(n: i32): void {
  budget = n;
}

// @ts-ignore: decorator
@inline
function address(unit: u32): usize {
  return <usize>unit << UNIT_BITS;
}
// @ts-ignore: decorator
@inline
function blockOf(p: usize): u32 {
  return <u32>(p >> UNIT_BITS) - HEADER_UNITS;
}
// @ts-ignore: decorator
@inline
function wordAt(block: u32): u32 {
  return load<u32>(address(block));
}
// @ts-ignore: decorator
@inline
function unitsAt(block: u32): u32 {
  return wordAt(block) & UNITS_MASK;
}
// @ts-ignore: decorator
@inline
function isFree(block: u32): bool {
  return (wordAt(block) & FREE) != 0;
}
// @ts-ignore: decorator
@inline
function before(block: u32): u32 {
  return block - load<u32>(address(block), 4);
}
/** Writes a block's header, and its size into the block after it. */
// @ts-ignore: decorator
@inline
function setBlock(block: u32, units: u32, free: u32): void {
  store<u32>(address(block), units | free);
  store<u32>(address(block + units), units, 4);
}

/** Index of the list that holds free blocks of this size: exact below 8 units, then 8 classes for each power of two. */
function listOf(units: u32): u32 {
  if (units < SUBCLASSES) return units;
  const shift: u32 = 31 - SUBCLASS_BITS - <u32>clz(units);
  return ((shift + 1) << SUBCLASS_BITS) | ((units >> shift) & (SUBCLASSES - 1));
}
// @ts-ignore: decorator
@inline
function headAt(list: u32): usize {
  return HEAP_LISTS + (list << 2);
}

function link(block: u32): void {
  const list = listOf(unitsAt(block));
  const head = load<u32>(headAt(list));
  store<u32>(address(block), head, 8);
  store<u32>(address(block), 0, 12);
  if (head) store<u32>(address(head), block, 12);
  store<u32>(headAt(list), block);
  const first = list >> SUBCLASS_BITS;
  classes |= 1 << first;
  store<u8>(HEAP_BITMAPS + first, <u8>(<u32>load<u8>(HEAP_BITMAPS + first) | (<u32>1 << (list & (SUBCLASSES - 1)))));
}

function unlink(block: u32): void {
  const next = load<u32>(address(block), 8);
  const previous = load<u32>(address(block), 12);
  if (next) store<u32>(address(next), previous, 12);
  if (previous) {
    store<u32>(address(previous), next, 8);
    return;
  }
  const list = listOf(unitsAt(block));
  store<u32>(headAt(list), next);
  if (next) return;
  const first = list >> SUBCLASS_BITS;
  const bits = <u32>load<u8>(HEAP_BITMAPS + first) & ~(1 << (list & (SUBCLASSES - 1)));
  store<u8>(HEAP_BITMAPS + first, <u8>bits);
  if (!bits) classes &= ~(1 << first);
}

/** A free block of at least `units`, from the least class that surely fits, or 0. */
function findFit(units: u32): u32 {
  const shift: u32 = units < SUBCLASSES ? 0 : 31 - SUBCLASS_BITS - <u32>clz(units);
  const list = listOf(units + (<u32>1 << shift) - 1);
  let level = list >> SUBCLASS_BITS;
  let bits = <u32>load<u8>(HEAP_BITMAPS + level) & (-1 << (list & (SUBCLASSES - 1)));
  if (!bits) {
    const above = classes & (-1 << (level + 1));
    if (!above) return findTightFit(units);
    level = ctz(above);
    bits = load<u8>(HEAP_BITMAPS + level);
  }
  const block = load<u32>(headAt((level << SUBCLASS_BITS) | ctz(bits)));
  return block;
}

/** Cold: walks the one list whose blocks may or may not fit. */
function findTightFit(units: u32): u32 {
  let block = load<u32>(headAt(listOf(units)));
  while (block && unitsAt(block) < units) block = load<u32>(address(block), 8);
  return block;
}

/** Adds pages at the end so that the last free block has at least `units`. */
function growMemory(units: u32): bool {
  if (!sentinel) return startHeap() && (findFit(units) != 0 || growMemory(units));
  const last = before(sentinel);
  const have = last != sentinel && isFree(last) ? unitsAt(last) : 0;
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
  const end = sentinel;
  const added = step << PAGE_UNITS_BITS;
  sentinel = end + added;
  store<u32>(address(sentinel), 0);
  setBlock(end, added, 0);
  release(end);
  if (have && virginEnd == end) {
    // The old sentinel now lies inside a free block: make it virgin again.
    memory.fill(address(end), 0, 1 << UNIT_BITS);
    virginEnd = sentinel;
  } else if (virginEnd - virginStart < added) {
    virginStart = end + HEADER_UNITS;
    virginEnd = sentinel;
  }
  return true;
}

function startHeap(): bool {
  const start = <u32>((max<usize>(HEAP_START, __heap_base) + 15) >> UNIT_BITS);
  const end = (<u32>memory.size() << PAGE_UNITS_BITS) - END_UNITS;
  sentinel = end;
  store<u32>(address(end), 0);
  store<u32>(address(start), 0, 4);
  setBlock(start, end - start, FREE);
  link(start);
  virginStart = start + HEADER_UNITS;
  virginEnd = end;
  return true;
}

/** Marks a block free and joins it with free neighbours. */
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
function cut(block: u32, units: u32, low: bool): u32 {
  const rest = unitsAt(block) - units;
  if (rest < MIN_UNITS) {
    setBlock(block, unitsAt(block), 0);
    return block;
  }
  if (low) {
    setBlock(block + units, rest, FREE);
    setBlock(block, units, 0);
    link(block + units);
    return block;
  }
  setBlock(block + rest, units, 0);
  setBlock(block, rest, FREE);
  link(block);
  return block + rest;
}

/** Notes that the units [from, to) are handed out, and where in them zeroes start. */
function touch(from: u32, to: u32): void {
  if (from > virginEnd || to + HEADER_UNITS <= virginStart) {
    zeroFrom = address(to);
    return;
  }
  zeroFrom = to <= virginEnd ? address(max(from, virginStart)) : address(to);
  // What remains is one interval: keep the part on the side where more is left.
  const below = from > virginStart ? from - virginStart : 0;
  const above = to < virginEnd ? virginEnd - to : 0;
  if (below < above) virginStart = max(virginStart, to + HEADER_UNITS);
  else virginEnd = from - HEADER_UNITS;
  if (virginStart > virginEnd) virginStart = virginEnd;
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
  }
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
  used += <u64>unitsAt(block) << UNIT_BITS;
  return address(block + HEADER_UNITS);
}

/** Makes the block at `p` hold `bytes` without moving it. False, and nothing changed, if the space behind is taken. */
export function extend(p: usize, bytes: u64): bool {
  // @ts-ignore: defined by --use
  if (CHECKED) {
    if (budget <= 0) return false;
    --budget;
  }
  const wanted = ((bytes + 15) >> UNIT_BITS) + HEADER_UNITS;
  if (wanted > <u64>UNITS_MASK >> 3) return false;
  const block = blockOf(p);
  const have = unitsAt(block);
  const units = <u32>wanted;
  if (units <= have) return true;
  let next = block + have;
  if (next == sentinel || (isFree(next) && next + unitsAt(next) == sentinel)) {
    if (!growMemory(units - have)) return false;
    next = block + have;
  }
  if (!isFree(next) || unitsAt(next) < units - have) return false;
  unlink(next);
  next = cut(next, units - have, true);
  const total = have + unitsAt(next);
  touch(next, next + unitsAt(next));
  used += <u64>unitsAt(next) << UNIT_BITS;
  setBlock(block, total, 0);
  return true;
}

/** Gives a block back. */
export function free(p: usize): void {
  const block = blockOf(p);
  used -= <u64>unitsAt(block) << UNIT_BITS;
  release(block);
}
