// The checker of the heap, in the checked build only: walks all blocks and all lists, and aborts with the name of what does
// not hold. O(blocks), so it waits until as many changes have come as are worth a walk.

import { SCRATCH_GROUP } from "./addresses";
import { UNIT_BITS, before, heap, isFree, nextFree, previousFree, unitsAt, wordAt } from "./block";
import { changes, forgetChanges } from "./heap";
import { CLASSES, SUBCLASSES, SUBCLASS_BITS, bitmapAt, headAt, listOf } from "./lists";

/** A walk over so many blocks is worth one change. */
const BLOCKS_PER_CHANGE: u32 = 8;

/** Blocks that the last walk met. */
let walked: u32 = 0;

function fail(what: string): void {
  abort("heap invariant violated: " + what);
}

/** Checks the heap if it has changed enough since the last time: of a small heap, at all. */
export function checkHeap(): void {
  if (changes * BLOCKS_PER_CHANGE < max<u32>(walked, 1)) return;
  forgetChanges();
  if (__heap_base > SCRATCH_GROUP) fail("static data ends before the scratch group");
  const free = checkBlocks();
  if (checkLists() != free) fail("the lists hold all free blocks");
}

/** From the first block to the sentinel. Returns how many are free. */
function checkBlocks(): u32 {
  const h = heap();
  let used: u64 = 0;
  let free: u32 = 0;
  let previous = h.start;
  let afterFree = false;
  walked = 0;
  for (let block = h.start; block != h.sentinel; block += unitsAt(block)) {
    if (unitsAt(block) == 0 || block + unitsAt(block) > h.sentinel) fail("a block ends where the next one begins");
    if (before(block) != previous) fail("a block knows where the one before it begins");
    if (isFree(block)) {
      if (afterFree) fail("no two free blocks are neighbours");
      free++;
    } else {
      used += <u64>unitsAt(block) << UNIT_BITS;
    }
    afterFree = isFree(block);
    previous = block;
    walked++;
  }
  if (wordAt(h.sentinel) != 0) fail("the sentinel is a block without units");
  if (before(h.sentinel) != previous) fail("the sentinel knows where the last block begins");
  if (used != h.used) fail("used is the size of the blocks handed out");
  if (h.virginStart > h.virginEnd || h.virginEnd > h.sentinel) fail("what is virgin is a part of the heap");
  return free;
}

/** All lists and their bitmaps. Returns how many blocks they hold. */
function checkLists(): u32 {
  let blocks: u32 = 0;
  for (let first: u32 = 0; first < CLASSES; first++) {
    if ((bitmapAt(first) != 0) != ((heap().classes & (1 << first)) != 0)) fail("a class is marked if it has lists");
    for (let sub: u32 = 0; sub < SUBCLASSES; sub++) {
      const list = (first << SUBCLASS_BITS) | sub;
      const head = load<u32>(headAt(list));
      if ((head != 0) != ((bitmapAt(first) & (1 << sub)) != 0)) fail("a list is marked if it holds blocks");
      blocks += checkList(list, head);
    }
  }
  return blocks;
}

function checkList(list: u32, head: u32): u32 {
  let blocks: u32 = 0;
  let previous: u32 = 0;
  for (let block = head; block; block = nextFree(block)) {
    if (!isFree(block)) fail("what a list holds is free");
    if (listOf(unitsAt(block)) != list) fail("a free block is in the list of its size");
    if (previousFree(block) != previous) fail("a list is linked both ways");
    previous = block;
    if (++blocks > walked) fail("a list ends");
  }
  return blocks;
}
