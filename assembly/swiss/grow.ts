// When a table grows or is tidied up, and by how much. How: evacuate.ts.

import { EMPTY_GROUP, GROUP_SLOTS, PLACE_SIZE, bitsFor, groupsIn, limitOf, own, setLeft, tableBits } from "./layout";
import { Table } from "../memory/header";
import { resizeTable, splitTable } from "./evacuate";
import { countEntries } from "./group";
import { groupsAt, maskAt, placeOf, stepAt } from "./home";
import { abandonUnfinished, allocateTables, dropBuilding } from "./life";

/**
 * Called when an insert finds nothing left in the table of hash `h`. False if there is no memory for more and the table is
 * full to its last slot; before that, it goes on at a higher load.
 */
export function makeRoom<K, V>(t: Table, h: u32): bool {
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
 * Tidies a table up if that makes room for an eighth of its slots: deletions in groups that keys went on from give nothing
 * back until then. Else it becomes two, or one of twice the size.
 */
function grow<K, V>(t: Table, h: u32, entries: u32): bool {
  const groups = groupsIn<K, V>(maskAt(placeOf(t, h)));
  const eighth = (groups * GROUP_SLOTS + 7) >>> 3;
  if (entries + eighth <= limitOf(groups)) return resizeTable<K, V>(t, h, groups);
  if (groups != <u32>1 << tableBits<K>() || isTooDeep(t, h)) return resizeTable<K, V>(t, h, groups * 2);
  return splitTable<K, V>(t, h);
}

/**
 * Whether splitting the table of hash `h` would take the directory further than chance can have brought it: keys agree in
 * more bits of their hashes than those of any others. By chance nearly all tables split before the first one does so again, and
 * a directory has at most about twice as many places as there are tables.
 *
 * The answer to it: a table of twice the size, whose keys go further along their probe sequences. Everything stays right, and
 * the more such keys there are the longer it takes, as in the one long chain that they would be in buckets.
 */
function isTooDeep(t: Table, h: u32): bool {
  const places = own(t).mask / PLACE_SIZE + 1;
  return stepAt(t, h & own(t).mask) > own(t).mask && places * 2 > 8 * (own(t).tables + 1);
}
