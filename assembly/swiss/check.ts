// checkInvariants, in the checked build only: after every change, recounts everything a map claims about itself.
// O(n). A violation aborts with the name of the invariant.

import { first, removeFirst } from "../group/group";
import { hasRecords } from "../keys/arena";
import { arenaBytes, checkArena, countRecord, forgetRecords } from "../keys/check";
import { hash, hashAnew } from "../keys/hash";
import { keyAt } from "../keys/slot";
import { EMPTY_BUCKET, EMPTY_BUCKET_BYTES } from "../memory/addresses";
import { CHUNK_HEADER, chunkBytes, nextChunk } from "../memory/chunk";
import { formerOf, formersBytes } from "../memory/former";
import { BytesTable, Table, headerSize } from "../memory/header";
import { reverse } from "../memory/reverse";
import { isOverflowed, matchEntries, tagAt } from "./control";
import { repair } from "./evacuate";
import { find } from "./find";
import { bytesOf, isRehashing, moving, nextOf, tablesBytes } from "./former";
import { groupsAt, maskAt, nextPosition, stepAt, stride } from "./home";
import {
  EMPTY_GROUP,
  GATE_CONTROL,
  GATE_GROUP,
  GROUP_SLOTS,
  Moving,
  Own,
  PLACE_BITS,
  PLACE_SIZE,
  TABLE_HEADER,
  groupAt,
  groupsIn,
  homePosition,
  leftOf,
  own,
  tagOf,
  slotAt,
} from "./layout";
import { isSpace, nextSpace, spaceBytes } from "./supply";

function fail(what: string): void {
  abort("invariant violated: " + what);
}

let entries: u32 = 0;
let tables: u32 = 0;
let groupCount: u32 = 0;
/** Spaces that are tables. */
let spaces: u64 = 0;
/** What all blocks hold. */
let bytes: u64 = 0;

export function checkInvariants<K, V>(t: Table): void {
  // What was stopped is gone on with first, as by any operation.
  repair<K, V>(t);
  checkEmptyGroup();
  const o = own(t);
  if (groupsAt(o.directory) == EMPTY_GROUP) {
    if (t.count || o.mask || o.singleMask || o.tables || o.groups) fail("a map without memory has nothing");
    return;
  }
  entries = 0;
  bytes = <u64>headerSize<K>() + formersBytes(t) + arenaBytes<K>(t);
  forgetRecords();
  if (isRehashing(t)) checkRehash<K, V>(t);
  else checkMap<K, V>(t);
  if (entries != t.count) fail("count is the number of entries");
  if (bytesOf(t) != bytes) fail("bytes is what the blocks hold");
  if (hasRecords<K>(t)) checkArena(changetype<BytesTable>(t));
}

/** The tables of a map. */
function checkMap<K, V>(t: Table): void {
  const o = own(t);
  if (o.mask + PLACE_SIZE & o.mask) fail("a directory has a power of two of places");
  if (!o.mask != (o.directory == changetype<usize>(o) + offsetof<Own>("single"))) fail("one place is in the header");
  tables = 0;
  groupCount = 0;
  spaces = 0;
  for (let at: u32 = 0; at <= o.mask; at += PLACE_SIZE) checkPlace<K, V>(t, at);
  if (tables != o.tables) fail("tables is the number of tables");
  if (groupCount != o.groups) fail("groups is the number of groups");
  checkSupply<K, V>(t);
}

/** The map has none itself: those of two others have all entries, and what has been moved is not in the former one. */
function checkRehash<K, V>(t: Table): void {
  const m = moving(t);
  if (m.mask || m.singleMask || m.directory != changetype<usize>(m) + offsetof<Moving>("single")) fail("the gate is the only place");
  const former = formerOf(t);
  const next = nextOf(t);
  // None is left where it was stopped right before its end.
  if (m.left > own(former).tables) fail("a rehash ends with the last table");
  if (own(former).pending) fail("nothing of a former map is pending");
  bytes += <u64>headerSize<K>();
  checkMap<K, V>(next);
  checkMap<K, V>(former);
  for (let at: u32 = 0; at <= own(former).mask; at += PLACE_SIZE) checkMoved<K, V>(former, at, m.place, m.group);
}

/** A table of a former map has nothing before the place and the group that are next to be moved. */
function checkMoved<K, V>(former: Table, at: u32, next: u32, nextGroup: u32): void {
  if (at >= stepAt(former, at)) return;
  const groups = groupsAt(own(former).directory + at);
  const place = reverse(at >>> PLACE_BITS);
  let moved: u32 = place == next ? nextGroup : 0;
  if (place < next) moved = groupsIn<K, V>(maskAt(own(former).directory + at));
  for (let i: u32 = 0; i < moved; i++) {
    if (matchEntries(groupAt<K, V>(former, groups, i * stride<K, V>()))) fail("a group that has been moved has no entry");
  }
}

function checkEmptyGroup(): void {
  for (let i: usize = 0; i < EMPTY_BUCKET_BYTES; i += 4) {
    const isLeft = EMPTY_BUCKET + i == EMPTY_GROUP - TABLE_HEADER + 4;
    if (load<u32>(EMPTY_BUCKET + i) != (isLeft ? <u32>i32.MIN_VALUE : 0)) fail("the shared empty group is empty");
  }
  const left = load<u32>(GATE_GROUP - TABLE_HEADER, 4);
  if (load<u64>(GATE_GROUP) != GATE_CONTROL || left != <u32>i32.MIN_VALUE) fail("the gate group has no entry, and no room");
}

/** A table of depth d stands at the 2^(depth of the directory - d) places with equal low d bits, and nowhere else. */
function checkPlace<K, V>(t: Table, at: u32): void {
  const directory = own(t).directory;
  const groups = groupsAt(directory + at);
  const step = stepAt(t, at);
  for (let other: u32 = 0; other <= own(t).mask; other += PLACE_SIZE) {
    const isSame = ((other ^ at) & (step - PLACE_SIZE)) == 0;
    if ((groupsAt(directory + other) == groups) != isSame) fail("a table is at all places of its bits, and no others");
  }
  if (maskAt(directory + at) != maskAt(directory + (at & (step - PLACE_SIZE)))) fail("all places tell the size of a table");
  if (at < step) checkTable<K, V>(t, at, step);
}

function checkTable<K, V>(t: Table, at: u32, step: u32): void {
  const groups = groupsAt(own(t).directory + at);
  const mask = maskAt(own(t).directory + at);
  const before = entries;
  for (let i: u32 = 0; i < groupsIn<K, V>(mask); i++) {
    const group = groupAt<K, V>(t, groups, i * stride<K, V>());
    for (let left = matchEntries(group); left; left = removeFirst(left)) {
      const slot = slotAt<K, V>(t, group, first(left));
      const key = keyAt<K, V>(t, slot);
      const h = hash<K>(t, key);
      if (h != hashAnew<K>(t, key)) fail("a key holds the hash of its map");
      if ((h ^ at) & (step - PLACE_SIZE)) fail("an entry is in the table of its hash");
      if (tagAt(group, first(left)) != (tagOf<K>(h) & 0xff)) fail("the tag is of the hash");
      checkPath<K, V>(t, groups, mask, h, group);
      if (find<K, V>(t, key, h) != slot) fail("a lookup finds every entry, once");
      countRecord<K>(t, key);
      entries++;
    }
    for (let slot: u32 = 0; slot < GROUP_SLOTS; slot++) {
      if (tagAt(group, slot) && tagAt(group, slot) < 0x80) fail("a tag is 0 or has its top bit");
    }
  }
  const slots = groupsIn<K, V>(mask) * GROUP_SLOTS;
  if (leftOf<K>(groups) > <i32>(slots - (entries - before))) fail("no more is left than there are empty slots");
  tables++;
  groupCount += groupsIn<K, V>(mask);
  if (isSpace<K, V>(mask)) spaces++;
  else chunkOf(t, groups);
}

/** The groups before that of an entry in its probe sequence tell that it goes on. */
function checkPath<K, V>(t: Table, groups: usize, mask: u32, h: u32, group: usize): void {
  let position = homePosition<K, V>(h, mask);
  for (let step = stride<K, V>(); groupAt<K, V>(t, groups, position) != group; step += stride<K, V>()) {
    if (step > mask) fail("an entry is in its probe sequence");
    if (!isOverflowed(groupAt<K, V>(t, groups, position), tagOf<K>(h))) fail("overflow bits lead to every entry");
    position = nextPosition(position, step, mask);
  }
}

function chunkOf(t: Table, groups: usize): usize {
  let chunk = own(t).chunks;
  while (chunk && (chunk > groups || chunk + chunkBytes(chunk) < groups)) chunk = nextChunk(chunk);
  if (!chunk) fail("a table is in a chunk");
  return chunk;
}

/** Every space of every chunk is a table, recycled or spare. */
function checkSupply<K, V>(t: Table): void {
  const o = own(t);
  const size = spaceBytes<K, V>(t);
  let supply = spaces + <u64>(o.spareEnd - o.spare) / size;
  for (let space = o.free; space; space = nextSpace(space)) supply++;
  bytes += tablesBytes(t);
  let capacity: u64 = 0;
  for (let chunk = o.chunks; chunk; chunk = nextChunk(chunk)) {
    if (!isAlone<K, V>(t, chunk)) capacity += (<u64>chunkBytes(chunk) - CHUNK_HEADER) / size;
  }
  if (supply != capacity) fail("no space is lost");
}

/** Whether a chunk is that of one table of another size. */
function isAlone<K, V>(t: Table, chunk: usize): bool {
  const o = own(t);
  for (let at: u32 = 0; at <= o.mask; at += PLACE_SIZE) {
    const groups = groupsAt(o.directory + at);
    const isInside = groups > chunk && groups < chunk + chunkBytes(chunk);
    if (isInside && !isSpace<K, V>(maskAt(o.directory + at))) return true;
  }
  return false;
}
