// The record of a key of bytes: what it is, and its bytes.
//
//   ┌────────────┬─────────┐
//   │ descriptor │ n bytes │   aligned to 8 bytes
//   └────────────┴─────────┘
//   0            4
//
// A slot holds the hash of its key beside the address of the record. So whoever splits a chain reads no record at all, and whoever
// searches one reads those of keys with the very same hash.
//
// READERS come without a lock, and may still be at a record that was freed, and is part of another one now, or of anything else.
// What they make of it is dropped: a record is freed when the version of its chain has moved, and they look at that afterwards.
// Up to then they must not trap: no address is beyond the end of memory, which never shrinks. And they load words with atomic
// operations, lest a processor loads them later than the version.

import { load8 } from "../keys/record";
import { Held } from "./layout";
import { staged } from "./staging";

export const RECORD_DATA: usize = 4;

/** Bytes of a record. */
// @ts-ignore: decorator
@inline
export function recordSize(descriptor: u32): u32 {
  return ((descriptor >> 1) + 11) & ~7;
}

// @ts-ignore: decorator
@inline
export function descriptorIn(record: usize): u32 {
  return atomic.load<u32>(record);
}

/** Whether a record ends within the memory: one that was freed may tell any length. */
// @ts-ignore: decorator
@inline
function isInMemory(record: usize, descriptor: u32): bool {
  return <u64>record + recordSize(descriptor) <= <u64>memory.size() << 16;
}

/** Whether a record is that of the staged key. */
export function isRecordOf(key: Held, record: usize): bool {
  const descriptor = <u32>key;
  const n = descriptor >> 1;
  const first = atomic.load<u64>(record);
  if (<u32>first != descriptor) return false;
  // The first 4 bytes are in the same word. Of fewer, what is beyond them is shifted out; none: a shift by 32 would be one by 0.
  const differs = <u32>(first >> 32) ^ load<u32>(staged);
  if (n <= 4) return n == 0 || differs << (32 - (n << 3)) == 0;
  if (differs || !isInMemory(record, descriptor)) return false;
  let at = record + 8;
  let to = staged + 4;
  let left = n - 4;
  while (left > 8) {
    if (atomic.load<u64>(at) != load8(to)) return false;
    at += 8;
    to += 8;
    left -= 8;
  }
  return (atomic.load<u64>(at) ^ load8(to)) << (64 - ((<u64>left) << 3)) == 0;
}

/** Copies the staged key to a record that nobody knows, but for the descriptor. May be stopped. */
export function writeBytes(record: usize, n: u32): void {
  const to = record + RECORD_DATA;
  if (n > 64) memory.copy(to, staged, n);
  else for (let i: usize = 0; i < n; i += 4) store<u32>(to + i, load<u32>(staged + i));
}

/** Copies a whole record to where there is room for it, if it is within the memory. */
export function copyRecord(to: usize, record: usize, descriptor: u32): void {
  if (!isInMemory(record, descriptor)) return;
  const size = <usize>recordSize(descriptor);
  for (let i: usize = 0; i < size; i += 8) store<u64>(to + i, atomic.load<u64>(record + i));
}
