// What is exported once, whatever the kind: life and sight of a table, the heap's figures. Constants: constants.ts.

import { matchEmpty, matchFull, matchTopHash, slotBits } from "./group/group";
import { seedEntropy } from "./keys/hash";
import { stageLongKey, wasFound } from "./keys/staged";
import { SCRATCH_GROUP } from "./memory/addresses";
import { checkHeap } from "./memory/check";
import { BytesTable, tableAt } from "./memory/header";
import { heapBudget, heapUsed, heapUsedKiB } from "./memory/heap";
import {
  addressOf,
  baseBits,
  bitsOf,
  bytesOf,
  bucketsOf,
  clearTable,
  createBytesTable,
  createTable,
  destroyTable,
  evacuatedOf,
  firstSlotIn,
  formerOf,
  oldBucketsOf,
  overflowBucketsOf,
  slotsIn,
  tablesOf,
} from "./table";

/** Changes with every incompatible change of the exports; a precompiled module of another version is refused. */
export const abiVersion: i32 = 6;
/** 0: buckets, 1: tables that split. A precompiled module of the other layout is refused. */
// @ts-ignore: defined by --use
export const tableLayout: i32 = SWISS ? 1 : 0;

export { heapBudget, heapUsed, heapUsedKiB, seedEntropy, stageLongKey, wasFound };

export function tableCreate(seedLow: u32, seedHigh: u32, hint: u32): usize {
  return createTable<u32>(seedLow, seedHigh, hint);
}
export function tableCreateBytes(seedLow: u32, seedHigh: u32, hint: u32, keyLength: u32, valueSize: u32): usize {
  return createBytesTable(seedLow, seedHigh, hint, keyLength, valueSize);
}
/** Of a table with keys of bytes: the length of every key in its slots, or 0 if they are records. */
export function tableKeyLength(table: usize): u32 {
  return changetype<BytesTable>(table).keyLength;
}
/** Of a table with keys of bytes. */
export function tableSlotSize(table: usize): u32 {
  return changetype<BytesTable>(table).slotSize;
}
/** Frees the entries; the header stays. */
export function tableClear(table: usize): void {
  clearTable(tableAt(table));
  // @ts-ignore: defined by --use
  if (CHECKED) checkHeap();
}
/** Frees everything. */
export function tableDestroy(table: usize): void {
  destroyTable(tableAt(table));
  // @ts-ignore: defined by --use
  if (CHECKED) checkHeap();
}
export function tableCount(table: usize): u32 {
  return tableAt(table).count;
}
/** Notes that a value is what callers take for "missing": of values that a call for many keys sets, only they know the type. */
export function tableNoteMissing(table: usize): void {
  tableAt(table).sentinel = 1;
}
/** Moves when the table is cleared or emptied. */
export function tableGeneration(table: usize): u32 {
  return tableAt(table).generation;
}
/** log2 of the number of buckets or, of tables that split, of the places of the directory. */
export function tableBits(table: usize): u32 {
  return bitsOf(tableAt(table));
}
/** Buckets or groups; 0 as long as the table has no memory. */
export function tableBuckets(table: usize): u32 {
  return bucketsOf(tableAt(table));
}
/** Tables that split from one: 1 of a table of buckets, 0 without memory. */
export function tableTables(table: usize): u32 {
  return tablesOf(tableAt(table));
}
/** Slots of a bucket or group, and where the first one is in it. */
export function tableSlots(table: usize): u32 {
  return slotsIn(tableAt(table));
}
export function tableFirstSlot(table: usize): usize {
  return firstSlotIn(tableAt(table));
}
export function tableBaseBits(table: usize): u32 {
  return baseBits(tableAt(table));
}
export function tableOverflow(table: usize): u32 {
  return overflowBucketsOf(tableAt(table));
}
/** Old buckets of a growth or a rehash under way, 0 if there is none. */
export function tableOldBuckets(table: usize): u32 {
  return oldBucketsOf(tableAt(table));
}
export function tableEvacuated(table: usize): u32 {
  return evacuatedOf(tableAt(table));
}
/** The table that still has some of the entries, 0 if there is none. */
export function tableFormer(table: usize): usize {
  return formerOf(tableAt(table));
}
/** How often the words were drawn anew because more keys fell together than chance allows. */
export function tableRehashes(table: usize): u32 {
  return tableAt(table).rehashes;
}
export function tableBytes(table: usize): f64 {
  return <f64>bytesOf(tableAt(table));
}
/** Where the entries are, to tell whether a growth moved it. */
export function tableAddress(table: usize): usize {
  return addressOf(tableAt(table));
}
/** For adversarial tests: fixes the words of the hash until the table empties. Precondition: the table is empty. */
export function tableSetWords(table: usize, a: u64, b: u64, c: u64): void {
  const t = tableAt(table);
  t.a = a;
  t.b = b;
  t.c = c;
}

// The matching for everyone: 16 tophash bytes as four little-endian words, the answer one bit a byte. A group of 8 is
// the low half.

// @ts-ignore: decorator
@inline
function storeGroup(w0: u32, w1: u32, w2: u32, w3: u32): void {
  store<u32>(SCRATCH_GROUP, w0);
  store<u32>(SCRATCH_GROUP, w1, 4);
  store<u32>(SCRATCH_GROUP, w2, 8);
  store<u32>(SCRATCH_GROUP, w3, 12);
}
export function groupMatchTopHash(w0: u32, w1: u32, w2: u32, w3: u32, top: u32): u32 {
  storeGroup(w0, w1, w2, w3);
  return slotBits(matchTopHash(SCRATCH_GROUP, top)) | (slotBits(matchTopHash(SCRATCH_GROUP + 8, top)) << 8);
}
export function groupMatchEmpty(w0: u32, w1: u32, w2: u32, w3: u32): u32 {
  storeGroup(w0, w1, w2, w3);
  return slotBits(matchEmpty(SCRATCH_GROUP)) | (slotBits(matchEmpty(SCRATCH_GROUP + 8)) << 8);
}
export function groupMatchFull(w0: u32, w1: u32, w2: u32, w3: u32): u32 {
  storeGroup(w0, w1, w2, w3);
  return slotBits(matchFull(SCRATCH_GROUP)) | (slotBits(matchFull(SCRATCH_GROUP + 8)) << 8);
}
