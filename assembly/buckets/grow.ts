// When a table grows, by how much, and how a growth begins. How it goes on: evacuate.ts.

import { EMPTY_BUCKET } from "../memory/addresses";
import { Table } from "../memory/header";
import { allocArray, extend } from "../memory/supply";
import { evacuate } from "./evacuate";
import { isRehashing } from "./former";
import { BUCKET_SLOTS, MAX_B, arrayBytes, bucketsFor, loadLimit } from "./layout";
import { abandonUnfinished, allocateArray } from "./life";
import { migrate } from "./rehash";
import { recycleReserved, setAside } from "./supply";

/**
 * Called when an insert finds `count >= limit`: allocates the first array or starts a growth.
 * False if there is no memory for it; then the table goes on at a higher load, unless it has no array at all.
 */
export function makeRoom<K, V>(t: Table): bool {
  abandonUnfinished();
  if (t.buckets == EMPTY_BUCKET) {
    const B = bucketsFor(t.hint);
    return allocateArray<K, V>(t, B) || (B != 0 && allocateArray<K, V>(t, 0));
  }
  if (startGrowth<K, V>(t, t.count + 1 > loadLimit(t.B) ? t.B + 1 : t.B)) return true;
  const limit = loadLimit(t.B);
  t.limit = t.count < limit ? limit : t.count + max(BUCKET_SLOTS, t.count >> 4);
  return false;
}

function startGrowth<K, V>(t: Table, B: u32): bool {
  if (B > MAX_B) return false;
  if (!setAside<K, V>(t)) return false;
  let array = t.buckets;
  if (B != t.B) {
    const bytes = arrayBytes<K, V>(t, B);
    if (extend(array, bytes)) {
      t.bytes += bytes - arrayBytes<K, V>(t, t.B);
    } else {
      array = allocArray(bytes);
      if (!array) {
        recycleReserved<K, V>(t);
        return false;
      }
      t.bytes += bytes;
    }
  }
  t.oldbuckets = t.buckets;
  t.oldmask = t.mask;
  t.buckets = array;
  t.mask = (<u32>1 << B) - 1;
  t.B = B;
  t.nevacuate = 0;
  t.limit = u32.MAX_VALUE;
  return true;
}

/** Evacuates the next two old buckets, or moves two chains to another hash. Precondition: the table is growing or rehashing. */
export function growWork<K, V>(t: Table): void {
  if (isRehashing(t)) {
    migrate<K>(t);
    return;
  }
  evacuate<K, V>(t);
  if (t.oldbuckets) evacuate<K, V>(t);
}

/** Too many overflow buckets: as many as buckets. The next insert will repack. Go counts in 16 bits and so, from 2^15
 * on, by chance; 32 bits count exactly. */
// @ts-ignore: decorator
@inline
export function noteOverflow(t: Table): void {
  if (!t.oldbuckets && t.noverflow >> t.B && t.count < loadLimit(t.B)) t.limit = 0;
}
