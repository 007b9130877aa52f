// In the checked build, every call that changes a table ends here.

import { checkHeap } from "../memory/check";
import { tableAt } from "../memory/header";
import { checkInvariants } from "../table";

// @ts-ignore: decorator
@inline
export function check<K, V>(table: usize): void {
  // @ts-ignore: defined by --use
  if (CHECKED) {
    checkInvariants<K, V>(tableAt(table));
    checkHeap();
  }
}

/** Passes the result of a call through. */
// @ts-ignore: decorator
@inline
export function checked<K, V, R>(table: usize, result: R): R {
  check<K, V>(table);
  return result;
}
