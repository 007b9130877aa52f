// How keys and values cross into Wasm, and which functions there are for each pair of the two: the one list, which knows
// nothing of TypeScript's classes.

/** How a key or a value crosses into Wasm: the type of the export's parameter. */
export type Wire = 'u32' | 'f32' | 'f64' | 'i64' | 'bytes' | 'none'

export const KEY_WIRES: Wire[] = ['u32', 'f64', 'i64', 'bytes']
export const VALUE_WIRES: Wire[] = ['none', 'u32', 'f32', 'f64', 'i64']

/** The bytes that stand in a table for a wire type. */
export const STORED: Record<Wire, string> = {
  u32: 'u32',
  f32: 'u32',
  f64: 'u64',
  i64: 'u64',
  bytes: 'Bytes',
  none: 'None',
}

/** What depends on the size of a value only exists once a size: the pair that does it for all of that size. */
export const SHARES_SIZE: Record<Wire, Wire> = {
  none: 'none',
  u32: 'u32',
  f32: 'u32',
  f64: 'i64',
  i64: 'i64',
  bytes: 'none',
}

/** Prefix of the exports of one (key, value) pair: u32F64. */
export function pairName(key: Wire, value: Wire): string {
  return key + value[0]!.toUpperCase() + value.slice(1)
}

/** Integers come signed and unsigned; the table does not know, an increment must. */
export function incrementsOf(value: Wire): string[] {
  if (value === 'u32' || value === 'i64') return ['Signed', 'Unsigned']
  return value === 'none' ? [] : ['']
}
