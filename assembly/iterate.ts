// Iteration, one chain at a time, without a pointer into the table that outlives a change.
//
// An iterator fixes `baseBits`, the number of hash bits that select a bucket when it starts (of the old array in the
// middle of a doubling). It visits the classes of hashes with equal low `baseBits` one after another, from a random
// class on; at first, a class is one bucket. If the table has grown since, a class is several buckets: they are visited
// in the order of the added bits read backwards, in which a bucket that splits is followed at once by its other half
// (Pieter Noordhuis' order for SCAN in Redis). So the place of every entry in the iteration is fixed by its hash:
//
//   place = (class, added bits reversed)
//
// however often the table has grown, shrunk or moved. If the table has become smaller, a bucket holds several classes,
// and the entries outside the class or before the place are filtered out.
//
// The iterator's state is with the caller: the number of classes done, and `sub`, the reversed added bits as a 32-bit
// fraction of the class. A staging copies the keys and slot addresses of whole chains; while `epoch` stands still, the
// addresses are good.

import { homeOf, keyAt, overflowOf, slotAt } from "./bucket";
import { matchFull, slotBits } from "./group";
import { hash } from "./hash";
import {
  BUCKET_SLOTS,
  BUCKET_SLOTS_MASK,
  STAGE_CAPACITY,
  STAGE_KEYS,
  STAGE_NEXT_DONE,
  STAGE_NEXT_SUB,
  STAGE_REST,
  STAGE_SLOTS,
  Table,
} from "./layout";

/** Hash bits that select a chain for sure: those of the old array while doubling. */
export function baseBits(t: Table): u32 {
  return t.oldbuckets ? popcnt(t.oldmask) : t.B;
}

function reverse(x: u32): u32 {
  x = bswap(x);
  x = ((x & 0x0f0f0f0f) << 4) | ((x >>> 4) & 0x0f0f0f0f);
  x = ((x & 0x33333333) << 2) | ((x >>> 2) & 0x33333333);
  return ((x & 0x55555555) << 1) | ((x >>> 1) & 0x55555555);
}

/** The hash bits above `bits`, reversed: the first added bit becomes the top bit. */
function subOf(h: u32, bits: u32): u32 {
  return reverse(h >>> bits);
}

/** Entries staged so far. */
let staged: u32 = 0;
/** What to leave out of a chain: entries outside the class, or before `leastSub` in it. */
let filtering: bool = false;
let classBits: u32 = 0;
let classIndex: u32 = 0;
let leastSub: u32 = 0;

/**
 * Stages the entries of the next chains. `start` is the first class, `done` how many are behind, `sub` the place in the
 * class, `offset` the slot to begin with in every bucket. Returns the number of entries; STAGE_NEXT_DONE and
 * STAGE_NEXT_SUB say where to go on. If a single chain was too long, STAGE_REST is the bucket to go on with, at once.
 */
export function stage<K, V>(t: Table, bits: u32, start: u32, done: u32, sub: u32, offset: u32): u32 {
  const classMask = (<u32>1 << bits) - 1;
  staged = 0;
  store<u32>(STAGE_REST, 0);
  while (done <= classMask) {
    classBits = bits;
    classIndex = (start + done) & classMask;
    leastSub = sub;
    const h = classIndex | (reverse(sub) << bits);
    const width = widthOf(t, h);
    filtering = width < bits || (sub != 0 && sub << (width - bits) != 0);
    const head = homeOf<K, V>(t, h);
    if (staged && !fits<K, V>(head)) break;
    stageChain<K, V>(t, head, offset);
    if (width <= bits) {
      sub = 0;
      done++;
    } else {
      const step = <u32>1 << (32 - (width - bits));
      sub = (sub & ~(step - 1)) + step;
      if (sub == 0) done++;
    }
    if (staged > STAGE_CAPACITY - BUCKET_SLOTS) break;
  }
  store<u32>(STAGE_NEXT_DONE, done);
  store<u32>(STAGE_NEXT_SUB, sub);
  return staged;
}

/** Goes on with a chain that did not fit, from `bucket` on. Precondition: nothing was called since `stage`. */
export function stageRest<K, V>(t: Table, bucket: usize, offset: u32): u32 {
  staged = 0;
  store<u32>(STAGE_REST, 0);
  stageChain<K, V>(t, bucket, offset);
  return staged;
}

/** How many bits of hash select the chain of `h`. */
// @ts-ignore: decorator
@inline
function widthOf(t: Table, h: u32): u32 {
  if (t.oldbuckets && (h & t.oldmask) >= t.nevacuate) return popcnt(t.oldmask);
  return t.B;
}

/** Whether a chain surely fits what is left of the staging. */
function fits<K, V>(head: usize): bool {
  let room = STAGE_CAPACITY - staged;
  for (let bucket = head; bucket; bucket = overflowOf<K, V>(bucket)) {
    if (room < BUCKET_SLOTS) return false;
    room -= BUCKET_SLOTS;
  }
  return true;
}

function stageChain<K, V>(t: Table, head: usize, offset: u32): void {
  for (let bucket = head; bucket; bucket = overflowOf<K, V>(bucket)) {
    if (staged > STAGE_CAPACITY - BUCKET_SLOTS) {
      store<u32>(STAGE_REST, <u32>bucket);
      return;
    }
    // Rotating the mask starts every bucket at slot `offset`.
    const full = slotBits(matchFull(bucket));
    let rotated = ((full >>> offset) | (full << (BUCKET_SLOTS - offset))) & 0xff;
    while (rotated) {
      const index = (ctz(rotated) + offset) & BUCKET_SLOTS_MASK;
      rotated &= rotated - 1;
      const slot = slotAt<K, V>(bucket, index);
      if (!filtering || isInside<K>(t, keyAt<K>(slot))) stageSlot<K>(slot);
    }
  }
}

function isInside<K>(t: Table, key: K): bool {
  const h = hash<K>(t, key);
  return (h & ((<u32>1 << classBits) - 1)) == classIndex && subOf(h, classBits) >= leastSub;
}

// @ts-ignore: decorator
@inline
function stageSlot<K>(slot: usize): void {
  store<u32>(STAGE_SLOTS + (staged << 2), <u32>slot);
  store<K>(STAGE_KEYS + (staged << 3), keyAt<K>(slot));
  staged++;
}
