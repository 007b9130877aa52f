// The lists of free blocks by size, and which of them are not empty.
//
// What changes them is inlined where it is used: see heap.ts.

import { HEAP_BITMAPS, HEAP_LISTS } from "./addresses";
import { heap, nextFree, previousFree, setNextFree, setPreviousFree, unitsAt } from "./block";

export const SUBCLASS_BITS: u32 = 3;
export const SUBCLASSES: u32 = 1 << SUBCLASS_BITS;
/** First-level classes: sizes of less than 2^28 units. */
export const CLASSES: u32 = 29 - SUBCLASS_BITS;

/** Index of the list that holds free blocks of this size: exact below 8 units, then 8 classes for each power of two. */
// @ts-ignore: decorator
@inline
export function listOf(units: u32): u32 {
  if (units < SUBCLASSES) return units;
  const shift: u32 = 31 - SUBCLASS_BITS - <u32>clz(units);
  return ((shift + 1) << SUBCLASS_BITS) | ((units >> shift) & (SUBCLASSES - 1));
}
// @ts-ignore: decorator
@inline
export function headAt(list: u32): usize {
  return HEAP_LISTS + (list << 2);
}
/** Bit s: the list of second-level class s is not empty. */
// @ts-ignore: decorator
@inline
export function bitmapAt(first: u32): u32 {
  return load<u8>(HEAP_BITMAPS + first);
}
// @ts-ignore: decorator
@inline
function setBitmap(first: u32, bits: u32): void {
  store<u8>(HEAP_BITMAPS + first, <u8>bits);
}

// @ts-ignore: decorator
@inline
export function link(block: u32): void {
  const list = listOf(unitsAt(block));
  const head = load<u32>(headAt(list));
  setNextFree(block, head);
  setPreviousFree(block, 0);
  if (head) setPreviousFree(head, block);
  store<u32>(headAt(list), block);
  const first = list >> SUBCLASS_BITS;
  heap().classes |= 1 << first;
  setBitmap(first, bitmapAt(first) | (1 << (list & (SUBCLASSES - 1))));
}

// @ts-ignore: decorator
@inline
export function unlink(block: u32): void {
  const next = nextFree(block);
  const previous = previousFree(block);
  if (next) setPreviousFree(next, previous);
  if (previous) {
    setNextFree(previous, next);
  } else {
    const list = listOf(unitsAt(block));
    store<u32>(headAt(list), next);
    if (!next) {
      const first = list >> SUBCLASS_BITS;
      const bits = bitmapAt(first) & ~(1 << (list & (SUBCLASSES - 1)));
      setBitmap(first, bits);
      if (!bits) heap().classes &= ~(1 << first);
    }
  }
}

/** A free block of at least `units`, from the least class that surely fits, or 0. */
export function findFit(units: u32): u32 {
  const shift: u32 = units < SUBCLASSES ? 0 : 31 - SUBCLASS_BITS - <u32>clz(units);
  const list = listOf(units + (<u32>1 << shift) - 1);
  let level = list >> SUBCLASS_BITS;
  let bits = bitmapAt(level) & (-1 << (list & (SUBCLASSES - 1)));
  if (!bits) {
    const above = heap().classes & (-1 << (level + 1));
    if (!above) return findTightFit(units);
    level = ctz(above);
    bits = bitmapAt(level);
  }
  return load<u32>(headAt((level << SUBCLASS_BITS) | ctz(bits)));
}

/** Cold: walks the one list whose blocks may or may not fit. */
function findTightFit(units: u32): u32 {
  let block = load<u32>(headAt(listOf(units)));
  while (block && unitsAt(block) < units) block = nextFree(block);
  return block;
}
