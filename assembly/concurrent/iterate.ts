// Iteration: some whole chains a call. The place of an iterator is a fraction, the bits of the hash that select a chain in
// reverse order: growth only refines places. So no key comes twice, and an entry that nobody touches comes exactly once.
// Of each chain comes what was in it at one moment.

import { GONE, NO_MEMORY } from "./answers";
import { waitFor } from "./evacuate";
import { bitsFor, countOf, reserve } from "./grow";
import { settle, settledGuard, settledIndex } from "./home";
import {
  Concurrent,
  DESTROYED,
  LEVEL,
  OWNER,
  bitsIn,
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

/** Entries that are enough for a call, and chains. */
const ENOUGH: u32 = 120;
const CHAINS: u32 = 512;

/** Puts the next entries into the region. How many; NO_MEMORY, or GONE. */
export function stage<K, V>(t: Concurrent, place: u32): i32 {
  if (!hasRegion()) return NO_MEMORY;
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
    const end = copyChain<K, V>(head, guard, n);
    if (end == MOVED_ON) continue;
    if (end == TOO_MANY) {
      if (n) break;
      // Chance has no such chains: others have inserted while a thread that was to enlarge the table had no processor.
      const wanted = bitsFor(<u32>countOf(t));
      if (bitsIn(state) >= wanted || !reserve<K, V>(t, <u32>countOf(t))) {
        return stateOf(t) & DESTROYED ? GONE : NO_MEMORY;
      }
      continue;
    }
    n = end;
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

/** Appends the entries of a chain to the `n` that are there. How many there are then. */
function copyChain<K, V>(head: usize, guard: u32, n: u32): u32 {
  let bucket = head;
  do {
    for (let left = matchEntries(topsOf(bucket)); left; left &= left - 1) {
      if (n == REGION_CAPACITY) return TOO_MANY;
      const slot = bucket + <usize>ctz(left);
      const to = region + REGION_ENTRIES;
      store<K>(to + <usize>n * sizeof<K>(), keyIn<K, V>(slot));
      if (valueSize<V>() != 0) {
        store<V>(region + REGION_VALUES + <usize>n * valueSize<V>(), valueIn<K, V>(slot));
      }
      n++;
    }
    bucket = nextOf(bucket);
    if (!isUnmoved(head, guard)) return MOVED_ON;
  } while (bucket);
  return n;
}
