// The memory of one instance, and the only home of fixed addresses:
//
//   0        1024     1536     3072     4096      8192     13312     16384      24576             end of memory
//   ┌────────┬────────┬────────┬────────┬─────────┬────────┬─────────┬──────────┬─────────────────┐
//   │ unused │ empty  │ state  │ state  │ staging │ static │ scratch │ key that │ heap: blocks of │
//   │        │ bucket │ of the │ of     │         │ data   │ group   │ is asked │ 16-byte units   │
//   │        │        │ heap   │ calls  │         │        │         │          │                 │
//   └────────┴────────┴────────┴────────┴─────────┴────────┴─────────┴──────────┴─────────────────┘
//
// What lasts from one call to the next is here or in the heap, and not in variables: an image of the memory is complete.
//
// Binaryen assumes that nothing lives below address 1024.

/** A bucket that is always empty: what a table without memory points at, so that lookups need no special case. */
export const EMPTY_BUCKET: usize = 1024;
/** Loads may run that far over it. Behind it, up to the state of the heap, there is room for one more, with a header. */
export const EMPTY_BUCKET_BYTES: usize = 256;

/** What the heap knows beside its blocks (64 bytes), second-level bitmaps (32), and the heads of the free lists, 29 * 8
 * pointers. */
export const HEAP_STATE: usize = 1536;
export const HEAP_BITMAPS: usize = 1600;
export const HEAP_LISTS: usize = 1632;

// What follows, up to ENTROPY, and everything from the staging on, is one thread's where several share a memory: there, each has
// an area of its own with the same things at the same distances (own.ts).

/** What a thread has under way in such a memory: a HeapState of its own, of which two fields are used. */
export const OWN_HEAP_STATE: usize = 2560;
/** Once in the memory: the area of each thread, a word each. */
export const THREAD_AREAS: usize = 2624;

/** How far behind STAGED_KEY the key is that a call is about: not 0 while it is in a block of its own. */
export const STAGED_DISTANCE: usize = 3072;
/** Addresses of the regions for many keys, 0 as long as there are none; the last one is there during a call. */
export const BATCH_REGION: usize = 3076;
export const RANGES_REGION: usize = 3080;
export const PARTITION_REGION: usize = 3084;

/** State of the generator that makes the words of a rehash such as nobody can foretell (16 bytes). */
export const ENTROPY: usize = 3088;

// Of a memory that several threads share (concurrent/): the threads that are there, a bit each; those that have ended without
// leaving; one more than the greatest number that a thread ever had; the owner of the lock of the heap, 1 + its thread; the list of
// tables; how many there ever were.
export const LIVE_THREADS: usize = 3104;
export const DEAD_THREADS: usize = 3112;
export const KNOWN_THREADS: usize = 3120;
export const HEAP_LOCK: usize = 3124;
export const CONCURRENT_TABLES: usize = 3128;
export const CONCURRENT_SERIAL: usize = 3132;
/** The list of locks; how many there ever were. */
export const LOCKS: usize = 3152;
export const LOCK_SERIAL: usize = 3156;
/** The list of ordinary tables. */
export const PLAIN_TABLES: usize = 3160;
/** Random: tells one memory from another (16 bytes). */
export const MEMORY_ID: usize = 3136;
/** What the platform calls each thread, a word each: callers write and read them. */
export const THREAD_NAMES: usize = 3200;
/** Two words for each thread: the blocks that it has for itself. The next thread of that number goes on with them. */
export const THREAD_BLOCKS: usize = 3456;

/** Where an iterator's next entries are put for the caller to read. */
export const STAGE_NEXT_DONE: usize = 4096;
export const STAGE_NEXT_SUB: usize = 4100;
export const STAGE_REST: usize = 4104;
export const STAGE_REHASHES: usize = 4108;
export const STAGE_ENTRIES: usize = 4112;
/** Entries a staging holds; a multiple of the slots of a bucket. */
export const STAGE_CAPACITY: u32 = 128;

/** Static data (the messages of aborts) starts here: `--memoryBase` in asconfig.json. */
export const STATIC_DATA: usize = 8192;

/** 16 tophashes that somebody outside has matched. */
export const SCRATCH_GROUP: usize = 13312;

/** Behind it: a byte for each group of a table that is copied, while it is (swiss/fill.ts). */
export const SCRATCH_BYTES: usize = 13328;
export const SCRATCH_SIZE: u32 = 256;

/** The bytes of the key that an operation is about, with room for a record's header before them and slack behind. */
export const STAGED_KEY: usize = 16400;
export const STAGED_KEY_CAPACITY: u32 = 8160;

export const HEAP_START: usize = 24576;
