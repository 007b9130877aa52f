// Loads ahead of need: see memory/loads.ts.

import { first, matchTopHash } from "../group/group";
import { topHash } from "../group/states";
import { Bytes, valueSize } from "../keys/types";
import { keyOffset } from "../keys/slot";
import { Table } from "../memory/header";
import { keepLoads } from "../memory/loads";
import { slotAt } from "./bucket";
import { homeOf } from "./home";

/** Loads from all cache lines of a bucket of plain keys, or the first two of one with keys of bytes. The last load may be
 * from behind it. */
// @ts-ignore: decorator
@inline
export function loadHome<K, V>(t: Table, bucket: usize): u32 {
  let sum: u32 = load<u8>(bucket) + load<u8>(bucket, 64);
  if (!isManaged<K>() && sizeof<K>() + valueSize<V>() > 8) sum += load<u8>(bucket, 128);
  return sum;
}

/** Loads from the key record that the first matching tophash leads to. Precondition: keys have records. */
// @ts-ignore: decorator
@inline
export function loadRecord<V>(t: Table, h: u32): u32 {
  const bucket = homeOf<Bytes, V>(t, h);
  const match = matchTopHash(bucket, topHash(h));
  if (!match) return 0;
  return load<u8>(load<u32>(slotAt<Bytes, V>(t, bucket, first(match)) + keyOffset<Bytes, V>(t)));
}

/**
 * Loads from the second and the third cache line of a bucket, so that they arrive together with the first instead of after
 * it: an operation on a staged key is so long that the processor does not come to the next one while it waits.
 */
// @ts-ignore: decorator
@inline
export function touchRest(bucket: usize): void {
  keepLoads(load<u32>(bucket, 64) + load<u32>(bucket, 128));
}
