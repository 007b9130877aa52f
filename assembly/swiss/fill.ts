// The entries of a table are copied to new ones.
//
// Group g becomes two, as one bit of the hash says: in a table of twice the size g and g + 2^B, in the two that a table
// splits into g of both. In a table that is tidied up, it stays one. Entries that are in their home groups, nine of ten, are
// copied group by group: there is room for them, and each control word is written once. (Placed one by one, each waits until
// the tag of the one before it has left the store buffer.) The others follow when all groups are there.

import { slotBits } from "../group/group";
import { hash } from "../keys/hash";
import { copySlot, keyAt } from "../keys/slot";
import { SCRATCH_BYTES, SCRATCH_SIZE } from "../memory/addresses";
import { Table } from "../memory/header";
import { matchEntries, setControl } from "./control";
import { placeCopy } from "./group";
import { groupsAt, maskAt, stride } from "./home";
import { groupAt, groupsIn, homeBits, homePosition, limitOf, setLeft, slotAt, tagOf } from "./layout";

/** Of the last group that was copied: the slots whose entries are not at home, and how many went to the first and the second. */
let elsewhere: u32 = 0;
let inFirst: u32 = 0;
let inSecond: u32 = 0;

/**
 * Makes tables x and y of a table's entries: y gets those whose hash has the bit. If y is 0, x gets all, and is of the same
 * size or of twice that. Nothing of them is read before.
 */
export function fill<K, V>(t: Table, place: usize, x: usize, y: usize, mask: u32, bit: u32): void {
  const fromMask = maskAt(place);
  const groups = groupsIn<K, V>(fromMask);
  const shift = y || mask == fromMask ? 0 : fromMask + stride<K, V>();
  const divider = y ? bit : homeBits<K, V>(shift);
  let nx: u32 = 0;
  let ny: u32 = 0;
  for (let i: u32 = 0; i < groups; i++) {
    const position = i * stride<K, V>();
    const first = groupAt<K, V>(t, x, position);
    const second = groupAt<K, V>(t, y ? y : x, position + shift);
    fillGroup<K, V>(t, groupAt<K, V>(t, groupsAt(place), position), position, fromMask, first, second, divider);
    if (i < SCRATCH_SIZE) store<u8>(SCRATCH_BYTES + i, <u8>elsewhere);
    nx += inFirst;
    ny += inSecond;
  }
  for (let i: u32 = 0; i < groups; i++) {
    const group = groupAt<K, V>(t, groupsAt(place), i * stride<K, V>());
    const known = i < SCRATCH_SIZE;
    let rest: u32 = known ? load<u8>(SCRATCH_BYTES + i) : findDisplaced<K, V>(t, group, i * stride<K, V>(), fromMask);
    for (; rest; rest &= rest - 1) {
      const slot = slotAt<K, V>(t, group, ctz(rest));
      const h = hash<K>(t, keyAt<K, V>(t, slot));
      const isMoved = y != 0 && (h & bit) != 0;
      placeCopy<K, V>(t, isMoved ? y : x, mask, h, slot);
      if (isMoved) ny++;
      else nx++;
    }
  }
  const limit = <i32>limitOf(groupsIn<K, V>(mask));
  setLeft<K>(x, limit - <i32>(y ? nx : nx + ny));
  if (y) setLeft<K>(y, limit - <i32>ny);
}

/** Makes two groups, or one, of the entries of a group that are at home. */
// @ts-ignore: decorator
@inline
function fillGroup<K, V>(
  t: Table,
  group: usize,
  position: u32,
  mask: u32,
  first: usize,
  second: usize,
  divider: u32,
): void {
  let tags1: u64 = 0;
  let tags2: u64 = 0;
  let n1: u32 = 0;
  let n2: u32 = 0;
  let displaced: u32 = 0;
  for (let entries = slotBits(matchEntries(group)); entries; entries &= entries - 1) {
    const index = <u32>ctz(entries);
    const slot = slotAt<K, V>(t, group, index);
    const h = hash<K>(t, keyAt<K, V>(t, slot));
    if (homePosition<K, V>(h, mask) != position) {
      displaced |= <u32>1 << index;
      continue;
    }
    // Without branches, since nobody can foretell this bit.
    const isSecond: u32 = h & divider ? 1 : 0;
    const tag = <u64>(tagOf<K>(h) & 0xff);
    copySlot<K, V>(t, slotAt<K, V>(t, isSecond ? second : first, isSecond ? n2 : n1), slot);
    tags1 |= (isSecond ? 0 : tag) << (n1 << 3);
    tags2 |= (isSecond ? tag : 0) << (n2 << 3);
    n2 += isSecond;
    n1 += 1 - isSecond;
  }
  setControl(first, tags1);
  if (second != first) setControl(second, tags2);
  elsewhere = displaced;
  inFirst = n1;
  inSecond = n2;
}

/** The slots of a group whose entries are not at home. */
function findDisplaced<K, V>(t: Table, group: usize, position: u32, mask: u32): u32 {
  let displaced: u32 = 0;
  for (let entries = slotBits(matchEntries(group)); entries; entries &= entries - 1) {
    const index = <u32>ctz(entries);
    const h = hash<K>(t, keyAt<K, V>(t, slotAt<K, V>(t, group, index)));
    if (homePosition<K, V>(h, mask) != position) displaced |= <u32>1 << index;
  }
  return displaced;
}
