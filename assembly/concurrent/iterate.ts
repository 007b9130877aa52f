// Iteration: some whole chains a call. The place of an iterator is a fraction, the bits of the hash that select a chain in
// reverse order: growth only refines places. So no key comes twice, and an entry that nobody touches comes exactly once.
// Of each chain comes what was in it at one moment.

import { GONE, NO_MEMORY } from "./answers";
import { waitFor } from "./evacuate";
import { bitsFor, countOf, reserve } from "./grow";
import { settle, settledGuard, settledIndex } from "./home";
import { copyRecord, descriptorIn, recordSize } from "./records";
import {
  Concurrent,
  DESTROYED,
  LEVEL,
  OWNER,
  bitsIn,
  hasRecords,
  isUnmoved,
  keyIn,
  matchEntries,
  nextOf,
  stateOf,
  topsOf,
  valueIn,
} from "./layout";
import { valueSize } from "../keys/types";
import { reverse } from "../memory/reverse";
import { REGION_CAPACITY, REGION_DONE, REGION_ENTRIES, REGION_NEXT, REGION_VALUES, hasRegion, region } from "./region";
import { STAGING_CAPACITY, stageLonger, threadStaging } from "./staging";

/** Entries that are enough for a call, and chains. */
const ENOUGH: u32 = 120;
const CHAINS: u32 = 512;

/** Of keys of bytes: where the next record goes, and where there is no more room. */
let to: usize = 0;
let end: usize = 0;
/** Bytes of the chain that had no room. */
let wanted: u64 = 0;

/**
 * Puts the next entries into the region. How many; NO_MEMORY, or GONE. In place of a key of bytes there is the address of a copy of
 * its record: in the thread's staging area or, if a single chain does not fit there, in a longer block that the caller releases.
 */
export function stage<K, V>(t: Concurrent, place: u32): i32 {
  if (!hasRegion()) return NO_MEMORY;
  if (hasRecords<K>()) {
    to = threadStaging();
    if (!to) return NO_MEMORY;
    end = to + STAGING_CAPACITY;
  }
  let n: u32 = 0;
  for (let chains: u32 = 0; chains < CHAINS && n < ENOUGH; chains++) {
    const head = settle<K, V>(t, reverse(place));
    if (!head) return GONE;
    const guard = settledGuard;
    if (guard & OWNER) {
      waitFor<K, V>(t, head, guard, settledIndex);
      continue;
    }
    const state = stateOf(t);
    const bits = bitsIn(state) - (state & LEVEL) + (guard & LEVEL);
    const start = to;
    const all = copyChain<K, V>(head, guard, n);
    if (all >= TOO_LONG) to = start;
    if (all == MOVED_ON) continue;
    if (all == TOO_LONG) {
      if (n) break;
      if (wanted > <u64>u32.MAX_VALUE >> 1) return NO_MEMORY;
      to = stageLonger(<u32>wanted);
      if (!to) return NO_MEMORY;
      end = to + <usize>wanted;
      continue;
    }
    if (all == TOO_MANY) {
      if (n) break;
      // Chance has no such chains: others have inserted while a thread that was to enlarge the table had no processor.
      const bits = bitsFor(<u32>countOf(t));
      if (bitsIn(state) >= bits || !reserve<K, V>(t, <u32>countOf(t))) {
        return stateOf(t) & DESTROYED ? GONE : NO_MEMORY;
      }
      continue;
    }
    n = all;
    const step: u32 = bits ? <u32>1 << (32 - bits) : 0;
    place = (place & ~(step - 1)) + step;
    if (!bits || !place) {
      store<u32>(region, 1, REGION_DONE);
      return n;
    }
  }
  store<u32>(region, place, REGION_NEXT);
  store<u32>(region, 0, REGION_DONE);
  return n;
}

const MOVED_ON: u32 = u32.MAX_VALUE;
const TOO_MANY: u32 = u32.MAX_VALUE - 1;
const TOO_LONG: u32 = u32.MAX_VALUE - 2;

/** Appends the entries of a chain to the `n` that are there. How many there are then. */
function copyChain<K, V>(head: usize, guard: u32, n: u32): u32 {
  let bucket = head;
  let bytes: u64 = 0;
  const room = <u64>(end - to);
  do {
    for (let left = matchEntries(topsOf(bucket)); left; left &= left - 1) {
      if (n == REGION_CAPACITY) return TOO_MANY;
      const slot = bucket + <usize>ctz(left);
      const entry = region + REGION_ENTRIES + <usize>n * sizeof<K>();
      if (hasRecords<K>()) {
        const record = <usize><u32>keyIn<K, V>(slot);
        // Of a record that was freed, that may be anything: then the guard has moved.
        const descriptor = descriptorIn(record);
        bytes += recordSize(descriptor);
        store<u64>(entry, <u64>to);
        if (bytes <= room) {
          copyRecord(to, record, descriptor);
          to += recordSize(descriptor);
        }
      } else {
        store<K>(entry, keyIn<K, V>(slot));
      }
      if (valueSize<V>() != 0) {
        store<V>(region + REGION_VALUES + <usize>n * valueSize<V>(), valueIn<K, V>(slot));
      }
      n++;
    }
    bucket = nextOf(bucket);
    if (!isUnmoved(head, guard)) return MOVED_ON;
  } while (bucket);
  if (hasRecords<K>() && bytes > room) {
    wanted = bytes;
    return TOO_LONG;
  }
  return n;
}
