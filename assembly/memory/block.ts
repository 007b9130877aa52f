// Blocks of the heap, and what it keeps beside them. All of it is in linear memory, so that an image of the memory is the
// whole heap.
//
//   block    ┌ units | FREE ┬ units of the block before ┬ next free ┬ previous free ┬ payload … ┐
//            0              4                           8           12              16
//
// A whole memory is 2^28 units of 16 bytes, so 32-bit arithmetic on units cannot overflow. The payload of a block that is
// handed out begins behind its first unit; the links of a free one are in that unit.

import { HEAP_STATE } from "./addresses";

export const UNIT_BITS: u32 = 4;
export const HEADER_UNITS: u32 = 1;
export const FREE: u32 = 0x80000000;
export const UNITS_MASK: u32 = ~FREE;

@unmanaged
@final
export class HeapState {
  /** Bytes handed out, headers included. */
  used: u64;
  /** Unit index of the sentinel, the zero-size block that ends the memory; 0 before the first allocation. */
  sentinel: u32;
  /** Of the first block. */
  start: u32;
  /** Units in [virginStart, virginEnd) were never handed out: they still read as zero. */
  virginStart: u32;
  virginEnd: u32;
  /** Bit f: some list of first-level class f is not empty. */
  classes: u32;
  /** Payloads of blocks that nobody uses any more but that are not free yet, linked by their first word. */
  condemned: usize;
  /** A table that is being made, or 0: nobody else knows of it yet. */
  unfinished: usize;
}

// @ts-ignore: decorator
@inline
export function heap(): HeapState {
  return changetype<HeapState>(HEAP_STATE);
}

// @ts-ignore: decorator
@inline
export function address(unit: u32): usize {
  return <usize>unit << UNIT_BITS;
}
// @ts-ignore: decorator
@inline
export function blockOf(p: usize): u32 {
  return <u32>(p >> UNIT_BITS) - HEADER_UNITS;
}
// @ts-ignore: decorator
@inline
export function wordAt(block: u32): u32 {
  return load<u32>(address(block));
}
// @ts-ignore: decorator
@inline
export function unitsAt(block: u32): u32 {
  return wordAt(block) & UNITS_MASK;
}
// @ts-ignore: decorator
@inline
export function isFree(block: u32): bool {
  return (wordAt(block) & FREE) != 0;
}
// @ts-ignore: decorator
@inline
export function before(block: u32): u32 {
  return block - load<u32>(address(block), 4);
}
/** Writes a block's header, and its size into the block after it. */
// @ts-ignore: decorator
@inline
export function setBlock(block: u32, units: u32, free: u32): void {
  store<u32>(address(block), units | free);
  store<u32>(address(block + units), units, 4);
}

// @ts-ignore: decorator
@inline
export function nextFree(block: u32): u32 {
  return load<u32>(address(block), 8);
}
// @ts-ignore: decorator
@inline
export function setNextFree(block: u32, next: u32): void {
  store<u32>(address(block), next, 8);
}
// @ts-ignore: decorator
@inline
export function previousFree(block: u32): u32 {
  return load<u32>(address(block), 12);
}
// @ts-ignore: decorator
@inline
export function setPreviousFree(block: u32, previous: u32): void {
  store<u32>(address(block), previous, 12);
}
