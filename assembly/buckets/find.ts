// Lookup.

import { first, matchTopHash, removeFirst } from "../group/group";
import { EMPTY_REST, topHash } from "../group/states";
import { hashAnew, setHash } from "../keys/hash";
import { Any } from "../keys/types";
import { isKeyAt } from "../keys/slot";
import { EMPTY_BUCKET } from "../memory/addresses";
import { formerOf } from "../memory/former";
import { Table } from "../memory/header";
import { touchRest } from "./ahead";
import { lastTopHash, overflowOf, slotAt } from "./bucket";
import { isRehashing } from "./former";
import { homeOf, homeWhileGrowing, newHome } from "./home";

/** The slot of a key with hash `h`, or 0. */
// @ts-ignore: decorator
@inline
export function find<K, V>(t: Table, key: K, h: u32): usize {
  const old = t.oldbuckets;
  let bucket: usize;
  if (old) {
    if (old == EMPTY_BUCKET) return findRarely<K>(t, key, h);
    bucket = homeWhileGrowing<K, V>(t, old, h);
  } else {
    bucket = newHome<K, V>(t, h);
  }
  if (isManaged<K>()) touchRest(bucket);
  return findFrom<K, V>(t, key, topHash(h), bucket);
}

/** The slot of a key in a chain, or 0. */
// @ts-ignore: decorator
@inline
export function findFrom<K, V>(t: Table, key: K, top: u32, bucket: usize): usize {
  do {
    let match = matchTopHash(bucket, top);
    while (match) {
      const slot = slotAt<K, V>(t, bucket, first(match));
      if (isKeyAt<K, V>(t, slot, key)) return slot;
      match = removeFirst(match);
    }
    if (lastTopHash(bucket) == EMPTY_REST) return 0;
    bucket = overflowOf<K, V>(t, bucket);
  } while (bucket);
  return 0;
}

/** The same where its hash and the chain are known already, and the table has not changed since. */
// @ts-ignore: decorator
@inline
export function findAt<K, V>(t: Table, key: K, h: u32, home: usize): usize {
  const slot = findFrom<K, V>(t, key, topHash(h), home);
  return slot || !isRehashing(t) ? slot : findFormer<K>(t, key);
}

/** `find` for where it is rare: not compiled for each type of values. */
export function findRarely<K>(t: Table, key: K, h: u32): usize {
  const slot = findIn<K>(t, key, h);
  return slot || !isRehashing(t) ? slot : findFormer<K>(t, key);
}

/** In one table. */
function findIn<K>(t: Table, key: K, h: u32): usize {
  return findFrom<K, Any>(t, key, topHash(h), homeOf<K, Any>(t, h));
}

/** Of the last key that `findFormer` found. */
export let hashInFormer: u32 = 0;

/** The slot of a key among the entries that are left in the former table, or 0. A key that is found holds the hash of there. */
export function findFormer<K>(t: Table, key: K): usize {
  const former = formerOf(t);
  hashInFormer = hashAnew<K>(former, key);
  setHash<K>(former, key, hashInFormer);
  const slot = findIn<K>(former, key, hashInFormer);
  if (!slot) setHash<K>(t, key, hashAnew<K>(t, key));
  return slot;
}
