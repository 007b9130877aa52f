// Many keys a call: key by key, each as if it were alone, the next ones' buckets being loaded meanwhile.

import { decodeValue, encodeKey, encodeValue } from "../keys/encode";
import { valueSize } from "../keys/types";
import { Concurrent, bitsIn, stateOf } from "./layout";
import { REGION_ENTRIES, REGION_VALUES, region } from "./region";
import { PRESENT } from "./answers";
import { find, get, increment, remove, set, touch } from "./table";

/** Keys whose buckets are loaded ahead of the one that is looked up, in a table of so many buckets that the cache has not all. */
const AHEAD: u32 = 16;
const FAR_BITS: u32 = 12;

/** So that loads ahead are not optimised away. */
let sink: u64 = 0;

// @ts-ignore: decorator
@inline
function keyOf<A, K>(i: u32): K {
  return encodeKey<A, K>(load<A>(region + REGION_ENTRIES + <usize>i * sizeof<A>()));
}
// @ts-ignore: decorator
@inline
function valuePlace<W>(i: u32): usize {
  return region + REGION_VALUES + <usize>i * sizeof<W>();
}
// @ts-ignore: decorator
@inline
function loadAhead<A, K, V>(t: Concurrent, i: u32, n: u32): void {
  if (i & (AHEAD - 1) || bitsIn(stateOf(t)) < FAR_BITS) return;
  const end = min(i + AHEAD, n);
  for (; i < end; i++) sink ^= touch<K, V>(t, keyOf<A, K>(i));
}

/** The values of the first `n` keys, or `missing`. */
export function getMany<A, K, W, V>(t: Concurrent, n: u32, missing: W): void {
  for (let i: u32 = 0; i < n; i++) {
    loadAhead<A, K, V>(t, i, n);
    const value = get<K, V>(t, keyOf<A, K>(i), encodeValue<W, V>(missing));
    store<W>(valuePlace<W>(i), decodeValue<W, V>(value));
  }
}

/** For each of the first `n` keys a byte, 1 if it is there. How many are. */
export function hasMany<A, K, V>(t: Concurrent, n: u32): u32 {
  let count: u32 = 0;
  for (let i: u32 = 0; i < n; i++) {
    loadAhead<A, K, V>(t, i, n);
    const isThere = find<K, V>(t, keyOf<A, K>(i)) == PRESENT;
    store<u8>(valuePlace<u8>(i), isThere ? 1 : 0);
    count += u32(isThere);
  }
  return count;
}

/** How many of the first `n` keys were there and are deleted. */
export function removeMany<A, K, V>(t: Concurrent, n: u32): u32 {
  let count: u32 = 0;
  for (let i: u32 = 0; i < n; i++) {
    loadAhead<A, K, V>(t, i, n);
    count += u32(remove<K, V>(t, keyOf<A, K>(i)) == PRESENT);
  }
  return count;
}

/** Status of the last `setMany` or `incrementMany`. */
export let manyStatus: i32 = 0;

/** How many of the first `n` were set: fewer than n if one could not be. */
export function setMany<A, K, W, V>(t: Concurrent, n: u32): u32 {
  for (let i: u32 = 0; i < n; i++) {
    loadAhead<A, K, V>(t, i, n);
    const value = valueSize<V>() == 0 ? <V>0 : encodeValue<W, V>(load<W>(valuePlace<W>(i)));
    manyStatus = set<K, V>(t, keyOf<A, K>(i), value);
    if (manyStatus < 0) return i;
  }
  return n;
}

/** The same for sums. */
export function incrementMany<A, K, W, V>(t: Concurrent, n: u32): u32 {
  for (let i: u32 = 0; i < n; i++) {
    loadAhead<A, K, V>(t, i, n);
    manyStatus = increment<K, W, V>(t, keyOf<A, K>(i), load<W>(valuePlace<W>(i)));
    if (manyStatus < 0) return i;
  }
  return n;
}
