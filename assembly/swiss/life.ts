// The life of a map: create, its first tables, clear, destroy.
//
// Wherever it is stopped (see memory/heap.ts), it is as before or as after: what it gives up is detached in a straight line
// and freed behind it. A map that is being made is noted as unfinished, as in buckets/.

import { condemnArena } from "../keys/arena";
import { drawWords } from "../keys/hash";
import { copyOfHeader, lastLargeOf, newHeader, seedUnfinished, setNoEntries } from "../keys/life";
import { Bytes } from "../keys/types";
import { heap } from "../memory/block";
import { lastChunk } from "../memory/chunk";
import { condemnFormers, formerOf, formersBytes, lastFormer } from "../memory/former";
import { BytesTable, OWN_BYTES, OWN_OFFSET, Table } from "../memory/header";
import { alloc, condemn, reap, zeroFrom } from "../memory/heap";
import { condemnMoving, condemnTables, isRehashing, nextOf } from "./former";
import { clearGroups } from "./group";
import { setPlace } from "./home";
import {
  EMPTY_GROUP,
  PLACE_SIZE,
  Own,
  formatSlots,
  limitOf,
  maskFor,
  own,
  setSharedGroups,
  setLeft,
  tableBits,
} from "./layout";
import { addChunk, addSpaces, allocTable, firstSpace, groupsOf, spaceBytes, takeSpace } from "./supply";

/** Where the place of a directory without memory is. */
// @ts-ignore: decorator
@inline
export function singlePlace(t: Table): usize {
  return changetype<usize>(own(t)) + offsetof<Own>("single");
}

/** A straight line. */
// @ts-ignore: decorator
@inline
export function setEmpty(t: Table): void {
  if (offsetof<Own>() > OWN_BYTES) ERROR("a header has no room for what this layout keeps in it");
  memory.fill(changetype<usize>(t) + OWN_OFFSET, 0, OWN_BYTES);
  own(t).directory = singlePlace(t);
  own(t).single = EMPTY_GROUP;
  setNoEntries(t);
}

/** A map without memory beyond its header, or 0 when memory is out. */
export function createTable<K>(seedLow: u32, seedHigh: u32, hint: u32): usize {
  abandonUnfinished();
  const p = newHeader<K>(hint);
  if (!p) return 0;
  setSharedGroups();
  setEmpty(changetype<Table>(p));
  seedUnfinished(changetype<Table>(p), seedLow, seedHigh);
  return p;
}

/** An unfinished table without entries, with everything else that is in the header of `t`, or 0 when memory is out. */
export function emptyCopy<K>(t: Table): usize {
  abandonUnfinished();
  const p = copyOfHeader<K>(t);
  if (!p) return 0;
  setEmpty(changetype<Table>(p));
  heap().unfinished = p;
  return p;
}

/** Gives up a map whose making was stopped, if there is one. */
// @ts-ignore: decorator
@inline
export function abandonUnfinished(): void {
  if (heap().unfinished) abandon();
}

/** Cold. */
function abandon(): void {
  destroyTable(changetype<Table>(heap().unfinished));
}

/** The same for keys of bytes: of `keyLength` each, or of any length if that is 0. */
export function createBytesTable(seedLow: u32, seedHigh: u32, hint: u32, keyLength: u32, valueSize: u32): usize {
  const p = createTable<Bytes>(seedLow, seedHigh, hint);
  if (p) formatSlots(changetype<BytesTable>(p), keyLength, valueSize);
  return p;
}

/** Where the lists end that `condemnBody` gives up: chunks of tables, those of the next and of the former map while the map
 * is rehashing, and large records. */
let lastOfTables: usize = 0;
let lastOfNext: usize = 0;
let lastOfFormer: usize = 0;
let lastRecord: usize = 0;

function findLasts(t: Table): void {
  lastOfTables = lastChunk(own(t).chunks);
  lastRecord = lastLargeOf(t);
  if (!isRehashing(t)) return;
  lastOfNext = lastChunk(own(nextOf(t)).chunks);
  lastOfFormer = lastChunk(own(formerOf(t)).chunks);
}

/**
 * Gives up everything but the header and the words of former maps, in a straight line. The caller makes the map another one in
 * the same line, and frees behind it. Precondition: the lasts were found.
 */
// @ts-ignore: decorator
@inline
function condemnBody(t: Table): void {
  if (isRehashing(t)) condemnMoving(t, lastOfNext, lastOfFormer);
  condemnTables(t, lastOfTables);
  if (t.hasBytes) condemnArena(changetype<BytesTable>(t), lastRecord);
}

/** Frees a block that was not made a part of the map, because that was stopped. */
export function dropBuilding(t: Table): void {
  if (!own(t).building) return;
  condemn(own(t).building);
  own(t).building = 0;
  reap();
}

/** Gives a map without memory tables of 2^bits groups together. False when memory is out. */
export function allocateTables<K, V>(t: Table, bits: u32): bool {
  giveUp(t);
  if (bits < tableBits<K>()) return allocateSmall<K, V>(t, <u32>1 << bits);
  const n = <u32>1 << (bits - tableBits<K>());
  if (!addSpaces<K, V>(t, n, true)) return false;
  if (n == 1) {
    own(t).single = firstSpace(t);
    own(t).singleMask = maskFor<K, V>(1 << tableBits<K>());
    own(t).tables = 1;
    own(t).groups = 1 << tableBits<K>();
    takeSpace<K, V>(t);
    return true;
  }
  if (allocateDirectory<K, V>(t, n)) return true;
  giveUp(t);
  return false;
}

/** Frees the memory of tables that were to be a map's, but are not. Precondition: it has none. */
function giveUp(t: Table): void {
  if (!own(t).chunks && !own(t).building) return;
  const formers = t.formers;
  findLasts(t);
  condemnBody(t);
  setEmpty(t);
  t.formers = formers;
  reap();
}

function allocateSmall<K, V>(t: Table, groups: u32): bool {
  const chunk = allocTable<K, V>(t, groups);
  if (!chunk) return false;
  own(t).building = chunk;
  const at = groupsOf(chunk, groups);
  const mask = maskFor<K, V>(groups);
  // Fresh memory reads as zero.
  if (zeroFrom > at) clearGroups<K, V>(t, at, mask);
  setLeft<K>(at, limitOf(groups));
  own(t).building = 0;
  addChunk(t, chunk);
  own(t).single = at;
  own(t).singleMask = mask;
  own(t).tables = 1;
  own(t).groups = groups;
  return true;
}

/** Makes the next `n` spaces, which read as zero, the tables of a directory. */
function allocateDirectory<K, V>(t: Table, n: u32): bool {
  const o = own(t);
  const directory = alloc(<u64>n * PLACE_SIZE);
  if (!directory) return false;
  o.building = directory;
  const mask = maskFor<K, V>(1 << tableBits<K>());
  let groups = o.spare;
  for (let i: u32 = 0; i < n; i++) {
    setPlace(directory + <usize>i * PLACE_SIZE, groups, mask);
    groups += <usize>spaceBytes<K, V>(t);
  }
  o.building = 0;
  o.directory = directory;
  o.mask = (n - 1) * PLACE_SIZE;
  o.tables = n;
  o.groups = n << tableBits<K>();
  o.spare = groups;
  t.bytes += <u64>n * PLACE_SIZE;
  return true;
}

export function clearTable(t: Table): void {
  const former = lastFormer(t);
  findLasts(t);
  condemnBody(t);
  condemnFormers(t, former);
  setEmpty(t);
  t.hint = 0;
  t.epoch++;
  t.sentinel = 0;
  t.generation++;
  reap();
  drawWords(t);
}

/** Makes `t` the unfinished map at `p`, of a header of so many bytes, and frees what it was but for the words of former maps. */
export function replaceTable(t: Table, p: usize, header: usize): void {
  const bytes = formersBytes(t);
  findLasts(t);
  condemnBody(t);
  changetype<Table>(p).formers = t.formers;
  changetype<Table>(p).bytes += bytes;
  memory.copy(changetype<usize>(t), p, header);
  if (!own(t).mask) own(t).directory = singlePlace(t);
  condemn(p);
  heap().unfinished = 0;
  reap();
}

export function destroyTable(t: Table): void {
  if (heap().unfinished && heap().unfinished != changetype<usize>(t)) abandon();
  const former = lastFormer(t);
  findLasts(t);
  condemnBody(t);
  condemnFormers(t, former);
  condemn(changetype<usize>(t));
  if (heap().unfinished == changetype<usize>(t)) heap().unfinished = 0;
  reap();
}
