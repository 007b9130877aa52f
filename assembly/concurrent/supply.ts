// Overflow buckets: each thread has some in stock, so that most need no lock of the heap.

import { alloc } from "../memory/heap";
import { Cell, Concurrent, bitsIn, bucketSize, cellOf, nextOf, setNext, stateOf } from "./layout";
import { lockHeap, thread, unlockHeap } from "./threads";

/** Before the buckets of a chunk: the next chunk. */
const CHUNK_HEADER: usize = 16;

// @ts-ignore: decorator
@inline
export function myCell(t: Concurrent): Cell {
  return cellOf(t, thread);
}

/** Sees to it that the thread has `n` overflow buckets. False if there is no memory. */
export function stockUp<K, V>(t: Concurrent, n: u32): bool {
  while (myCell(t).stock < n) if (!addChunk<K, V>(t)) return false;
  return true;
}

function addChunk<K, V>(t: Concurrent): bool {
  const buckets = min<u32>(max<u32>((<u32>1 << bitsIn(stateOf(t))) >> 5, 4), 256);
  lockHeap();
  const chunk = alloc(CHUNK_HEADER + <u64>buckets * <u64>bucketSize<K, V>());
  if (chunk) {
    store<usize>(chunk, t.chunks);
    t.chunks = chunk;
  }
  unlockHeap();
  if (!chunk) return false;
  const cell = myCell(t);
  const first = chunk + CHUNK_HEADER;
  const last = first + <usize>(buckets - 1) * bucketSize<K, V>();
  for (let bucket = first; bucket < last; bucket += bucketSize<K, V>()) setNext(bucket, bucket + bucketSize<K, V>());
  setNext(last, cell.free);
  cell.free = first;
  cell.stock += buckets;
  return true;
}

/** Takes the first of the stock. Precondition: there is one. */
// @ts-ignore: decorator
@inline
export function take(cell: Cell): usize {
  const bucket = cell.free;
  cell.free = nextOf(bucket);
  cell.stock--;
  return bucket;
}

/** Puts a bucket back into stock. Whoever is still reading it finds that the guard of its chain has moved. */
// @ts-ignore: decorator
@inline
export function giveBack(cell: Cell, bucket: usize): void {
  setNext(bucket, cell.free);
  cell.free = bucket;
  cell.stock++;
}
