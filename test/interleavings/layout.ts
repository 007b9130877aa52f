// What the checker knows of memory: the places of a concurrent table, as assembly/concurrent/layout.ts and memory/addresses.ts
// have them, for u32 keys and u32 values, and for keys of bytes and u32 values. A test of its own holds that they agree.

export const HEAP_LOCK = 3124
export const TABLES = 3128
export const HEAP_START = 24576

export const STATE = 0
export const CHUNKS = 40
export const SIBLING = 44
/** Chunks of records; those with a block of their own. */
export const RECORDS = 52
export const LARGE = 56
export const SEGMENTS = 64
export const CLAIMED = 176
/** Before the cells, which begin with a cache line. */
export const CELLS = 288
export const CELL = 64
export const HEADER = CELLS + CELL - 1 + 64 * CELL
/** In a cell. */
export const COUNT = 0
export const FREE = 8
export const STOCK = 12
export const SPLIT = 16
export const POOL = 32

export const cellAt = (table: number, thread: number) => ((table + CELLS + CELL - 1) & ~(CELL - 1)) + thread * CELL
export const BUCKET = 80
export const BUCKET_OF_WORDS = 112
export const GUARD = 8
export const NEXT = 12
export const SLOTS = 16

/** Of keys of bytes: the words of their hash, and the records that were left to all, by class. */
export const HASH_WORDS = (HEADER + 7) & ~7
export const LEFT = HASH_WORDS + 21 * 8
/** In a pool: room in its chunk, and its lists. */
export const BUMP = 0
export const BUMP_END = 4
export const LISTS = 16
export const LIST = 16
export const CLASSES = 48
export const POOL_SIZE = LISTS + (CLASSES + 1) * LIST

/** Bytes of the records of a class. */
export const sizeOfClass = (c: number) => (c < 32 ? 8 * (c + 1) : (((c - 32) & 3) + 5) << (((c - 32) >> 2) + 6))

// Keys of bytes are 12 bytes for a number: its low 32 bits, of which alone the hash is made; 0; and what is above.

export const WORD_DESCRIPTOR = 24
export const wordsOf = (key: number): [number, number, number] => [key | 0, 0, Math.floor(key / 2 ** 33)]
export const keyOfWords = (low: number, high: number) => (low | 0) + ((high | 0) - (low < 0 ? -1 : 0)) * 2 ** 33
/** Another key of the same hash. */
export const twinOf = (key: number) => key + 2 ** 33

export const LEVEL = 31
export const OWNER = 0xff << 5
export const GROWING = 1 << 8
export const ENLARGING = 1 << 9

/** The hash of a key in a table with the words of `IDENTITY`: the inverse of `keyOf`. */
export function hashOf(key: number): number {
  const h = Math.imul(key ^ (key >>> 16), 0x85ebca6b)
  return (h ^ (h >>> 15)) >>> 0
}

export const bitsOf = (state: number) => (state >>> 16) & 31
export const topOf = (hash: number) => hash >>> 24 || 1

/** Of the heap: bytes in use, and the table that is being made or freed. */
export const HEAP_USED = 1536
export const HEAP_UNFINISHED = 1568
