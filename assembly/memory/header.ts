// The header of a table: what it keeps from one call to the next. The only home of the fields' offsets, which follow from
// their order. Headers are aligned to 16 bytes, so the first four fields share a cache line.

/** One map's header. */
@unmanaged
export class Table {
  /** Entries. */
  count: u32;
  /** An insert of a new key that finds `count >= limit` takes the slow path: allocate or grow. */
  limit: u32;
  /** Counts updates and removals of entries, not inserts: what callers have read is as it was while it stays. */
  epoch: u32;
  /** 1 once a value was stored that callers take for "missing". */
  sentinel: u32;
  /** Words of the hash function, random. */
  a: u64;
  b: u64;
  c: u64;

  // OWN: what follows is the layout's. These are the names that buckets/ has for it; swiss/layout.ts has others.

  /** The bucket array. EMPTY_BUCKET as long as the table has no memory. */
  buckets: usize;
  /** Number of buckets - 1. */
  mask: u32;
  /** While growing, the array that is being evacuated, else 0. Equal to `buckets` when the array grows in place. */
  oldbuckets: usize;
  oldmask: u32;
  /** Old buckets below this index are evacuated. */
  nevacuate: u32;
  /** What is left of the old bucket that is being evacuated, the one before `nevacuate`, else 0: see buckets/evacuate.ts. */
  source: usize;
  /** Overflow buckets linked into chains. */
  noverflow: u32;
  /** log2 of the number of buckets. */
  B: u32;
  /** Recycled overflow buckets, linked by their overflow pointers. */
  free: usize;
  /** Never used overflow buckets of the newest chunk: [spare, spareEnd). */
  spare: usize;
  spareEnd: usize;
  /** Chunks that overflow buckets were cut from, newest first. */
  chunks: usize;
  /** Set aside while growing, so that an evacuation never lacks a bucket. */
  reserved: usize;
  /** While the newest former table still has entries: chains of it below this index have none. */
  migrated: u32;
  /** Where threads share the table: 1 + the one that is writing, else 0 (plain/mark.ts). */
  mark: u32;
  /** What all of them know of it (plain/share.ts). */
  share: usize;
  /** Room for what another layout keeps beyond that. */
  evenMore: u64;

  // The end of OWN.

  /** State of the generator that the words of the hash come from (sfc32). */
  s0: u32;
  s1: u32;
  s2: u32;
  s3: u32;
  /** Moves when the table is cleared or emptied: no entry is left of those that iterators know. */
  generation: u32;
  /** How often its words were drawn anew because more keys fell together than chance allows. */
  rehashes: u32;
  /** Bytes of heap held, header included. */
  bytes: u64;
  /** Entries announced by the caller, for the first array. */
  hint: u32;
  /** Whether this is a BytesTable. */
  hasBytes: u16;
  /** Bytes of a slot; of keys that are no bytes, once there is an array. */
  slotSize: u16;
  /** Tables that this one was before its hash was drawn anew, newest first: see former.ts. */
  formers: usize;
}

/** The header of a map whose keys are bytes. The words of its hash follow. */
@unmanaged
export class BytesTable extends Table {
  /** Bytes of every key, packed into the slots; 0: any length, in the arena. */
  keyLength: u32;
  /** Of a slot: where its key is, which is behind the value. */
  keyOffset: u32;
  /** Bytes of a bucket or, in swiss/, of a group. */
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

/** Where a layout keeps what is its own in a header, and how many bytes that may be. */
export const OWN_OFFSET: usize = offsetof<Table>("buckets");
export const OWN_BYTES: usize = offsetof<Table>("s0") - OWN_OFFSET;

/** The table that an export is given: by its address, since references in a signature make the compiler export a runtime. */
// @ts-ignore: decorator
@inline
export function tableAt(address: usize): Table {
  return changetype<Table>(address);
}

/** Moves whenever the words of a table do. */
// @ts-ignore: decorator
@inline
export function drawsOf(t: Table): u32 {
  return t.generation + t.rehashes;
}

/** Words of 8 bytes of the hash of bytes. */
export const HASH_WORDS: usize = 21;
/** They follow the header, aligned. */
const WORDS_OFFSET: usize = (offsetof<BytesTable>() + 7) & ~7;

/** Where the words of the hash of bytes are. */
// @ts-ignore: decorator
@inline
export function wordsOf(t: BytesTable): usize {
  return changetype<usize>(t) + WORDS_OFFSET;
}

/** Bytes of a table's header. */
// @ts-ignore: decorator
@inline
export function headerSize<K>(): usize {
  if (isManaged<K>()) return WORDS_OFFSET + HASH_WORDS * 8;
  return offsetof<Table>();
}
