// Keys of bytes that have records in the arena (keys/arena.ts), as the buckets hold them: by address.

import { first, matchTopHash, removeFirst } from "../group/group";
import { EMPTY_REST, topHash } from "../group/states";
import { compactRecords, hasRecords, keepRecord } from "../keys/arena";
import { hash } from "../keys/hash";
import { Any, Bytes } from "../keys/types";
import { keyOffset } from "../keys/slot";
import { formerOf } from "../memory/former";
import { BytesTable, Table } from "../memory/header";
import { lastTopHash, overflowOf, slotAt } from "./bucket";
import { isRehashing } from "./former";
import { homeOf } from "./home";

/** A table as the arena sees it. */
@unmanaged
@final
class Keeper extends BytesTable {
  /** The place in a slot that holds the address of a record, or 0 if its key is not in the table. */
  placeOf(record: usize): usize {
    const place = placeIn(this, record);
    return place || !isRehashing(this) ? place : placeIn(formerOf(this), record);
  }
}

/** The place in a slot of one of a table's arrays. */
function placeIn(t: Table, record: usize): usize {
  const h = hash<Bytes>(t, changetype<Bytes>(record));
  const top = topHash(h);
  let bucket = homeOf<Bytes, Any>(t, h);
  do {
    let match = matchTopHash(bucket, top);
    while (match) {
      const place = slotAt<Bytes, Any>(t, bucket, first(match)) + keyOffset<Bytes, Any>(t);
      if (<usize>load<u32>(place) == record) return place;
      match = removeFirst(match);
    }
    if (lastTopHash(bucket) == EMPTY_REST) break;
    bucket = overflowOf<Bytes, Any>(t, bucket);
  } while (bucket);
  return 0;
}

/** A new key as its slot is to hold it: with a record of its own in the arena. */
// @ts-ignore: decorator
@inline
export function keepKey<K>(t: Table, key: K): K {
  if (isManaged<K>()) {
    if (hasRecords<K>(t)) {
      return changetype<K>(keepRecord<Keeper>(changetype<Keeper>(t), changetype<usize>(key)));
    }
  }
  return key;
}

/** Gives back what deleted keys take. O(bytes of keys). */
// @ts-ignore: decorator
@inline
export function compactKeys<K>(t: Table): void {
  if (isManaged<K>()) {
    if (changetype<BytesTable>(t).oldest) compactRecords<Keeper>(changetype<Keeper>(t));
  }
}
