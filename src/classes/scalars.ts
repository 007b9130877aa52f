// Scalars that an operation returns in place of a result. Those that could also be a result are unlikely ones, and the
// caller asks again when it meets one.

/** A missing 32-bit value, as a signed integer. */
export const MISSING = -0x7ffffffd
/** A missing 64-bit value, as a signed integer. */
export const MISSING_BIGINT = -0x7ffffffffffffffdn
/** A handle that says that memory is out; handles never reach it. */
export const FAILED = -1
/** A 64-bit sum that could not be had, as a signed integer. */
export const FAILED_BIGINT = -0x7fffffffffffffffn

/** Why the last increment failed, if it did. */
export const OVERFLOW = 1
export const OUT_OF_MEMORY = 2
/** It did not: the sum is in the table, which has outgrown its first bucket. */
export const OUTGREW = 3
