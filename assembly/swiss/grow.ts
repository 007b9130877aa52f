// When a table grows or is tidied up, and by how much. How: evacuate.ts.
//
// CROWDS. Two things tell that keys agree in their hashes beyond chance: a directory that is too deep (`isTooDeep`) and a probe
// sequence that is too long (`isFar`, layout.ts). With random words neither happens to one table in 10^9, so that who sees it
// draws others (rehash.ts). Where that cannot be, a table grows beyond 2^TABLE_BITS groups instead of splitting: everything stays
// right, and the more such keys there are the longer it takes.

import { Any } from "../keys/types";
import {
  EMPTY_GROUP,
  GROUP_SLOTS,
  LONGEST_WAY,
  PLACE_SIZE,
  bitsFor,
  groupsIn,
  limitOf,
  own,
  setLeft,
  tableBits,
} from "./layout";
import { Table } from "../memory/header";
import { resizeTable, splitTable } from "./evacuate";
import { countEntries, wayEnd } from "./group";
import { groupsAt, maskAt, placeOf, stepAt, stride } from "./home";
import { abandonUnfinished, allocateTables, dropBuilding } from "./life";

/**
 * Called when an insert finds nothing left in the table of hash `h`. False if there is no memory for more and the table is
 * full to its last slot; before that, it goes on at a higher load.
 */
export function makeRoom<K, V>(t: Table, h: u32): bool {
  if (isManaged<K>() && !isManaged<V>()) return makeRoom<K, Any>(t, h);
  dropBuilding(t);
  const place = placeOf(t, h);
  const groups = groupsAt(place);
  if (groups == EMPTY_GROUP) {
    const bits = bitsFor<K>(t.hint);
    return allocateTables<K, V>(t, bits) || (bits != 0 && allocateTables<K, V>(t, 0));
  }
  const slots = groupsIn<K, V>(maskAt(place)) * GROUP_SLOTS;
  const entries = countEntries<K, V>(t, groups, maskAt(place));
  if (grow<K, V>(t, h, entries)) return true;
  setLeft<K>(groups, min(slots - entries, GROUP_SLOTS + (slots >> 5)));
  return entries < slots;
}

/** The same for a caller that may have been stopped while it made a map. */
export function makeRoomFor<K, V>(t: Table, h: u32): bool {
  abandonUnfinished();
  return makeRoom<K, V>(t, h);
}

/**
 * Whether tidying a table up makes room for an eighth of its slots: deletions in groups that keys went on from give nothing
 * back until then.
 */
// @ts-ignore: decorator
@inline
function isTidiedUp(entries: u32, groups: u32): bool {
  return entries + ((groups * GROUP_SLOTS + 7) >>> 3) <= limitOf(groups);
}

/** Tidies a table up if that is enough. Else it becomes two, or one of twice the size. */
function grow<K, V>(t: Table, h: u32, entries: u32): bool {
  const groups = groupsIn<K, V>(maskAt(placeOf(t, h)));
  if (isTidiedUp(entries, groups)) return resizeTable<K, V>(t, h, groups);
  if (groups != <u32>1 << tableBits<K>() || isTooDeep(t, h)) return resizeTable<K, V>(t, h, groups * 2);
  return splitTable<K, V>(t, h);
}

/**
 * Whether splitting the table of hash `h` would take the directory further than chance can have brought it: keys agree in
 * more bits of their hashes than those of any others. By chance nearly all tables split before the first one does so again, and
 * a directory has at most about twice as many places as there are tables. With four times as many, a place has a quarter of what
 * a table takes on average, and some table has more than all of that with a probability under e^-115 (Chernoff's bound of
 * Poisson's distribution, for the 182 keys of bytes; for 1456 plain keys it is e^-926).
 */
function isTooDeep(t: Table, h: u32): bool {
  const places = own(t).mask / PLACE_SIZE + 1;
  return stepAt(t, h & own(t).mask) > own(t).mask && places * 2 > 8 * (own(t).tables + 1);
}

/**
 * Whether the table of hash `h`, which has nothing left, can grow only because more keys have fallen together than chance
 * allows: the answer to that is another hash.
 */
export function isCrowded<K, V>(t: Table, h: u32): bool {
  const place = placeOf(t, h);
  const groups = groupsIn<K, V>(maskAt(place));
  if (groups >>> tableBits<K>() == 0 || (groups >>> tableBits<K>() == 1 && !isTooDeep(t, h))) return false;
  return !isTidiedUp(countEntries<K, V>(t, groupsAt(place), maskAt(place)), groups);
}

/** Whether the last `makeWay` went further than chance allows in a table that is not over its load. */
// @ts-ignore: decorator
@inline
export function isFar<K, V>(): bool {
  return wayEnd > LONGEST_WAY * stride<K, V>();
}

/** Whether the table at a place is over its load, as there are where memory is out. */
export function isOverfull<K, V>(t: Table, place: usize): bool {
  const mask = maskAt(place);
  return countEntries<K, V>(t, groupsAt(place), mask) > limitOf(groupsIn<K, V>(mask));
}
