// The life of a table: create, its first array, clear, destroy.
//
// Wherever a table is stopped (see memory/heap.ts), it is as before or as after: what it gives up is detached in a straight
// line and freed behind it. A table that is being made is noted as unfinished: nobody else knows of it, so if it is not
// finished, whoever needs memory next for a table gives it up.

import { condemnArena } from "../keys/arena";
import { drawWords } from "../keys/hash";
import { copyOfHeader, lastLargeOf, newHeader, seedUnfinished, setNoEntries } from "../keys/life";
import { bytesSlotSize, slotSize } from "../keys/slot";
import { Bytes } from "../keys/types";
import { EMPTY_BUCKET } from "../memory/addresses";
import { condemnChunks, lastChunk } from "../memory/chunk";
import { condemnFormers, formersBytes, lastFormer } from "../memory/former";
import { BytesTable, Table } from "../memory/header";
import { zeroFrom } from "../memory/heap";
import { undone } from "../memory/own";
import { alloc, allocArray, condemn, reap } from "../memory/supply";
import { condemnArrays } from "./former";
import { BUCKET_SLOTS, arrayBytes, loadLimit, slotsOffset } from "./layout";

/** A straight line. */
// @ts-ignore: decorator
@inline
export function setEmpty(t: Table): void {
  t.buckets = EMPTY_BUCKET;
  t.mask = 0;
  t.oldbuckets = 0;
  t.oldmask = 0;
  t.nevacuate = 0;
  t.source = 0;
  t.noverflow = 0;
  t.free = 0;
  t.spare = 0;
  t.spareEnd = 0;
  t.chunks = 0;
  t.reserved = 0;
  t.migrated = 0;
  t.B = 0;
  setNoEntries(t);
}

/** A table without memory beyond its header, or 0 when memory is out. */
export function createTable<K>(seedLow: u32, seedHigh: u32, hint: u32): usize {
  abandonUnfinished();
  const p = newHeader<K>(hint);
  if (!p) return 0;
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
  undone().unfinished = p;
  return p;
}

/** Gives up a table whose making was stopped, if there is one. */
// @ts-ignore: decorator
@inline
export function abandonUnfinished(): void {
  if (undone().unfinished) abandon();
}

/** Cold. */
function abandon(): void {
  destroyTable(changetype<Table>(undone().unfinished));
}

/** The same for keys of bytes: of `keyLength` each, or of any length if that is 0. */
export function createBytesTable(seedLow: u32, seedHigh: u32, hint: u32, keyLength: u32, valueSize: u32): usize {
  const p = createTable<Bytes>(seedLow, seedHigh, hint);
  if (p) formatSlots(changetype<BytesTable>(p), keyLength, valueSize);
  return p;
}

export function formatSlots(t: BytesTable, keyLength: u32, valueSize: u32): void {
  t.keyLength = keyLength;
  t.keyOffset = valueSize;
  t.slotSize = <u16>bytesSlotSize(keyLength, valueSize);
  t.bucketSize = <u32>slotsOffset<Bytes>() + BUCKET_SLOTS * <u32>t.slotSize;
}

/**
 * Gives up everything but the header and the former tables, in a straight line. The caller makes the table another one in
 * the same line, and frees behind it.
 *
 * @param chunks the last chunk of overflow buckets
 * @param large the last large record
 */
// @ts-ignore: decorator
@inline
function condemnBody(t: Table, chunks: usize, large: usize): void {
  condemnArrays(t);
  condemnChunks(t.chunks, chunks);
  if (t.hasBytes) condemnArena(changetype<BytesTable>(t), large);
}

/** Gives a table without memory its array of 2^B buckets. */
export function allocateArray<K, V>(t: Table, B: u32): bool {
  const bytes = arrayBytes<K, V>(t, B);
  const array = allocArray(bytes);
  if (!array) return false;
  // A bucket of zeroes is an empty bucket. Fresh memory reads as zero.
  if (zeroFrom > array) memory.fill(array, 0, min<usize>(zeroFrom - array, <usize>bytes));
  if (!isManaged<K>()) t.slotSize = <u16>slotSize<K, V>(t);
  t.buckets = array;
  t.mask = (<u32>1 << B) - 1;
  t.B = B;
  t.limit = loadLimit(B);
  t.bytes += bytes;
  return true;
}

export function clearTable(t: Table): void {
  const chunks = lastChunk(t.chunks);
  const large = lastLargeOf(t);
  const former = lastFormer(t);
  condemnBody(t, chunks, large);
  condemnFormers(t, former);
  setEmpty(t);
  t.hint = 0;
  t.epoch++;
  t.sentinel = 0;
  t.generation++;
  reap();
  drawWords(t);
}

/** Makes `t` the unfinished table at `p`, of a header of so many bytes, and frees what it was but for former tables. */
export function replaceTable(t: Table, p: usize, header: usize): void {
  const chunks = lastChunk(t.chunks);
  const large = lastLargeOf(t);
  const bytes = formersBytes(t);
  condemnBody(t, chunks, large);
  changetype<Table>(p).formers = t.formers;
  changetype<Table>(p).bytes += bytes;
  memory.copy(changetype<usize>(t), p, header);
  condemn(p);
  undone().unfinished = 0;
  reap();
}

export function destroyTable(t: Table): void {
  if (undone().unfinished && undone().unfinished != changetype<usize>(t)) abandon();
  const chunks = lastChunk(t.chunks);
  const large = lastLargeOf(t);
  const former = lastFormer(t);
  condemnBody(t, chunks, large);
  condemnFormers(t, former);
  condemn(changetype<usize>(t));
  if (undone().unfinished == changetype<usize>(t)) undone().unfinished = 0;
  reap();
}
