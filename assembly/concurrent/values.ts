// What is asked of values.

import { decodeValue } from "../keys/encode";

/** Whether two values are the same: SameValueZero of floats. */
// @ts-ignore: decorator
@inline
export function isSame<W, V>(a: V, b: W): bool {
  const decoded = decodeValue<W, V>(a);
  return decoded == b || (isFloat<W>() && decoded != decoded && b != b);
}

/** Whether an integer sum does not fit. */
// @ts-ignore: decorator
@inline
export function overflows<W>(a: W, b: W): bool {
  if (isFloat<W>()) return false;
  const sum = <W>(a + b);
  if (isSigned<W>()) return ((sum ^ a) & (sum ^ b)) < 0;
  return sum < a;
}
