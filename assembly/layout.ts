// Every number about memory has its home here: addresses, sizes, offsets, masks, states of a slot.
//
// The memory of one instance:
//
//   0        1024       1536       4096        8192     12288      16384      24576             end of memory
//   ┌────────┬──────────┬──────────┬───────────┬────────┬──────────┬──────────┬─────────────────┐
//   │ unused │ empty    │ heap     │ staging   │ static │ scratch  │ key that │ heap: blocks of │
//   │        │ bucket   │ lists    │           │ data   │ bucket   │ is asked │ 16-byte units   │
//   └────────┴──────────┴──────────┴───────────┴────────┴──────────┴──────────┴─────────────────┘
//
// Binaryen assumes that nothing lives below address 1024.

/** A bucket that is always empty: what a table without memory points at, so that lookups need no special case. */
export const EMPTY_BUCKET: usize = 1024;

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
  if (isManaged<K>()) return 4;
  return sizeof<K>() == 4 && valueSize<V>() <= 4 ? 3 : 4;
}

/** Static data (the messages of aborts) starts here: `--memoryBase` in asconfig.json. */
export const STATIC_DATA: usize = 8192;

/** Evacuation in place copies the head bucket here before it is rewritten. */
export const SCRATCH_BUCKET: usize = 12288;

/** The bytes of the key that an operation is about, with room for a record's header before them and slack behind. */
export const STAGED_KEY: usize = 16400;
export const STAGED_KEY_CAPACITY: u32 = 8160;

export const HEAP_START: usize = 24576;

// A bucket of 8 slots, here with 4-byte keys and 4-byte values (80 bytes):
//
//   0        8        16                72         76    80
//   ┌────────┬────────┬── ─ ─ ──┬────────┬──────────┬─────┐
//   │ top 0-7│ k0  v0 │         │ k7  v7 │ overflow │ pad │
//   └────────┴────────┴── ─ ─ ──┴────────┴──────────┴─────┘
//
// Measured: a key beside its value, not eight keys before eight values: a hit then touches 1.5 cache lines on average
// instead of 1.75 (docs/dead-ends.md).

// With keys of bytes the overflow pointer comes first, since the size of a slot is known at run time only, and the value
// stands before the key:
//
//   0        8          12
//   ┌────────┬──────────┬────────┬── ─ ─ ──┬────────┐    k: the address of a key record in the map's arena or,
//   │ top 0-7│ overflow │ v0  k0 │         │ v7  k7 │       in a map of keys of one length, the bytes themselves
//   └────────┴──────────┴────────┴── ─ ─ ──┴────────┘

/**
 * Stands for keys of bytes as the K of a table. A value of this type is an address: of the key's record or, for keys of
 * a fixed length, of the bytes. Never allocated; managed only so that `isManaged` tells it from plain keys.
 */
@final
export class Bytes {}

export const BUCKET_SLOTS_BITS: u32 = 3;
export const BUCKET_SLOTS: u32 = 1 << BUCKET_SLOTS_BITS;
export const BUCKET_SLOTS_MASK: u32 = BUCKET_SLOTS - 1;
export const SLOTS_OFFSET: usize = 8;

/** Where the overflow pointer and the slots of a bucket with keys of bytes are. */
const BYTES_OVERFLOW_OFFSET: usize = 8;
export const BYTES_SLOTS_OFFSET: usize = 12;

/** The longest keys of a fixed length that are packed into buckets; longer ones are stored like any. */
export const MAX_PACKED_KEY: u32 = 256;

/** Stands for "no value" as the V of a set's table. */
export type None = u8;

/** Bytes of a value: 0, 4 or 8. */
// @ts-ignore: decorator
@inline
export function valueSize<V>(): usize {
  return sizeof<V>() == 1 ? 0 : sizeof<V>();
}

/** Of a slot: where its value is. */
// @ts-ignore: decorator
@inline
export function valueOffset<K>(): usize {
  return isManaged<K>() ? 0 : sizeof<K>();
}

/** Of a slot: where its key is. */
// @ts-ignore: decorator
@inline
export function keyOffset<K, V>(): usize {
  return isManaged<K>() ? valueSize<V>() : 0;
}

// @ts-ignore: decorator
@inline
export function slotsOffset<K>(): usize {
  return isManaged<K>() ? BYTES_SLOTS_OFFSET : SLOTS_OFFSET;
}

// @ts-ignore: decorator
@inline
export function slotSize<K, V>(t: Table): usize {
  if (isManaged<K>()) return changetype<BytesTable>(t).slotSize;
  return sizeof<K>() + valueSize<V>();
}

// @ts-ignore: decorator
@inline
export function overflowOffset<K, V>(): usize {
  if (isManaged<K>()) return BYTES_OVERFLOW_OFFSET;
  return SLOTS_OFFSET + <usize>BUCKET_SLOTS * (sizeof<K>() + valueSize<V>());
}

/** Bytes of a bucket: a multiple of 16 or, with keys of bytes, of 4. */
// @ts-ignore: decorator
@inline
export function bucketSize<K, V>(t: Table): usize {
  if (isManaged<K>()) return changetype<BytesTable>(t).bucketSize;
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
export const LOAD_FACTOR_NUMERATOR: u32 = 13;
export const LOAD_FACTOR_DENOMINATOR: u32 = 2;

/** Buckets beyond 2^28 would not fit a memory of 2^32 bytes. */
export const MAX_B: u32 = 28;

/** One map's header. Offsets follow from the order of the fields. */
@unmanaged
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
  /** Whether this is a BytesTable. */
  hasBytes: u32;
}

/** The header of a map whose keys are bytes. The words of its hash follow (hash.ts). */
@unmanaged
@final
export class BytesTable extends Table {
  /** Bytes of every key, packed into the slots; 0: any length, in the arena. */
  keyLength: u32;
  slotSize: u32;
  bucketSize: u32;
  /** Chunks of key records, oldest first; records are appended to the newest. */
  oldest: usize;
  newest: usize;
  /** Room for records in the newest chunk: [bump, bumpEnd). */
  bump: usize;
  bumpEnd: usize;
  /** The next record of the oldest chunk to be cleaned, 0 if cleaning it has not begun. */
  cleanAt: usize;
  /** Bytes of records in chunks: of keys in the table, of deleted ones. */
  live: u32;
  garbage: u32;
  /** Records that have a block of their own, linked both ways. */
  large: usize;
}

/** Words of the hash of bytes. */
export const HASH_WORDS: usize = 21;

/** Bytes of a table's header. */
// @ts-ignore: decorator
@inline
export function headerSize<K>(): usize {
  if (isManaged<K>()) return offsetof<BytesTable>() + HASH_WORDS * 8;
  return offsetof<Table>();
}
