// A string in UTF-8 as a staged key.

import { STAGED_KEY, STAGED_KEY_CAPACITY } from "../memory/addresses";
import { own } from "../memory/own";

/** Longer ones would not fit with two bytes a character. */
const MOST_BYTES: u32 = STAGED_KEY_CAPACITY / 2;
const HIGH_BITS: u32 = 0x80808080;

/**
 * Stages the string that `size` bytes at `from` are in UTF-8: one byte a character if all are below 256, else two. Returns
 * its descriptor, or -1 if it is too long or malformed. Up to 3 bytes behind it are read.
 */
export function stageUtf8(from: usize, size: u32): i32 {
  if (size > MOST_BYTES) return -1;
  let all: u32 = 0;
  let i: u32 = 0;
  for (; i + 4 <= size; i += 4) {
    const word = load<u32>(from + i);
    all |= word;
    store<u32>(own() + STAGED_KEY + i, word);
  }
  if (i < size) {
    const word = load<u32>(from + i);
    all |= word & (0xffffffff >>> (32 - ((size - i) << 3)));
    store<u32>(own() + STAGED_KEY + i, word);
  }
  if (!(all & HIGH_BITS)) return size << 1;
  return decode(from, from + size);
}

// @ts-ignore: decorator
@inline
function isContinuation(byte: u32): bool {
  return (byte & 0xc0) == 0x80;
}

/** Writes UTF-16, and makes one byte a character of it where it can. */
function decode(at: usize, end: usize): i32 {
  let to = own() + STAGED_KEY;
  let all: u32 = 0;
  while (at < end) {
    const c = codePointAt(at, end);
    if (c < 0) return -1;
    at += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    all |= c;
    if (c < 0x10000) {
      store<u16>(to, <u16>c);
      to += 2;
    } else {
      store<u16>(to, <u16>(0xd7c0 + (c >>> 10)));
      store<u16>(to, <u16>(0xdc00 | (c & 0x3ff)), 2);
      to += 4;
    }
  }
  const bytes = <u32>(to - (own() + STAGED_KEY));
  if (all > 0xff) return (bytes << 1) | 1;
  const n = bytes >> 1;
  for (let i: usize = 0; i < n; i++) store<u8>(own() + STAGED_KEY + i, load<u8>(own() + STAGED_KEY + (i << 1)));
  return n << 1;
}

/** The character at an address, or -1 if the bytes there are not well-formed: RFC 3629, table in section 4. */
function codePointAt(at: usize, end: usize): i32 {
  const a: u32 = load<u8>(at);
  if (a < 0x80) return a;
  const left = <u32>(end - at);
  if (a < 0xc2 || left < 2) return -1;
  const b: u32 = load<u8>(at, 1);
  if (!isContinuation(b)) return -1;
  if (a < 0xe0) return ((a & 0x1f) << 6) | (b & 0x3f);
  if (left < 3) return -1;
  const c: u32 = load<u8>(at, 2);
  if (!isContinuation(c)) return -1;
  if (a < 0xf0) {
    const point = ((a & 0x0f) << 12) | ((b & 0x3f) << 6) | (c & 0x3f);
    return point < 0x800 || (point >= 0xd800 && point < 0xe000) ? -1 : point;
  }
  if (left < 4) return -1;
  const d: u32 = load<u8>(at, 3);
  if (!isContinuation(d)) return -1;
  const point = ((a & 0x07) << 18) | ((b & 0x3f) << 12) | ((c & 0x3f) << 6) | (d & 0x3f);
  return a > 0xf4 || point < 0x10000 || point > 0x10ffff ? -1 : point;
}
