// The hash of a key.

import { hashWith } from "../keys/hash";
import { Concurrent, hasRecords } from "./layout";

/** Of a key as tables hold it, or as one that an operation is about. */
// @ts-ignore: decorator
@inline
export function hashOf<K>(t: Concurrent, key: K): u32 {
  if (hasRecords<K>()) return <u32>(<u64>key >> 32);
  return hashWith<K>(t.a, t.b, sizeof<K>() == 4 ? 0 : t.c, key);
}
