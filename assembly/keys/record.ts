// A key of bytes as it is stored: a record of header and bytes, at any address.
//
//   short, up to 62 bytes         long
//   ┌──────────┬─────────┐        ┌────────────┬────────┬──────┬─────────┐
//   │ 2n + wide│ n bytes │        │ 126 + wide │ n      │ hash │ n bytes │
//   └──────────┴─────────┘        └────────────┴────────┴──────┴─────────┘
//   0          1                  0            1        5      9
//
// `wide` tells strings of two bytes a character from bytes and strings of one. Bit 7 of the first byte marks a deleted
// key. A long record holds its hash, so that evacuating and cleaning never read more than 62 bytes of a key.
//
// Loads may run up to 7 bytes beyond a record, and stores up to 3.

/** Room behind the last record of a block. */
export const RECORD_SLACK: u32 = 8;

export const LONG: u32 = 126;
const LONGEST_SHORT: u32 = 62;
export const DEAD: u32 = 0x80;
export const SHORT_HEADER: usize = 1;
export const LONG_HEADER: usize = 9;

// @ts-ignore: decorator
@inline
function tagOf(record: usize): u32 {
  return load<u8>(record);
}

// @ts-ignore: decorator
@inline
function isLong(tag: u32): bool {
  return (tag & ~DEAD) >= LONG;
}

/** Twice the number of bytes, plus 1 if wide: a descriptor, as callers pass it. */
// @ts-ignore: decorator
@inline
export function descriptorOf(record: usize): u32 {
  const tag = tagOf(record);
  return isLong(tag) ? (load<u32>(record, 1) << 1) | (tag & 1) : tag & ~DEAD;
}

// @ts-ignore: decorator
@inline
export function dataOf(record: usize): usize {
  return record + (isLong(tagOf(record)) ? LONG_HEADER : SHORT_HEADER);
}

// @ts-ignore: decorator
@inline
export function recordSize(record: usize): u32 {
  const tag = tagOf(record);
  return isLong(tag) ? <u32>LONG_HEADER + load<u32>(record, 1) : <u32>SHORT_HEADER + ((tag & ~DEAD) >> 1);
}

// @ts-ignore: decorator
@inline
export function isDead(record: usize): bool {
  return (tagOf(record) & DEAD) != 0;
}

// @ts-ignore: decorator
@inline
export function markDead(record: usize): void {
  store<u8>(record, <u8>(tagOf(record) | DEAD));
}

/** Makes a dead record of `size` bytes, at least 1. */
// @ts-ignore: decorator
@inline
export function writeDead(record: usize, size: u32): void {
  if (size <= LONGEST_SHORT + <u32>SHORT_HEADER) {
    store<u8>(record, <u8>(DEAD | ((size - <u32>SHORT_HEADER) << 1)));
  } else {
    store<u8>(record, <u8>(DEAD | LONG));
    store<u32>(record, size - <u32>LONG_HEADER, 1);
  }
}

/** Whether a record holds its hash: a long one does. */
// @ts-ignore: decorator
@inline
export function holdsHash(record: usize): bool {
  return isLong(tagOf(record));
}

// @ts-ignore: decorator
@inline
export function heldHash(record: usize): u32 {
  return load<u32>(record, 5);
}

// @ts-ignore: decorator
@inline
export function holdHash(record: usize, h: u32): void {
  store<u32>(record, h, 5);
}

/** Writes a header in front of a key's bytes. Returns the record. `h` is stored if the key is long. */
// @ts-ignore: decorator
@inline
export function writeHeader(data: usize, descriptor: u32, h: u32): usize {
  if (descriptor >> 1 <= LONGEST_SHORT) {
    store<u8>(data - SHORT_HEADER, <u8>descriptor);
    return data - SHORT_HEADER;
  }
  const record = data - LONG_HEADER;
  store<u8>(record, <u8>(LONG | (descriptor & 1)));
  store<u32>(record, descriptor >> 1, 1);
  store<u32>(record, h, 5);
  return record;
}

/** 8 bytes, loaded 4 at a time: see hash.ts. */
// @ts-ignore: decorator
@inline
export function load8(at: usize): u64 {
  return <u64>load<u32>(at) | ((<u64>load<u32>(at, 4)) << 32);
}

/** Whether `n` bytes are the same, in a table and in a key that may have just been staged. */
// @ts-ignore: decorator
@inline
export function sameBytes(held: usize, key: usize, n: u32): bool {
  while (n > 8) {
    if (load<u64>(held) != load8(key)) return false;
    held += 8;
    key += 8;
    n -= 8;
  }
  // The last 1 to 8 bytes, with what is beyond them shifted out. No bytes at all: a shift by 64 would be one by 0.
  return n == 0 || (load<u64>(held) ^ load8(key)) << (64 - ((<u64>n) << 3)) == 0;
}

/** Whether two records hold the same key; the second may have just been staged. */
// @ts-ignore: decorator
@inline
export function sameRecord(held: usize, key: usize): bool {
  const tag = tagOf(key);
  if (tag != tagOf(held)) return false;
  if (!isLong(tag)) return sameBytes(held + SHORT_HEADER, key + SHORT_HEADER, tag >> 1);
  if (load<u32>(held, 1) != load<u32>(key, 1) || load<u32>(held, 5) != load<u32>(key, 5)) return false;
  return sameBytes(held + LONG_HEADER, key + LONG_HEADER, load<u32>(key, 1));
}

/** Copies a record of `size` bytes: up to 64 of them 4 at a time, and so up to 3 more than asked for. */
// @ts-ignore: decorator
@inline
export function copyRecord(to: usize, record: usize, size: u32): void {
  if (size > 64) {
    memory.copy(to, record, size);
    return;
  }
  store<u8>(to, load<u8>(record));
  for (let i: usize = 1; i < size; i += 4) store<u32>(to + i, load<u32>(record + i));
}
