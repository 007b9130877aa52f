// The types of keys and values that tables know: one file of assembly/kinds for each pair.

export const KEY_WIRES = ['u32', 'f64', 'i64', 'bytes'] as const
export const VALUE_WIRES = ['none', 'u32', 'f32', 'f64', 'i64'] as const
export type KeyWire = (typeof KEY_WIRES)[number]
export type ValueWire = (typeof VALUE_WIRES)[number]

/** What depends on the size of a value only exists once a size, under the name of this value type. */
export const SIZED: Record<ValueWire, ValueWire> = { none: 'none', u32: 'u32', f32: 'u32', f64: 'i64', i64: 'i64' }

/** The same for `has` and `delete` of one key. */
export const SHARES_SIZE = SIZED

/** Prefix of the exports of one (key, value) pair: u32F64. */
export function pairName(key: KeyWire, value: ValueWire): string {
  return key + value[0]!.toUpperCase() + value.slice(1)
}
