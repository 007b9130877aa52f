// Looking a key up.

import { first, removeFirst } from "../group/group";
import { hashAnew, setHash } from "../keys/hash";
import { isKeyAt } from "../keys/slot";
import { Any } from "../keys/types";
import { formerOf } from "../memory/former";
import { Table } from "../memory/header";
import { touchRest } from "./ahead";
import { isOverflowed, matchTag } from "./control";
import { isRehashing, nextOf } from "./former";
import { groupsAt, homeOf, maskAt, nextPosition, placeOf, stride } from "./home";
import { groupAt, homePosition, slotAt, tagOf } from "./layout";

/** The slot of a key with hash `h`, or 0. */
// @ts-ignore: decorator
@inline
export function find<K, V>(t: Table, key: K, h: u32): usize {
  const group = homeOf<K, V>(t, h);
  if (isManaged<K>()) touchRest<K, V>(t, group);
  return findFrom<K, V>(t, key, h, group);
}

/** The slot of a key with hash `h`, whose home is the group, or 0. */
// @ts-ignore: decorator
@inline
export function findFrom<K, V>(t: Table, key: K, h: u32, group: usize): usize {
  let match = matchTag(group, tagOf<K>(h));
  while (match) {
    const slot = slotAt<K, V>(t, group, first(match));
    if (isKeyAt<K, V>(t, slot, key)) return slot;
    match = removeFirst(match);
  }
  return isOverflowed(group, tagOf<K>(h)) ? findBeyond<K, V>(t, key, h) : 0;
}

/** The same behind the home group. */
// @ts-ignore: decorator
@inline
export function findBeyond<K, V>(t: Table, key: K, h: u32): usize {
  return search<K, V>(t, key, h, stride<K, V>());
}

/**
 * The same from the home group on, with 0 as the first step, or behind it. Out of line, since one search in ten comes here
 * (Measured: with this loop in every get, misses at 1 M took 53 ns instead of 47).
 */
function search<K, V>(t: Table, key: K, h: u32, step: u32): usize {
  const place = placeOf(t, h);
  const mask = maskAt(place);
  const tag = tagOf<K>(h);
  let position = homePosition<K, V>(h, mask);
  for (; step <= mask; step += stride<K, V>()) {
    position = nextPosition(position, step, mask);
    const group = groupAt<K, V>(t, groupsAt(place), position);
    let match = matchTag(group, tag);
    while (match) {
      const slot = slotAt<K, V>(t, group, first(match));
      if (isKeyAt<K, V>(t, slot, key)) return slot;
      match = removeFirst(match);
    }
    if (!isOverflowed(group, tag)) return 0;
  }
  return isRehashing(t) ? findRehashing<K, V>(t, key, h) : 0;
}

/** The same in a map that is rehashing. */
export function findRehashing<K, V>(t: Table, key: K, h: u32): usize {
  if (isManaged<K>() && !isManaged<V>()) return findRehashing<K, Any>(t, key, h);
  const slot = search<K, V>(nextOf(t), key, h, 0);
  if (slot) return slot;
  const former = formerOf(t);
  const old = hashAnew<K>(former, key);
  // A key that is found holds the hash of where it is.
  setHash<K>(t, key, old);
  const left = search<K, V>(former, key, old, 0);
  if (!left) setHash<K>(t, key, h);
  return left;
}
