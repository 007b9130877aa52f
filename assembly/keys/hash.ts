// Seeded hashes. Every map draws its own words; an attacker who does not see them cannot choose keys that collide.
//
// 4-byte keys: the top 32 bits of a*x + b in 64 bits (Dietzfelbinger 1996; Thorup, "High Speed Hashing for Integers and
// Strings", 2015): strongly universal, one multiply. 8-byte keys: the top 32 bits of (a + low) * (c + high) + b, pair
// multiply-shift from the same paper. On arithmetic progressions such a hash alone is a lottery: about one seed in a
// hundred crowds some buckets. A fixed bijection behind it keeps the proof and ends that.
//
// Bytes, up to 64: pair multiply-shift of their 8-byte words, each word with two secret words of its own, and of their
// number; the last 1 to 8 bytes are the top of a word, which is one to one for a given number. Longer keys: each
// block of 64 bytes (the last one overlaps) is hashed like that to 32 bits, and these are the coefficients of a
// polynomial modulo 2^61 - 1 at a secret point (Carter and Wegman 1979): two different keys of L blocks collide with a
// probability of at most L / 2^32 over the choice of the words, whoever chose the keys.

import { ENTROPY } from "../memory/addresses";
import { BytesTable, HASH_WORDS, Table, wordsOf } from "../memory/header";
import { own } from "../memory/own";
import { dataOf, descriptorOf, heldHash, holdHash, holdsHash, load8 } from "./record";

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
  if (isManaged<K>()) return hashOfKey(changetype<BytesTable>(t), changetype<usize>(key));
  return hashWith<K>(t.a, t.b, sizeof<K>() == 4 ? 0 : t.c, key);
}

/** The hash of a key that is no bytes, with a table's words: for loops, which need not load them for every key. */
// @ts-ignore: decorator
@inline
export function hashWith<K>(a: u64, b: u64, c: u64, key: K): u32 {
  if (sizeof<K>() == 4) return spread(<u32>((a * <u64>key + b) >> 32));
  return spread(<u32>(((a + (<u64>key & 0xffffffff)) * (c + (<u64>key >> 32)) + b) >> 32));
}

// Places of the secret words of the hash of bytes, in bytes behind the header: 16 for the 8 words of a block, one for the
// descriptor, one to add, two for the polynomial's value, and its point.
const WORD_DESCRIPTOR: usize = 16 * 8;
const WORD_ADD: usize = 17 * 8;
const WORD_LONG: usize = 18 * 8;
const WORD_POINT: usize = 20 * 8;

/** Bytes of a block. */
const BLOCK: u32 = 64;
/** 2^61 - 1, a prime. */
const PRIME: u64 = 0x1fffffffffffffff;

// @ts-ignore: decorator
@inline
function multiplyPair(words: usize, low: u64, high: u64): u64 {
  return (load<u64>(words) + low) * (load<u64>(words, 8) + high);
}

/**
 * The words of `n` bytes, 1 to 64, multiplied in pairs and summed.
 *
 * Bytes are loaded 4 at a time, because a staged key was stored 4 at a time: a load of 8 would have to wait until both
 * stores have left the store buffer, which they do only after everything before them, cache misses of the last
 * operation included. Operations could then not overlap.
 */
// @ts-ignore: decorator
@inline
function sumOfPairs(words: usize, data: usize, n: u32): u64 {
  let sum: u64 = 0;
  while (n > 8) {
    sum += multiplyPair(words, load<u32>(data), load<u32>(data, 4));
    data += 8;
    words += 16;
    n -= 8;
  }
  const last = load8(data) << (64 - ((<u64>n) << 3));
  return sum + multiplyPair(words, last & 0xffffffff, last >> 32);
}

/** The hash of the bytes that a descriptor describes. */
// @ts-ignore: decorator
@inline
export function hashBytes(t: BytesTable, data: usize, descriptor: u32): u32 {
  return hashBytesWith(wordsOf(t), data, descriptor);
}

/** The same with the words at an address. A call of its own: inlined everywhere it is a third of the module. */
export function hashBytesWith(words: usize, data: usize, descriptor: u32): u32 {
  const n = descriptor >> 1;
  let sum = load<u64>(words, WORD_DESCRIPTOR) * <u64>descriptor + load<u64>(words, WORD_ADD);
  if (n > BLOCK) {
    const value = polynomial(words, data, n);
    sum += multiplyPair(words + WORD_LONG, value & 0xffffffff, value >> 32);
  } else if (n) {
    sum += sumOfPairs(words, data, n);
  }
  return spread(<u32>(sum >> 32));
}

function polynomial(words: usize, data: usize, n: u32): u64 {
  const point = load<u64>(words, WORD_POINT) >> 32;
  const last = data + n - BLOCK;
  let value: u64 = 0;
  while (data < last) {
    value = step(value, point, words, data);
    data += BLOCK;
  }
  return step(value, point, words, last);
}

/** value * point + the hash of a block, modulo 2^61 - 1, in 64-bit arithmetic. */
// @ts-ignore: decorator
@inline
function step(value: u64, point: u64, words: usize, block: usize): u64 {
  const high = (value >> 32) * point;
  const low = (value & 0xffffffff) * point;
  const next =
    ((high & 0x1fffffff) << 32) + (high >> 29) + (low & PRIME) + (low >> 61) + (sumOfPairs(words, block, BLOCK) >> 32);
  const folded = (next & PRIME) + (next >> 61);
  return folded >= PRIME ? folded - PRIME : folded;
}

/** The hash of a key of bytes as tables hold it. */
// @ts-ignore: decorator
@inline
function hashOfKey(t: BytesTable, key: usize): u32 {
  if (t.keyLength) return hashBytes(t, key, t.keyLength << 1);
  return holdsHash(key) ? heldHash(key) : hashBytes(t, dataOf(key), descriptorOf(key));
}

/** The hash with a table's words of a key as another table holds it, with words of its own: what the key holds does not count. */
// @ts-ignore: decorator
@inline
export function hashAnew<K>(t: Table, key: K): u32 {
  if (isManaged<K>() && !changetype<BytesTable>(t).keyLength) {
    return hashBytes(changetype<BytesTable>(t), dataOf(changetype<usize>(key)), descriptorOf(changetype<usize>(key)));
  }
  return hash<K>(t, key);
}

/** Makes a key hold the hash `h`, if its like do. A straight line. */
// @ts-ignore: decorator
@inline
export function setHash<K>(t: Table, key: K, h: u32): void {
  if (isManaged<K>() && !changetype<BytesTable>(t).keyLength && holdsHash(changetype<usize>(key))) {
    holdHash(changetype<usize>(key), h);
  }
}

/** Mixes a seed into the state of the table's generator. */
export function seedTable(t: Table, low: u32, high: u32): void {
  t.s0 = low;
  t.s1 = high;
  t.s2 = 0;
  t.s3 = 1;
  for (let i = 0; i < 12; i++) next(stateOf(t));
  reseed(t);
}

/** Mixes what nobody outside knows into the state of the table's generator. */
export function mixEntropy(t: Table): void {
  t.s0 ^= next(own() + ENTROPY);
  t.s1 ^= next(own() + ENTROPY);
  t.s2 ^= next(own() + ENTROPY);
  for (let i = 0; i < 12; i++) next(stateOf(t));
}

/** Seeds what `mixEntropy` takes, with random bits. */
export function seedEntropy(a: u32, b: u32, c: u32): void {
  store<u32>(own() + ENTROPY, a);
  store<u32>(own() + ENTROPY, b, 4);
  store<u32>(own() + ENTROPY, c, 8);
  store<u32>(own() + ENTROPY, 1, 12);
}

/** Draws the words of the hash of bytes for a table without a generator, from 16 random bytes, which move. */
export function drawWordsOfBytes(words: usize, seed: usize): void {
  for (let i = 0; i < 12; i++) next(seed);
  for (let i: usize = 0; i < HASH_WORDS; i++) store<u64>(words + (i << 3), next64(seed));
}

/** Draws new words, and tells iterators. Precondition: the table holds no entry. */
export function reseed(t: Table): void {
  t.generation++;
  drawWords(t);
}

/** Draws new words. Precondition: the table holds no entry, and callers know that the words move. */
export function drawWords(t: Table): void {
  const s = stateOf(t);
  t.a = next64(s);
  t.b = next64(s);
  t.c = next64(s);
  if (t.hasBytes) {
    const words = wordsOf(changetype<BytesTable>(t));
    for (let i: usize = 0; i < HASH_WORDS; i++) store<u64>(words + (i << 3), next64(s));
  }
}

/** Gives a table the words and the generator of another one. A straight line. */
// @ts-ignore: decorator
@inline
export function takeWords<K>(t: Table, from: Table): void {
  t.a = from.a;
  t.b = from.b;
  t.c = from.c;
  t.s0 = from.s0;
  t.s1 = from.s1;
  t.s2 = from.s2;
  t.s3 = from.s3;
  if (isManaged<K>()) {
    memory.copy(wordsOf(changetype<BytesTable>(t)), wordsOf(changetype<BytesTable>(from)), HASH_WORDS * 8);
  }
}

/** Where the state of the table's generator is. */
// @ts-ignore: decorator
@inline
function stateOf(t: Table): usize {
  return changetype<usize>(t) + offsetof<Table>("s0");
}

/** sfc32 (Chris Doty-Humphrey, PractRand) over the 16 bytes at `s`. */
function next(s: usize): u32 {
  const out = load<u32>(s) + load<u32>(s, 4) + load<u32>(s, 12);
  const s1 = load<u32>(s, 4);
  const s2 = load<u32>(s, 8);
  store<u32>(s, load<u32>(s, 12) + 1, 12);
  store<u32>(s, s1 ^ (s1 >>> 9));
  store<u32>(s, s2 + (s2 << 3), 4);
  store<u32>(s, rotl(s2, 21) + out, 8);
  return out;
}

function next64(s: usize): u64 {
  const high = <u64>next(s);
  return (high << 32) | <u64>next(s);
}
