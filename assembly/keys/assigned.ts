// What `assign` of a layout returns beside the slot, which is a multiple of 4.

/** The key is new, its value is arbitrary. */
export const ASSIGN_NEW: usize = 1;
/** The table has outgrown its first bucket, or holds a large key: what frees it when it is dropped can no longer be shared with others. */
export const ASSIGN_OUTGREW: usize = 2;
export const ASSIGN_BITS: usize = 3;
