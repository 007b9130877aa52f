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
// fraction of the class. A staging copies keys and values of whole chains; the caller knows when they are out of date.

import { matchFull, slotBits } from "../group/group";
import { EMPTY_REST } from "../group/states";
import { stageEntry } from "../keys/entry";
import { hash } from "../keys/hash";
import { STAGE_CAPACITY, STAGE_NEXT_DONE, STAGE_NEXT_SUB, STAGE_REST } from "../memory/addresses";
import { Table } from "../memory/header";
import { reverse } from "../memory/reverse";
import { bucketAt, keyAt, lastTopHash, overflowOf, slotAt } from "./bucket";
import { repair } from "./evacuate";
import { homeOf } from "./home";
import { BUCKET_SLOTS } from "./layout";

/** Hash bits that select a chain for sure: those of the old array while doubling. */
export function baseBits(t: Table): u32 {
  return t.oldbuckets ? popcnt(t.oldmask) : t.B;
}

/** The hash bits above `bits`, reversed: the first added bit becomes the top bit. */
function subOf(h: u32, bits: u32): u32 {
  return reverse(h >>> bits);
}

/** What a staging leaves out of a chain: entries outside the class, or before `leastSub` in it. */
let classBits: u32 = 0;
let classIndex: u32 = 0;
let leastSub: u32 = 0;
let filtering: bool = false;

/**
 * Stages the entries of the next chains. `start` is the first class, `done` how many are behind, `sub` the place in the
 * class. Returns the number of entries; STAGE_NEXT_DONE and STAGE_NEXT_SUB say where to go on. If a single chain was too
 * long, STAGE_REST is the bucket to go on with, at once.
 */
export function stage<K, V>(t: Table, bits: u32, start: u32, done: u32, sub: u32): u32 {
  const classMask = (<u32>1 << bits) - 1;
  let n: u32 = 0;
  repair<K, V>(t);
  store<u32>(STAGE_REST, 0);
  filtering = false;
  while (done <= classMask && n <= STAGE_CAPACITY - BUCKET_SLOTS) {
    const index = (start + done) & classMask;
    if (t.B == bits && !t.oldbuckets && !sub) {
      // The common case: a class is a bucket.
      const bucket = bucketAt<K, V>(t, t.buckets, index);
      if (lastTopHash(bucket) == EMPTY_REST) {
        n = stageBucket<K, V>(t, bucket, n);
      } else {
        if (n && !fits<K, V>(bucket, n)) break;
        n = stageChain<K, V>(t, bucket, n);
      }
      done++;
      continue;
    }
    const h = index | (reverse(sub) << bits);
    const head = homeOf<K, V>(t, h);
    if (n && !fits<K, V>(head, n)) break;
    const width = widthOf(t, h);
    classBits = bits;
    classIndex = index;
    leastSub = sub;
    filtering = width < bits || (sub != 0 && sub << (width - bits) != 0);
    n = stageChain<K, V>(t, head, n);
    if (width <= bits) {
      sub = 0;
      done++;
    } else {
      const step = <u32>1 << (32 - (width - bits));
      sub = (sub & ~(step - 1)) + step;
      if (sub == 0) done++;
    }
    if (load<u32>(STAGE_REST)) break;
    filtering = false;
  }
  store<u32>(STAGE_NEXT_DONE, done);
  store<u32>(STAGE_NEXT_SUB, sub);
  return n;
}

/** Goes on with a chain that did not fit, from `bucket` on. Precondition: nothing was called since `stage`. */
export function stageRest<K, V>(t: Table, bucket: usize): u32 {
  store<u32>(STAGE_REST, 0);
  return stageChain<K, V>(t, bucket, 0);
}

/** How many bits of hash select the chain of `h`. */
function widthOf(t: Table, h: u32): u32 {
  if (t.oldbuckets && (h & t.oldmask) >= t.nevacuate) return popcnt(t.oldmask);
  return t.B;
}

/** Whether a chain surely fits what is left of the staging. */
function fits<K, V>(head: usize, n: u32): bool {
  let room = STAGE_CAPACITY - n;
  for (let bucket = head; bucket; bucket = overflowOf<K, V>(bucket)) {
    if (room < BUCKET_SLOTS) return false;
    room -= BUCKET_SLOTS;
  }
  return true;
}

function stageChain<K, V>(t: Table, head: usize, n: u32): u32 {
  for (let bucket = head; bucket; bucket = overflowOf<K, V>(bucket)) {
    if (n > STAGE_CAPACITY - BUCKET_SLOTS) {
      store<u32>(STAGE_REST, <u32>bucket);
      break;
    }
    n = filtering ? stageFiltered<K, V>(t, bucket, n) : stageBucket<K, V>(t, bucket, n);
  }
  return n;
}

// Without branches, since how full a bucket is cannot be predicted: every slot is copied, only full ones are kept.
function stageBucket<K, V>(t: Table, bucket: usize, n: u32): u32 {
  const full = slotBits(matchFull(bucket));
  n = stageSlot<K, V>(t, bucket, 0, full, n);
  n = stageSlot<K, V>(t, bucket, 1, full, n);
  n = stageSlot<K, V>(t, bucket, 2, full, n);
  n = stageSlot<K, V>(t, bucket, 3, full, n);
  n = stageSlot<K, V>(t, bucket, 4, full, n);
  n = stageSlot<K, V>(t, bucket, 5, full, n);
  n = stageSlot<K, V>(t, bucket, 6, full, n);
  return stageSlot<K, V>(t, bucket, 7, full, n);
}

// @ts-ignore: decorator
@inline
function stageSlot<K, V>(t: Table, bucket: usize, index: u32, full: u32, n: u32): u32 {
  return stageEntry<K, V>(t, slotAt<K, V>(t, bucket, index), index, full, n);
}

function stageFiltered<K, V>(t: Table, bucket: usize, n: u32): u32 {
  const full = slotBits(matchFull(bucket));
  for (let i: u32 = 0; i < BUCKET_SLOTS; i++) {
    const inside = (full >>> i) & 1 && isInside<K>(t, keyAt<K, V>(t, slotAt<K, V>(t, bucket, i))) ? full : 0;
    n = stageSlot<K, V>(t, bucket, i, inside, n);
  }
  return n;
}

function isInside<K>(t: Table, key: K): bool {
  const h = hash<K>(t, key);
  return (h & ((<u32>1 << classBits) - 1)) == classIndex && subOf(h, classBits) >= leastSub;
}
