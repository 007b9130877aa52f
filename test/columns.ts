// The typed arrays that keys and values of each kind come in, and the forms that a call for many keys takes them in.

export const KEY_ARRAYS: Record<string, any> = {
  Int32: Int32Array,
  Uint32: Uint32Array,
  Float64: Float64Array,
  BigInt64: BigInt64Array,
  BigUint64: BigUint64Array,
}

export const VALUE_ARRAYS: Record<string, any> = {
  int32: Int32Array,
  uint32: Uint32Array,
  float32: Float32Array,
  float64: Float64Array,
  bigint64: BigInt64Array,
  biguint64: BigUint64Array,
}

/** Typed, as a part of a larger one, or plain; what has no typed array is plain. */
export function arrayOf(List: any, items: any[], form: number): any {
  if (List === undefined || form % 4 === 3) return items
  if (form % 4 === 0) return List.from(items)
  const { BYTES_PER_ELEMENT: size } = List
  const Buffer = form % 4 === 1 ? ArrayBuffer : SharedArrayBuffer
  const part = new List(new Buffer((items.length + 3) * size), 2 * size, items.length)
  part.set(items)
  return part
}
