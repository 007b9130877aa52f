// What K and V of a table can be, beside u32 and u64.

/**
 * Stands for keys of bytes as the K of a table. A value of this type is an address: of the key's record or, for keys of
 * a fixed length, of the bytes. Never allocated; managed only so that `isManaged` tells it from plain keys.
 */
@final
export class Bytes {}

/** Stands for "no value" as the V of a set's table. */
export type None = u8;

/** Stands for any type of values as the V of what is rare. Managed only so that `isManaged` tells it. */
@final
export class Any {}

/** Bytes of a value: 0, 4 or 8. Precondition: V is not Any. */
// @ts-ignore: decorator
@inline
export function valueSize<V>(): usize {
  return sizeof<V>() == 1 ? 0 : sizeof<V>();
}
