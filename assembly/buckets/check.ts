// checkInvariants, in the checked build only: after every change, recounts everything a table claims about itself.
// O(n). A violation aborts with the name of the invariant.

import { EMPTY_ONE, EMPTY_REST, EVACUATED_EMPTY, EVACUATED_X, MIN_TOPHASH, topHash } from "../group/states";
import { hasRecords } from "../keys/arena";
import { arenaBytes, checkArena, countRecord, forgetRecords } from "../keys/check";
import { hash, hashAnew } from "../keys/hash";
import { keyAt } from "../keys/slot";
import { EMPTY_BUCKET, EMPTY_BUCKET_BYTES } from "../memory/addresses";
import { CHUNK_HEADER, nextChunk } from "../memory/chunk";
import { formerOf, formersBytes } from "../memory/former";
import { BytesTable, Table, headerSize } from "../memory/header";
import { sizeOf } from "../memory/heap";
import { bucketAt, overflowOf, slotAt, topHashAt } from "./bucket";
import { repair } from "./evacuate";
import { find } from "./find";
import { isRehashing } from "./former";
import { chainAt } from "./home";
import { BUCKET_SLOTS, arrayBytes, bucketSize } from "./layout";

function fail(what: string): void {
  abort("invariant violated: " + what);
}

let entries: u32 = 0;
let linked: u32 = 0;

export function checkInvariants<K, V>(t: Table): void {
  // What was stopped is gone on with first, as by any operation.
  repair<K, V>(t);
  for (let i: usize = 0; i < EMPTY_BUCKET_BYTES; i += 8) {
    if (load<u64>(EMPTY_BUCKET + i)) fail("the shared empty bucket is empty");
  }
  if (t.buckets == EMPTY_BUCKET) {
    if (t.count || t.limit || t.mask || t.B || t.chunks) fail("a table without memory has nothing");
    return;
  }
  if (t.mask != (<u32>1 << t.B) - 1) fail("mask is 2^B - 1");
  if (sizeOf(t.buckets) < arrayBytes<K, V>(t, t.B)) fail("the array has room for 2^B buckets");
  entries = 0;
  linked = 0;
  forgetRecords();
  checkChains<K, V>(t, t);
  if (isRehashing(t)) checkChains<K, V>(t, formerOf(t));
  if (entries != t.count) fail("count is the number of entries");
  if (linked != t.noverflow) fail("noverflow is the number of linked overflow buckets");
  checkSupply<K, V>(t);
  if (isRehashing(t)) checkRehash<K, V>(t);
  else if (t.oldbuckets) checkGrowth<K, V>(t);
  if (hasRecords<K>(t)) checkArena(changetype<BytesTable>(t));
}

/** The chains of a table or of the one that it was. */
function checkChains<K, V>(whole: Table, t: Table): void {
  for (let index: u32 = 0; ; index++) {
    const head = chainAt<K, V>(t, index);
    if (head) checkChain<K, V>(whole, t, index, head);
    if (index == t.mask) break;
  }
}

function checkChain<K, V>(whole: Table, t: Table, index: u32, head: usize): void {
  const old = t.oldbuckets && (index & t.oldmask) >= t.nevacuate;
  const mask = old ? t.oldmask : t.mask;
  let ended = false;
  let lastState: u32 = MIN_TOPHASH;
  for (let bucket = head; bucket; bucket = overflowOf<K, V>(t, bucket)) {
    if (bucket != head) linked++;
    for (let i: u32 = 0; i < BUCKET_SLOTS; i++) {
      const top = topHashAt(bucket, i);
      if (top == EMPTY_REST) {
        // At the border of two buckets there may be one, where a removal was stopped.
        if (!ended && lastState == EMPTY_ONE && i && whole == t) fail("no EMPTY_ONE right before EMPTY_REST");
        ended = true;
        continue;
      }
      if (ended) fail("nothing after EMPTY_REST");
      lastState = top;
      if (top == EMPTY_ONE) continue;
      if (top < MIN_TOPHASH) fail("no evacuated state in a live bucket");
      entries++;
      const slot = slotAt<K, V>(t, bucket, i);
      const key = keyAt<K, V>(t, slot);
      countRecord<K>(t, key);
      const h = hash<K>(t, key);
      if (h != hashAnew<K>(t, key)) fail("a key holds the hash of its table");
      if (topHash(h) != top) fail("tophash is the top of the hash");
      if ((h & mask) != (index & mask)) fail("an entry is in the bucket of its hash");
      if (find<K, V>(t, key, h) != slot) fail("a lookup finds every entry, once");
      if (whole != t && index < whole.migrated) fail("a chain that has moved has no entry");
    }
  }
  // What has moved away leaves EMPTY_ONE behind.
  if (!ended && lastState == EMPTY_ONE && whole == t) fail("a chain does not end in EMPTY_ONE");
}

/** Every overflow bucket of every chunk is linked, recycled, spare or reserved. */
function checkSupply<K, V>(t: Table): void {
  let supply: u64 = linked + (t.reserved ? 1 : 0);
  for (let bucket = t.free; bucket; bucket = overflowOf<K, V>(t, bucket)) supply++;
  supply *= bucketSize<K, V>(t);
  let bytes = <u64>headerSize<K>() + ownArrayBytes<K, V>(t) + formersBytes(t) + arenaBytes<K>(t);
  if (isRehashing(t)) bytes += ownArrayBytes<K, V>(formerOf(t));
  let newest = true;
  let capacity: u64 = 0;
  for (let chunk = t.chunks; chunk; chunk = nextChunk(chunk)) {
    // A block may be one unit larger than asked for; a bucket is at least three units.
    const buckets = (sizeOf(chunk) - CHUNK_HEADER) / bucketSize<K, V>(t);
    capacity += buckets * bucketSize<K, V>(t);
    if (newest) supply += t.spareEnd - t.spare;
    newest = false;
  }
  if (supply != capacity) fail("no overflow bucket is lost");
  if (t.bytes != bytes + capacity + <u64>chunkCount(t) * CHUNK_HEADER) fail("bytes is what the blocks hold");
}

function ownArrayBytes<K, V>(t: Table): u64 {
  const bytes = arrayBytes<K, V>(t, t.B);
  if (!t.oldbuckets || t.oldbuckets == t.buckets || isRehashing(t)) return bytes;
  return bytes + <u64>bucketSize<K, V>(t) * (<u64>t.oldmask + 1);
}

function chunkCount(t: Table): u32 {
  let n: u32 = 0;
  for (let chunk = t.chunks; chunk; chunk = nextChunk(chunk)) n++;
  return n;
}

function checkRehash<K, V>(t: Table): void {
  if (t.oldmask || t.nevacuate != 1 || t.source || t.reserved) fail("a table that is rehashing does not grow");
  if (t.limit != u32.MAX_VALUE) fail("a table that is rehashing takes what comes");
  if (t.migrated > formerOf(t).mask + 1) fail("a rehash ends with the last chain");
}

function checkGrowth<K, V>(t: Table): void {
  if (!t.reserved) fail("an overflow bucket is set aside while growing");
  if (t.nevacuate > t.oldmask) fail("a finished growth is closed");
  if (t.oldbuckets == t.buckets) return;
  for (let index: u32 = 0; index < t.nevacuate; index++) {
    const bucket = bucketAt<K, V>(t, t.oldbuckets, index);
    for (let i: u32 = 0; i < BUCKET_SLOTS; i++) {
      const top = topHashAt(bucket, i);
      if (top < EVACUATED_X || top > EVACUATED_EMPTY) fail("an evacuated old bucket is marked");
    }
  }
}
