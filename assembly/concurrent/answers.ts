// What an operation answers.

export const ABSENT: i32 = 0;
export const PRESENT: i32 = 1;
export const NO_MEMORY: i32 = -1;
/** The table was destroyed. */
export const GONE: i32 = -2;
/** The sum is no integer of that type. */
export const OVERFLOW: i32 = -3;
