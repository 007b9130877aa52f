// An entry as it is staged for an iterator: key and value, or where a key of bytes is.

import { STAGE_ENTRIES } from "../memory/addresses";
import { Table } from "../memory/header";
import { own } from "../memory/own";
import { keyAt, keyOffset, valueAt } from "./slot";
import { Any, valueSize } from "./types";

/** log2 of the bytes of a staged entry: a 4-byte key and its 4-byte value side by side, else the value at byte 8. */
// @ts-ignore: decorator
@inline
function stageShift<K, V>(): usize {
  if (isManaged<K>()) return 4;
  return sizeof<K>() == 4 && valueSize<V>() <= 4 ? 3 : 4;
}

/** Copies slot `index` to the place of entry `n`. Returns how many entries there are now: it is kept if that bit of `full` is set. */
// @ts-ignore: decorator
@inline
export function stageEntry<K, V>(t: Table, slot: usize, index: u32, full: u32, n: u32): u32 {
  // @ts-ignore: defined by --use
  const entry = (SHARED ? own() + STAGE_ENTRIES : STAGE_ENTRIES) + (<usize>n << stageShift<K, V>());
  if (isManaged<K>()) {
    // Where the key is; the caller reads it at once.
    store<u32>(entry, <u32>changetype<usize>(keyAt<K, V>(t, slot)));
    if (valueSize<V>()) store<V>(entry, valueAt<K, V>(slot), 8);
  } else if (sizeof<K>() == 4 && valueSize<V>() == 4) {
    store<u64>(entry, load<u64>(slot));
  } else {
    store<K>(entry, keyAt<K, V>(t, slot));
    if (valueSize<V>()) store<V>(entry, valueAt<K, V>(slot), 8);
  }
  return n + ((full >>> index) & 1);
}

/** Stages an entry, whatever its value. */
export function stageAny<K>(t: Table, slot: usize, n: u32): void {
  const value = slot + (isManaged<K>() ? 0 : sizeof<K>());
  const size = isManaged<K>() ? keyOffset<K, Any>(t) : <usize>t.slotSize - sizeof<K>();
  const shift: usize = sizeof<K>() == 4 && !isManaged<K>() && size <= 4 ? 3 : 4;
  const entry = own() + STAGE_ENTRIES + (<usize>n << shift);
  if (isManaged<K>()) store<u32>(entry, <u32>changetype<usize>(keyAt<K, Any>(t, slot)));
  else store<K>(entry, load<K>(slot));
  const half = (<usize>1 << shift) >> 1;
  if (size == 4) store<u32>(entry + half, load<u32>(value));
  if (size == 8) store<u64>(entry + half, load<u64>(value));
}
