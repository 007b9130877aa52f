// What TypeScript knows of a bucket's tophash bytes; assembly/layout.ts is where the table's own numbers live.

/** Slots of a bucket, and tophash bytes before them. */
export const SLOTS = 8

/** Every later slot is empty too. */
export const EMPTY_REST = 0
/** Empty: its entry was deleted. */
export const EMPTY_ONE = 1
/** The least tophash of a full slot; 2, 3 and 4 mark evacuated slots of an old array. */
export const MIN_TOPHASH = 5
