// Keys of bytes that have records in the arena (keys/arena.ts), as the groups hold them: by address.

import { compactRecords, hasRecords, keepRecord } from "../keys/arena";
import { hash } from "../keys/hash";
import { keyOffset } from "../keys/slot";
import { Bytes } from "../keys/types";
import { BytesTable, Table } from "../memory/header";
import { find } from "./find";

/** A table as the arena sees it. V is the type of the values. */
@unmanaged
@final
class Keeper<V> extends BytesTable {
  /** The place in a slot that holds the address of a record, or 0 if its key is not in the table. */
  placeOf(record: usize): usize {
    const slot = find<Bytes, V>(this, changetype<Bytes>(record), hash<Bytes>(this, changetype<Bytes>(record)));
    return slot ? slot + keyOffset<Bytes, V>(changetype<Table>(this)) : 0;
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
