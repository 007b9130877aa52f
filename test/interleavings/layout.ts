// What the checker knows of memory: the places of a concurrent table, as assembly/concurrent/layout.ts and memory/addresses.ts
// have them, for u32 keys and u32 values. A test of its own holds that they agree.

export const HEAP_LOCK = 3124
export const TABLES = 3128
export const HEAP_START = 24576

export const STATE = 0
export const CHUNKS = 40
export const SIBLING = 44
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

export const cellAt = (table: number, thread: number) => ((table + CELLS + CELL - 1) & ~(CELL - 1)) + thread * CELL
export const BUCKET = 80
export const GUARD = 8
export const NEXT = 12
export const SLOTS = 16

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
