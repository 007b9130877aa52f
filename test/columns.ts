// The typed arrays that keys and values of each kind come in.

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
