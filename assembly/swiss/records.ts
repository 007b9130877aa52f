// Keys of bytes that have records in the arena (keys/arena.ts), as the groups hold them: by address.

import { compactRecords, hasRecords, keepRecord } from "../keys/arena";
import { hash } from "../keys/hash";
import { keyOffset } from "../keys/slot";
import { Any, Bytes } from "../keys/types";
import { formerOf } from "../memory/former";
import { BytesTable, Table } from "../memory/header";
import { find } from "./find";
import { isRehashing, nextOf } from "./former";

/** A table as the arena sees it. */
@unmanaged
@final
class Keeper extends BytesTable {
  /** The place in a slot that holds the address of a record, or 0 if its key is not in the table. */
  placeOf(record: usize): usize {
    const slot = isRehashing(this) ? slotOfEither(this, record) : slotIn(this, record);
    return slot ? slot + keyOffset<Bytes, Any>(changetype<Table>(this)) : 0;
  }
}

function slotIn(t: Table, record: usize): usize {
  return find<Bytes, Any>(t, changetype<Bytes>(record), hash<Bytes>(t, changetype<Bytes>(record)));
}

/** The hash that a long record holds is that of the map which it is in. */
function slotOfEither(t: Table, record: usize): usize {
  const slot = slotIn(nextOf(t), record);
  return slot ? slot : slotIn(formerOf(t), record);
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
