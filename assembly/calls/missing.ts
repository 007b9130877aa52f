// What callers give single reads for a missing key, and take for "missing" when they get it. It may also be a value.

export const MISSING: i32 = -0x7ffffffd;
export const MISSING_64: i64 = -0x7ffffffffffffffd;

/** Whether a value is what stands for "missing" of its type: for floats, NaN. */
// @ts-ignore: decorator
@inline
export function isMissing<W>(value: W): bool {
  if (isFloat<W>()) return value != value;
  return sizeof<W>() == 4 ? <u32>value == <u32>MISSING : <u64>value == <u64>MISSING_64;
}
