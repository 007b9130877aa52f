// The memory of a map's tables, in chunks (memory/chunk.ts).
//
// Tables of 2^TABLE_BITS groups are all of one size: spaces, of which a chunk holds many, those never used behind each
// other, the others in a list by the first word of their headers. A table of another size, as a small map has one, is alone
// in its chunk: where it is not aligned to a cache line, its header is that of the chunk.
//
//   chunk of spaces     ┌ header ┬ … header │ groups ┬ … header │ groups ┬ … ┐      groups: multiples of 64
//   chunk of a table    ┌ header ┬ groups ┐
//
// A space is taken in a straight line. Until then it may be written to, as long as its first word stays.

import { CHUNK_HEADER, allocChunk, chunkBytes, nextChunk, setNextChunk } from "../memory/chunk";
import { Table } from "../memory/header";
import { condemn, reap, zeroFrom } from "../memory/heap";
import { TABLE_HEADER, maskFor, own, tableBits, tableBytes } from "./layout";

const LINE: usize = 64;
/** Spaces that a chunk for growth has at most; else it has a sixteenth of those there are. */
const MOST_SPACES: u32 = 1024;

// @ts-ignore: decorator
@inline
function aligned(at: usize): usize {
  return (at + LINE - 1) & ~(LINE - 1);
}
// @ts-ignore: decorator
@inline
export function spaceBytes<K, V>(t: Table): u64 {
  return tableBytes<K, V>(t, maskFor<K, V>(1 << tableBits<K>())) + <u64>LINE;
}
// @ts-ignore: decorator
@inline
export function isSpace<K, V>(mask: u32): bool {
  return mask == maskFor<K, V>(1 << tableBits<K>());
}

// @ts-ignore: decorator
@inline
export function nextSpace(groups: usize): usize {
  return load<u32>(groups - TABLE_HEADER);
}
// @ts-ignore: decorator
@inline
function setNextSpace(groups: usize, next: usize): void {
  store<u32>(groups - TABLE_HEADER, <u32>next);
}

/** Adds a chunk of `n` spaces, all zero if they `mustBeZero`. False when memory is out. */
export function addSpaces<K, V>(t: Table, n: u32, mustBeZero: bool): bool {
  const space = spaceBytes<K, V>(t);
  const chunk = allocChunk(<u64>n * space + <u64>LINE);
  if (!chunk) return false;
  const o = own(t);
  setNextChunk(chunk, o.chunks);
  o.chunks = chunk;
  t.bytes += chunkBytes(chunk);
  const first = aligned(chunk + CHUNK_HEADER + TABLE_HEADER);
  const end = first + <usize>n * <usize>space;
  if (mustBeZero && zeroFrom > chunk) {
    memory.fill(chunk + CHUNK_HEADER, 0, min(zeroFrom, end) - (chunk + CHUNK_HEADER));
  }
  if (o.spare != o.spareEnd) giveBack(t, o.spare);
  o.spare = first;
  o.spareEnd = end;
  return true;
}

/** Makes sure that there are `n` spaces, 1 or 2. False when memory is out. */
export function provideSpaces<K, V>(t: Table, n: u32): bool {
  const o = own(t);
  let have = <u32>(<u64>(o.spareEnd - o.spare) / spaceBytes<K, V>(t));
  if (o.free) have += nextSpace(o.free) ? 2 : 1;
  if (have >= n) return true;
  let wanted = max(n, min(MOST_SPACES, o.tables >> 4));
  while (!addSpaces<K, V>(t, wanted, false)) {
    // Half as many, but as many as are needed.
    if (wanted == n - have) return false;
    wanted = max(n - have, wanted >> 1);
  }
  return true;
}

/** The first or the second of the spaces that there are, still untaken. */
// @ts-ignore: decorator
@inline
export function firstSpace(t: Table): usize {
  return own(t).free ? own(t).free : own(t).spare;
}
// @ts-ignore: decorator
@inline
export function secondSpace<K, V>(t: Table): usize {
  const o = own(t);
  if (!o.free) return o.spare + <usize>spaceBytes<K, V>(t);
  return nextSpace(o.free) ? nextSpace(o.free) : o.spare;
}

/** Takes the first space. A straight line. */
// @ts-ignore: decorator
@inline
export function takeSpace<K, V>(t: Table): void {
  const o = own(t);
  if (o.free) o.free = nextSpace(o.free);
  else o.spare += <usize>spaceBytes<K, V>(t);
}

/** A space that is not used any more. A straight line. */
// @ts-ignore: decorator
@inline
export function giveBack(t: Table, groups: usize): void {
  setNextSpace(groups, own(t).free);
  own(t).free = groups;
}

/** Allocates a chunk for a table of another size: it is not yet the map's. Returns it, or 0 when memory is out. */
export function allocTable<K, V>(t: Table, groups: u32): usize {
  const bytes = tableBytes<K, V>(t, maskFor<K, V>(groups));
  return allocChunk(groups > UNALIGNED_GROUPS ? bytes + LINE : bytes);
}

/** Tables of so many groups are not worth an alignment. */
const UNALIGNED_GROUPS: u32 = 4;

/** Where the groups of a table are that has a chunk for itself. */
// @ts-ignore: decorator
@inline
export function groupsOf(chunk: usize, groups: u32): usize {
  return groups > UNALIGNED_GROUPS ? aligned(chunk + CHUNK_HEADER) : chunk + CHUNK_HEADER;
}

/** Makes a chunk the map's. A straight line. */
// @ts-ignore: decorator
@inline
export function addChunk(t: Table, chunk: usize): void {
  setNextChunk(chunk, own(t).chunks);
  own(t).chunks = chunk;
  t.bytes += chunkBytes(chunk);
}

/** Frees the chunk that a table of another size was alone in, and does `pending = 0` in the same line. */
export function dropTable(t: Table, groups: usize): void {
  const o = own(t);
  let previous: usize = 0;
  let chunk = o.chunks;
  while (chunk > groups || chunk + chunkBytes(chunk) < groups) {
    previous = chunk;
    chunk = nextChunk(chunk);
  }
  if (previous) setNextChunk(previous, nextChunk(chunk));
  else o.chunks = nextChunk(chunk);
  t.bytes -= chunkBytes(chunk);
  o.pending = 0;
  condemn(chunk);
  reap();
}
