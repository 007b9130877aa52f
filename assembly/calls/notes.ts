// What a table notes of its entries for its callers: `epoch`, that what they have read may be out of date, and `sentinel`,
// that a value may be what they take for "missing".
//
// A build with NOTES=1 takes both notes with every write: for tables that have several callers, each of which must see what
// the others did. An ordinary table has one caller, which counts for itself and tells what looks like "missing"
// (`tableNoteMissing`): in the header both cost 8 to 10 % of a set (docs/dead-ends.md). What only a call for many keys sees is
// noted in every build.

import { Table } from "../memory/header";
import { ASSIGN_NEW } from "../table";

// What callers give single reads for a missing key, and take for "missing" when they get it. It may also be a value.
export const MISSING: i32 = -0x7ffffffd;
export const MISSING_64: i64 = -0x7ffffffffffffffd;

/** Whether a value is what stands for "missing" of its type: for floats, NaN. */
// @ts-ignore: decorator
@inline
function isMissing<W>(value: W): bool {
  if (isFloat<W>()) return value != value;
  return sizeof<W>() == 4 ? <u32>value == <u32>MISSING : <u64>value == <u64>MISSING_64;
}

/** Of a value that is stored by a call for one key. */
// @ts-ignore: decorator
@inline
export function noteValue<W>(t: Table, value: W): void {
  // @ts-ignore: defined by --use
  if (NOTES) noteOfMany<W>(t, value);
}

/** Of a value that is stored by a call for many keys. */
// @ts-ignore: decorator
@inline
export function noteOfMany<W>(t: Table, value: W): void {
  if (isMissing<W>(value)) t.sentinel = 1;
}

/** Of a slot as `assign` returned it, whose value is set: counts an update unless the key is new. */
// @ts-ignore: decorator
@inline
export function noteUpdate(t: Table, assigned: usize): void {
  // @ts-ignore: defined by --use
  if (NOTES) t.epoch += <u32>(~assigned & ASSIGN_NEW);
}
