// Every number about memory has its home here: addresses, sizes, offsets, masks, states of a slot.
//
// The memory of one instance:
//
//   0        1024       1280       1536       4096        8192     16384             end of memory
//   ┌────────┬──────────┬──────────┬──────────┬───────────┬────────┬─────────────────┐
//   │ unused │ empty    │ scratch  │ heap     │ staging   │ static │ heap: blocks of │
//   │        │ bucket   │ bucket   │ lists    │           │ data   │ 16-byte units   │
//   └────────┴──────────┴──────────┴──────────┴───────────┴────────┴─────────────────┘
//
// Binaryen assumes that nothing lives below address 1024.

/** A bucket that is always empty: what a table without memory points at, so that lookups need no special case. */
export const EMPTY_BUCKET: usize = 1024;

/** Evacuation in place copies the head bucket here before it is rewritten. */
export const SCRATCH_BUCKET: usize = 1280;

/** Second-level bitmaps (32 bytes), then the heads of the free lists (29 * 8 pointers). */
export const HEAP_BITMAPS: usize = 1536;
export const HEAP_LISTS: usize = 1568;

/** Where an iterator's next entries are put for the caller to read. */
export const STAGE_NEXT_DONE: usize = 4096;
export const STAGE_NEXT_SUB: usize = 4100;
export const STAGE_REST: usize = 4104;
export const STAGE_ENTRIES: usize = 4112;
/** Entries a staging holds; a multiple of BUCKET_SLOTS. */
export const STAGE_CAPACITY: u32 = 128;

/** log2 of the bytes of a staged entry: a 4-byte key and its 4-byte value side by side, else the value at byte 8. */
// @ts-ignore: decorator
@inline
export function stageShift<K, V>(): usize {
  return sizeof<K>() == 4 && valueSize<V>() <= 4 ? 3 : 4;
}

/** Static data (the messages of aborts) starts here: `--memoryBase` in asconfig.json. The heap starts above it. */
export const HEAP_START: usize = 16384;

// A bucket of 8 slots, here with 4-byte keys and 4-byte values (80 bytes):
//
//   0        8        16                72         76    80
//   ┌────────┬────────┬── ─ ─ ──┬────────┬──────────┬─────┐
//   │ top 0-7│ k0  v0 │         │ k7  v7 │ overflow │ pad │
//   └────────┴────────┴── ─ ─ ──┴────────┴──────────┴─────┘
//
// Measured: a key beside its value, not eight keys before eight values: a hit then touches 1.5 cache lines on average
// instead of 1.75 (docs/dead-ends.md).

export const BUCKET_SLOTS_BITS: u32 = 3;
export const BUCKET_SLOTS: u32 = 1 << BUCKET_SLOTS_BITS;
export const BUCKET_SLOTS_MASK: u32 = BUCKET_SLOTS - 1;
export const SLOTS_OFFSET: usize = 8;

/** Stands for "no value" as the V of a set's table. */
export type None = u8;

/** Bytes of a value: 0, 4 or 8. */
// @ts-ignore: decorator
@inline
export function valueSize<V>(): usize {
  return sizeof<V>() == 1 ? 0 : sizeof<V>();
}

// @ts-ignore: decorator
@inline
export function slotSize<K, V>(): usize {
  return sizeof<K>() + valueSize<V>();
}

// @ts-ignore: decorator
@inline
export function overflowOffset<K, V>(): usize {
  return SLOTS_OFFSET + <usize>BUCKET_SLOTS * slotSize<K, V>();
}

/** Bytes of a bucket, a multiple of 16. */
// @ts-ignore: decorator
@inline
export function bucketSize<K, V>(): usize {
  return (overflowOffset<K, V>() + 4 + 15) & ~15;
}

// A slot's tophash byte is one of Go's five states or the top byte of its key's hash.

/** Empty, and so is every later slot of the chain: a search ends here. */
export const EMPTY_REST: u32 = 0;
/** Empty: its entry was deleted. */
export const EMPTY_ONE: u32 = 1;
/** In an old array: the entry went to the bucket of the same index. */
export const EVACUATED_X: u32 = 2;
/** In an old array: the entry went to the bucket with the new bit set. */
export const EVACUATED_Y: u32 = 3;
/** In an old array: the slot was empty when its bucket was evacuated. */
export const EVACUATED_EMPTY: u32 = 4;
/** The least tophash of a full slot. */
export const MIN_TOPHASH: u32 = 5;

/** Eight bytes EMPTY_REST. */
export const ALL_EMPTY_REST: u64 = 0;
/** Eight bytes EVACUATED_EMPTY. */
export const ALL_EVACUATED_EMPTY: u64 = 0x0404040404040404;

/** Go's load factor 6.5 as a fraction: entries per bucket before the array doubles. */
export const LOAD_FACTOR_NUMERATOR: u64 = 13;
export const LOAD_FACTOR_DENOMINATOR: u64 = 2;

/** Buckets beyond 2^28 would not fit a memory of 2^32 bytes. */
export const MAX_B: u32 = 28;

/** One map's header. Offsets follow from the order of the fields. */
@unmanaged
@final
export class Table {
  /** Entries. */
  count: u32;
  /** An insert of a new key that finds `count >= limit` takes the slow path: allocate or grow. */
  limit: u32;
  /** The bucket array. EMPTY_BUCKET as long as the table has no memory. */
  buckets: usize;
  /** Number of buckets - 1. */
  mask: u32;
  /** While growing, the array that is being evacuated, else 0. Equal to `buckets` when the array grows in place. */
  oldbuckets: usize;
  oldmask: u32;
  /** Old buckets below this index are evacuated. */
  nevacuate: u32;
  /** Overflow buckets linked into chains. */
  noverflow: u32;
  /** Words of the hash function, random. */
  a: u64;
  b: u64;
  c: u64;
  /** State of the generator that the words come from (sfc32). */
  s0: u32;
  s1: u32;
  s2: u32;
  s3: u32;
  /** Recycled overflow buckets, linked by their overflow pointers. */
  free: usize;
  /** Never used overflow buckets of the newest chunk: [spare, spareEnd). */
  spare: usize;
  spareEnd: usize;
  /** Blocks that overflow buckets were cut from; the first word of each points to the next. */
  chunks: usize;
  /** Set aside while growing, so that an evacuation never lacks a bucket. */
  reserved: usize;
  /** Moves whenever the hash function changes: cleared or emptied. */
  generation: u32;
  /** Bytes of heap held, header included. */
  bytes: u64;
  /** log2 of the number of buckets. */
  B: u32;
  /** Entries announced by the caller, for the first array. */
  hint: u32;
}
