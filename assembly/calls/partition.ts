// Chunks of keys that are large against the table, in the order of their buckets.
//
// On a table of many megabytes, keys in any order touch pages at random, and finding the page costs more than reading the
// cache line. So the keys are first divided by bucket range, as a radix hash join does (Manegold, Boncz, Kersten,
// "Optimizing Main-Memory Join on Modern Hardware", 2002): two passes over the keys, by counting. Then the operations on
// one part after another stay within few pages and often within the second-level cache. The order of keys with the same
// bucket, and so of equal keys, stays as it was.
//
// A region for n keys: keys, values or answers | keys and values divided, and the place that each was taken from | of each
// key its part, and the parts
//
//   0      8n       16n      24n      32n      36n     37n
//   ┌ keys ┬ values ┬ keys   ┬ values ┬ places ┬ parts ┬ ends of parts ┐

import { hash } from "../keys/hash";
import { PARTITION_REGION } from "../memory/addresses";
import { Table, tableAt } from "../memory/header";
import { own } from "../memory/own";
import { alloc, condemn, reap } from "../memory/supply";
import { indexBits, indexOf } from "../table";
import { keyOf } from "./many";

// What is divided depends on nothing but the number of buckets and of entries: the twin does the same.

/** Of smaller tables, of 20 to 40 MiB, the loads ahead of each group hide nearly everything, and dividing costs more than
 * the rest: getMany of 2^18 buckets takes 22 ns a key with and 18 without it, of 2^21 buckets 45 and 52. */
export const PARTITION_MIN_TABLE_BITS: u32 = 19;
/** The same for tests, 0 if it is as usual. */
let testedTableBits: u32 = 0;

/** For tests: the number of buckets, as a power of 2, from which on chunks are divided; 0 for what it is otherwise. */
export function partitionFrom(bits: u32): void {
  testedTableBits = bits;
}

export const PARTITION_MIN_KEYS: u32 = 1 << 14;
export const PARTITION_MAX_KEYS: u32 = 1 << 20;
/** At least a key for so many buckets, or the keys of a part are too far apart to have a page in common. */
export const PARTITION_MAX_BUCKETS_PER_KEY_BITS: u32 = 5;
/** A part is to be so many buckets, or as many more as there are too few parts. */
export const PARTITION_PART_BITS: u32 = 11;
export const PARTITION_MAX_PARTS_BITS: u32 = 8;
const MAX_PARTS: usize = 1 << PARTITION_MAX_PARTS_BITS;

/** How many of the next `n` keys are best divided, 0 for none. Keys that are `inserted` must not be more than there are:
 * they come part by part, and the chains of the first would grow long before the table does. */
export function partitionKeys(table: usize, n: u32, inserted: u32): u32 {
  const t = tableAt(table);
  const least = testedTableBits ? testedTableBits : PARTITION_MIN_TABLE_BITS;
  const bits = indexBits(t);
  if (bits < least) return 0;
  n = min(n, PARTITION_MAX_KEYS);
  if (inserted) n = min(n, t.count);
  return n >= PARTITION_MIN_KEYS && n >= (<u32>1 << bits) >>> PARTITION_MAX_BUCKETS_PER_KEY_BITS ? n : 0;
}

/** A region for `n` keys, or 0 when memory is out. It takes the place of one that was not released. */
export function partitionRegion(n: u32): usize {
  partitionRelease();
  store<u32>(own() + PARTITION_REGION, <u32>alloc(<u64>n * 37 + <u64>MAX_PARTS * 4));
  return load<u32>(own() + PARTITION_REGION);
}

export function partitionRelease(): void {
  const region = load<u32>(own() + PARTITION_REGION);
  if (!region) return;
  condemn(region);
  store<u32>(own() + PARTITION_REGION, 0);
  reap();
}

/** Divides the `n` keys in a region that was made for `capacity`, and their values if those have a size. */
// @ts-ignore: decorator
@inline
function partition<A, K>(t: Table, region: usize, capacity: u32, n: u32, valueSize: u32): void {
  const c = <usize>capacity;
  const parts = region + 36 * c;
  const ends = region + 37 * c;
  const shift = max(PARTITION_PART_BITS, indexBits(t) - PARTITION_MAX_PARTS_BITS);
  const bits = indexBits(t) - shift;
  memory.fill(ends, 0, 4 << bits);
  for (let i: u32 = 0; i < n; i++) {
    const part = indexOf(t, hash<K>(t, keyOf<A, K>(region, i))) >>> shift;
    store<u8>(parts + i, <u8>part);
    const end = ends + (<usize>part << 2);
    store<u32>(end, load<u32>(end) + 1);
  }
  let begin: u32 = 0;
  for (let end = ends; end < ends + (4 << bits); end += 4) {
    const size = load<u32>(end);
    store<u32>(end, begin);
    begin += size;
  }
  for (let i: u32 = 0; i < n; i++) {
    const end = ends + (<usize>load<u8>(parts + i) << 2);
    const to = load<u32>(end);
    store<u32>(end, to + 1);
    store<A>(region + 16 * c + <usize>to * sizeof<A>(), load<A>(region + <usize>i * sizeof<A>()));
    store<u32>(region + 32 * c + (<usize>to << 2), i);
    if (valueSize == 4) {
      store<u32>(region + 24 * c + (<usize>to << 2), load<u32>(region + 8 * c + (<usize>i << 2)));
    } else if (valueSize == 8) {
      store<u64>(region + 24 * c + (<usize>to << 3), load<u64>(region + 8 * c + (<usize>i << 3)));
    }
  }
}

export function u32Partition(table: usize, region: usize, capacity: u32, n: u32, valueSize: u32): void {
  partition<u32, u32>(tableAt(table), region, capacity, n, valueSize);
}
export function f64Partition(table: usize, region: usize, capacity: u32, n: u32, valueSize: u32): void {
  partition<f64, u64>(tableAt(table), region, capacity, n, valueSize);
}
export function i64Partition(table: usize, region: usize, capacity: u32, n: u32, valueSize: u32): void {
  partition<u64, u64>(tableAt(table), region, capacity, n, valueSize);
}
