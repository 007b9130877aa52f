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
// REHASH. Once the words have been drawn anew, or while entries are with the former table, all that an iteration has left is
// staged at once, as if it were one long chain: a walk over both tables, in which the place of an entry is told by the words of
// when the iteration began. That is O(n), which is no more than the iteration costs anyway, and happens once.
//
// The iterator's state is with the caller: the number of classes done, and `sub`, the reversed added bits as a 32-bit
// fraction of the class. A staging copies keys and values of whole chains; the caller knows when they are out of date.

import { first, matchFull, removeFirst, slotBits } from "../group/group";
import { EMPTY_REST } from "../group/states";
import { stageAny, stageEntry } from "../keys/entry";
import { hash, hashAnew } from "../keys/hash";
import { Any } from "../keys/types";
import { keyAt, keyOffset } from "../keys/slot";
import { STAGE_CAPACITY, STAGE_NEXT_DONE, STAGE_NEXT_SUB, STAGE_REHASHES, STAGE_REST } from "../memory/addresses";
import { formerOf, tableBefore } from "../memory/former";
import { Table } from "../memory/header";
import { own } from "../memory/own";
import { reverse } from "../memory/reverse";
import { bucketAt, lastTopHash, overflowOf, slotAt } from "./bucket";
import { repair } from "./evacuate";
import { isRehashing } from "./former";
import { chainAt, homeOf } from "./home";
import { BUCKET_SLOTS } from "./layout";

/** Hash bits that select a chain for sure: those of the old array while doubling. */
export function baseBits(t: Table): u32 {
  return t.oldbuckets && !isRehashing(t) ? popcnt(t.oldmask) : t.B;
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

/** Of a walk over all that is left: the table that is walked over, the next chain, the words that tell places, whether to go
 * on with the former table, and where the iteration is. */
let walked: usize = 0;
let nextChain: u32 = 0;
let wordsFrom: usize = 0;
let formerNext: usize = 0;
let firstClass: u32 = 0;
let classesDone: u32 = 0;

/**
 * Stages the entries of the next chains. `start` is the first class, `done` how many are behind, `sub` the place in the
 * class, `rehashes` what STAGE_REHASHES said when the iteration began. Returns the number of entries; STAGE_NEXT_DONE and STAGE_NEXT_SUB say where to go on. If a single chain was too
 * long, STAGE_REST is the bucket to go on with, at once.
 */
export function stage<K, V>(t: Table, bits: u32, start: u32, done: u32, sub: u32, rehashes: u32): u32 {
  const classMask = (<u32>1 << bits) - 1;
  let n: u32 = 0;
  repair<K, V>(t);
  walked = 0;
  store<u32>(own() + STAGE_REHASHES, t.rehashes);
  // One that has not begun goes by the words of now.
  if (!(done | sub)) rehashes = t.rehashes;
  if (t.rehashes != rehashes || isRehashing(t)) return stageAll<K>(t, bits, start, done, sub, rehashes);
  store<u32>(own() + STAGE_REST, 0);
  filtering = false;
  while (done <= classMask && n <= STAGE_CAPACITY - BUCKET_SLOTS) {
    const index = (start + done) & classMask;
    if (t.B == bits && !t.oldbuckets && !sub) {
      // The common case: a class is a bucket.
      const bucket = bucketAt<K, V>(t, t.buckets, index);
      if (lastTopHash(bucket) == EMPTY_REST) {
        n = stageBucket<K, V>(t, bucket, n);
      } else {
        if (n && !fits<K, V>(t, bucket, n)) break;
        n = stageChain<K, V>(t, bucket, n);
      }
      done++;
      continue;
    }
    const h = index | (reverse(sub) << bits);
    const head = homeOf<K, V>(t, h);
    if (n && !fits<K, V>(t, head, n)) break;
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
    if (load<u32>(own() + STAGE_REST)) break;
    filtering = false;
  }
  store<u32>(own() + STAGE_NEXT_DONE, done);
  store<u32>(own() + STAGE_NEXT_SUB, sub);
  return n;
}

/** Goes on with a chain that did not fit, from `bucket` on. Precondition: nothing was called since `stage`. */
export function stageRest<K, V>(t: Table, bucket: usize): u32 {
  store<u32>(own() + STAGE_REST, 0);
  return walked ? walk<K>(t, bucket) : stageChain<K, V>(t, bucket, 0);
}

/** Begins a walk over all that an iteration has left. */
function stageAll<K>(t: Table, bits: u32, start: u32, done: u32, sub: u32, rehashes: u32): u32 {
  const before = tableBefore(t, t.rehashes - rehashes);
  classBits = bits;
  firstClass = start;
  classesDone = done;
  leastSub = sub;
  store<u32>(own() + STAGE_REST, 0);
  store<u32>(own() + STAGE_NEXT_DONE, <u32>1 << bits);
  store<u32>(own() + STAGE_NEXT_SUB, 0);
  // Forgotten words: the table has been empty since, so none of the entries was there when the iteration began.
  if (!before) return 0;
  wordsFrom = changetype<usize>(before);
  walked = changetype<usize>(t);
  formerNext = isRehashing(t) ? changetype<usize>(formerOf(t)) : 0;
  nextChain = 0;
  return walk<K>(t, advance<K>());
}

/** The head of the next chain of a walk, 0 behind the last one. */
function advance<K>(): usize {
  let head: usize = 0;
  while (!head) {
    if (nextChain > changetype<Table>(walked).mask) {
      if (!formerNext) return 0;
      walked = formerNext;
      formerNext = 0;
      nextChain = 0;
    }
    head = chainAt<K, Any>(changetype<Table>(walked), nextChain++);
  }
  return head;
}

/** Stages as many of the entries that are left as there is room for, from `bucket` on; STAGE_REST is where to go on. */
function walk<K>(t: Table, bucket: usize): u32 {
  let n: u32 = 0;
  while (bucket && n <= STAGE_CAPACITY - BUCKET_SLOTS) {
    for (let full = matchFull(bucket); full; full = removeFirst(full)) {
      const slot = slotAt<K, Any>(t, bucket, first(full));
      if (isLeft<K>(keyAt<K, Any>(t, slot))) stageAny<K>(t, slot, n++);
    }
    bucket = overflowOf<K, Any>(t, bucket);
    if (!bucket) bucket = advance<K>();
  }
  store<u32>(own() + STAGE_REST, <u32>bucket);
  return n;
}

/** Whether an entry comes at or after the place of the iteration. */
function isLeft<K>(key: K): bool {
  const h = hashAnew<K>(changetype<Table>(wordsFrom), key);
  const classes = (h - firstClass) & ((<u32>1 << classBits) - 1);
  return classes > classesDone || (classes == classesDone && subOf(h, classBits) >= leastSub);
}

/** How many bits of hash select the chain of `h`. */
function widthOf(t: Table, h: u32): u32 {
  if (t.oldbuckets && (h & t.oldmask) >= t.nevacuate) return popcnt(t.oldmask);
  return t.B;
}

/** Whether a chain surely fits what is left of the staging. */
function fits<K, V>(t: Table, head: usize, n: u32): bool {
  let room = STAGE_CAPACITY - n;
  for (let bucket = head; bucket; bucket = overflowOf<K, V>(t, bucket)) {
    if (room < BUCKET_SLOTS) return false;
    room -= BUCKET_SLOTS;
  }
  return true;
}

function stageChain<K, V>(t: Table, head: usize, n: u32): u32 {
  for (let bucket = head; bucket; bucket = overflowOf<K, V>(t, bucket)) {
    if (n > STAGE_CAPACITY - BUCKET_SLOTS) {
      store<u32>(own() + STAGE_REST, <u32>bucket);
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
