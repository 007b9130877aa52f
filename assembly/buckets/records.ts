// Keys of bytes that have records in the arena (keys/arena.ts), as the buckets hold them: by address.

import { first, matchTopHash, removeFirst } from "../group/group";
import { EMPTY_REST, topHash } from "../group/states";
import { compactRecords, hasRecords, keepRecord } from "../keys/arena";
import { hash } from "../keys/hash";
import { Bytes } from "../keys/types";
import { BytesTable, Table } from "../memory/header";
import { lastTopHash, overflowOf, slotAt } from "./bucket";
import { homeOf } from "./home";
import { keyOffset } from "./layout";

/** A table as the arena sees it. V is the type of the values. */
@unmanaged
@final
class Keeper<V> extends BytesTable {
  /** The place in a slot that holds the address of a record, or 0 if its key is not in the table. */
  placeOf(record: usize): usize {
    const h = hash<Bytes>(this, changetype<Bytes>(record));
    const top = topHash(h);
    let bucket = homeOf<Bytes, V>(this, h);
    do {
      let match = matchTopHash(bucket, top);
      while (match) {
        const place = slotAt<Bytes, V>(this, bucket, first(match)) + keyOffset<Bytes, V>();
        if (<usize>load<u32>(place) == record) return place;
        match = removeFirst(match);
      }
      if (lastTopHash(bucket) == EMPTY_REST) break;
      bucket = overflowOf<Bytes, V>(bucket);
    } while (bucket);
    return 0;
  }
}

/** A new key as its slot is to hold it: with a record of its own in the arena. */
// @ts-ignore: decorator
@inline
export function keepKey<K, V>(t: Table, key: K): K {
  if (isManaged<K>()) {
    if (hasRecords<K>(t)) {
      return changetype<K>(keepRecord<Keeper<V>>(changetype<Keeper<V>>(t), changetype<usize>(key)));
    }
  }
  return key;
}

/** Gives back what deleted keys take. O(bytes of keys). */
// @ts-ignore: decorator
@inline
export function compactKeys<K, V>(t: Table): void {
  if (isManaged<K>()) {
    if (changetype<BytesTable>(t).oldest) compactRecords<Keeper<V>>(changetype<Keeper<V>>(t));
  }
}
