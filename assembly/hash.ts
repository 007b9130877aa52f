// Seeded hashes. Every map draws its own words; an attacker who does not see them cannot choose keys that collide.
//
// 4-byte keys: the top 32 bits of a*x + b in 64 bits (Dietzfelbinger 1996; Thorup, "High Speed Hashing for Integers and
// Strings", 2015): strongly universal, one multiply. 8-byte keys: the top 32 bits of (a + low) * (c + high) + b, pair
// multiply-shift from the same paper. On arithmetic progressions such a hash alone is a lottery: about one seed in a
// hundred crowds some buckets. A fixed bijection behind it keeps the proof and ends that.

import { MIN_TOPHASH, Table } from "./layout";

/** Bijection on 32 bits that spreads every bit over the low and the high ones. */
// @ts-ignore: decorator
@inline
function spread(h: u32): u32 {
  h ^= h >>> 16;
  h *= 0x85ebca6b;
  return h ^ (h >>> 15);
}

// @ts-ignore: decorator
@inline
export function hash<K>(t: Table, key: K): u32 {
  if (sizeof<K>() == 4) return spread(<u32>((t.a * <u64>key + t.b) >> 32));
  return spread(<u32>(((t.a + (<u64>key & 0xffffffff)) * (t.c + (<u64>key >> 32)) + t.b) >> 32));
}

/** The top byte of a hash, moved out of the way of the five special states. */
// @ts-ignore: decorator
@inline
export function topHash(h: u32): u32 {
  const top = h >>> 24;
  return top + (top < MIN_TOPHASH ? MIN_TOPHASH : 0);
}

/** Mixes a seed into the state of the table's generator. */
export function seedTable(t: Table, low: u32, high: u32): void {
  t.s0 = low;
  t.s1 = high;
  t.s2 = 0;
  t.s3 = 1;
  for (let i = 0; i < 12; i++) next(t);
  reseed(t);
}

/** Draws new words. Precondition: the table holds no entry. */
export function reseed(t: Table): void {
  t.a = next64(t);
  t.b = next64(t);
  t.c = next64(t);
  t.generation++;
}

/** sfc32 (Chris Doty-Humphrey, PractRand). */
function next(t: Table): u32 {
  const out = t.s0 + t.s1 + t.s3;
  t.s3 += 1;
  t.s0 = t.s1 ^ (t.s1 >>> 9);
  t.s1 = t.s2 + (t.s2 << 3);
  t.s2 = rotl(t.s2, 21) + out;
  return out;
}

function next64(t: Table): u64 {
  const high = <u64>next(t);
  return (high << 32) | <u64>next(t);
}
