// Between what callers pass (integers, floats) and what tables hold (4 or 8 plain bytes). Keys of bytes: staged.ts.

const ONE_NAN: u64 = 0x7ff8000000000000;

/** A float key as its bits, such that equal bits mean SameValueZero: one NaN, no negative zero. */
// @ts-ignore: decorator
@inline
export function encodeKey<A, K>(key: A): K {
  if (isFloat<A>()) {
    // Adding zero turns -0 into 0; unlike a subtraction it is not folded away.
    return <K>(key != key ? ONE_NAN : reinterpret<u64>(<f64>key + 0.0));
  }
  return <K>key;
}

/** Two keys of 32 bits as one of 64, the first one low. */
// @ts-ignore: decorator
@inline
export function pairOf(x: u32, y: u32): u64 {
  return <u64>x | (<u64>y << 32);
}

// @ts-ignore: decorator
@inline
export function encodeValue<A, V>(value: A): V {
  if (isFloat<A>()) {
    if (sizeof<A>() == 4) return <V>reinterpret<u32>(<f32>value);
    return <V>reinterpret<u64>(<f64>value);
  }
  return <V>value;
}

// @ts-ignore: decorator
@inline
export function decodeValue<A, V>(value: V): A {
  if (isFloat<A>()) {
    if (sizeof<A>() == 4) return <A>reinterpret<f32>(<u32>value);
    return <A>reinterpret<f64>(<u64>value);
  }
  return <A>value;
}
