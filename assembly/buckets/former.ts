// A table whose hash was drawn anew, and the former one (memory/former.ts), as the rest needs to know of them. How that goes on:
// rehash.ts. The former table has arrays as long as it has entries, which is while `isRehashing`.

import { EMPTY_BUCKET } from "../memory/addresses";
import { formerOf } from "../memory/former";
import { Table } from "../memory/header";
import { condemn } from "../memory/supply";

/** Whether some entries are still in the former table. */
// @ts-ignore: decorator
@inline
export function isRehashing(t: Table): bool {
  return t.oldbuckets == EMPTY_BUCKET;
}

/** The arrays of a table are to be freed. A straight line. */
// @ts-ignore: decorator
@inline
export function condemnArrays(t: Table): void {
  if (isRehashing(t)) condemnOwnArrays(formerOf(t));
  condemnOwnArrays(t);
}

// @ts-ignore: decorator
@inline
export function condemnOwnArrays(t: Table): void {
  if (t.oldbuckets && t.oldbuckets != t.buckets && !isRehashing(t)) condemn(t.oldbuckets);
  if (t.buckets != EMPTY_BUCKET) condemn(t.buckets);
}
