// Which chain a key lives in.
//
// While a table grows, old buckets below `nevacuate` are evacuated, in order, so that one comparison tells where to look and
// no old bucket needs to be read to find that out. An array that grows in place has its old buckets at the same addresses.

import { Table } from "../memory/header";
import { bucketAt } from "./bucket";

/** The head of the chain that a key with hash `h` lives in. */
// @ts-ignore: decorator
@inline
export function homeOf<K, V>(t: Table, h: u32): usize {
  const old = t.oldbuckets;
  return old ? homeWhileGrowing<K, V>(t, old, h) : newHome<K, V>(t, h);
}

/** The same while the old array is `old`. */
// @ts-ignore: decorator
@inline
export function homeWhileGrowing<K, V>(t: Table, old: usize, h: u32): usize {
  const index = h & t.oldmask;
  return index >= t.nevacuate ? bucketAt<K, V>(t, old, index) : newHome<K, V>(t, h);
}

/** The same in the new array, or the only one. */
// @ts-ignore: decorator
@inline
export function newHome<K, V>(t: Table, h: u32): usize {
  return bucketAt<K, V>(t, t.buckets, h & t.mask);
}

// For loops over many keys: what `homeOf` reads of the header, once for all of them.

/** Whether `homeIn` is enough: no key is in an old bucket. */
// @ts-ignore: decorator
@inline
export function isPlain(t: Table): bool {
  return t.oldbuckets == 0;
}
// @ts-ignore: decorator
@inline
export function rootOf(t: Table): usize {
  return t.buckets;
}
// @ts-ignore: decorator
@inline
export function maskOf(t: Table): u32 {
  return t.mask;
}
/** The same as `homeOf`, with the root and the mask of the table. */
// @ts-ignore: decorator
@inline
export function homeIn<K, V>(t: Table, root: usize, mask: u32, h: u32): usize {
  return bucketAt<K, V>(t, root, h & mask);
}

// For dividing keys by where they are: homes of near indices are near each other.

/** How many bits an index has. */
// @ts-ignore: decorator
@inline
export function indexBits(t: Table): u32 {
  return t.B;
}
// @ts-ignore: decorator
@inline
export function indexOf(t: Table, h: u32): u32 {
  return h & t.mask;
}

/**
 * The head of the chain of bucket `index`, or 0 if its entries are still in the old bucket of a lower index. Precondition: no
 * step of a growth was left half-way.
 */
export function chainAt<K, V>(t: Table, index: u32): usize {
  if (t.oldbuckets && index > t.oldmask && (index & t.oldmask) >= t.nevacuate) return 0;
  return homeOf<K, V>(t, index);
}
